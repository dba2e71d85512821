import type { Ask, Change } from '#start/api.ts';

/** The products the other parts of the demo are about, by global id. */
export interface DemoProducts {
  starter: string;
  business: string;
  vps: string;
  care: string;
}

/** What a month and a year cost, which costs ten months. */
const cycles = (monthly: string, annually: string, setupFee = '0') => [
  { cycle: 'MONTHLY', price: monthly, setupFee },
  { cycle: 'ANNUALLY', price: annually },
];

/** Three groups with five products, a configurable option, an addon and a promotion. */
export async function makeCatalog(ask: Ask, change: Change): Promise<DemoProducts> {
  const { productTypes } = await ask('{ productTypes { id key } }');
  const typeId = (key: string) =>
    (productTypes as { id: string; key: string }[]).find((type) => type.key === key)?.id;
  const addGroup = async (title: string, headline: string, sortOrder: number): Promise<string> =>
    (await change('addProductGroup', { title, headline, sortOrder }, 'productGroup { id }'))
      .productGroup.id;
  const addProduct = async (input: object): Promise<string> =>
    (
      await change(
        'addProduct',
        { serverModule: 'autorelease', setupMoment: 'PAYMENT_RECEIPT', ...input },
        'product { id }',
      )
    ).product.id;

  const hosting = await addGroup('Web Hosting', 'Fast and simple', 0);
  const starter = await addProduct({
    groupId: hosting,
    typeId: typeId('hostingaccount'),
    name: 'Starter',
    description: '<p>One site, 10 GB, free certificates.</p>',
    prices: cycles('4.95', '49.50'),
    affiliatePayout: 'PERCENTAGE',
    affiliateAmount: '10',
    freeDomain: 'WITHOUT_RENEWAL',
    freeDomainCycles: ['ANNUALLY'],
    freeDomainTlds: ['com', 'net', 'org'],
    domainRequired: true,
    upgradesEnabled: true,
  });
  const business = await addProduct({
    groupId: hosting,
    typeId: typeId('hostingaccount'),
    name: 'Business',
    highlightText: 'Most popular',
    description: '<p>Ten sites, 100 GB, daily backups.</p>',
    prices: cycles('12.95', '129.50'),
    domainRequired: true,
    upgradesEnabled: true,
    upgradeProductIds: [starter],
  });
  const upgrade = { productId: starter, upgradeProductIds: [business] };
  await change('updateProduct', upgrade, 'product { id }');

  const servers = await addGroup('Servers', 'All yours', 1);
  const vps = await addProduct({
    groupId: servers,
    typeId: typeId('server'),
    name: 'VPS',
    setupMoment: 'ORDER_ACCEPTED',
    description: '<p>Two cores, 4 to 16 GB, 80 GB of fast disk.</p>',
    prices: cycles('19.00', '190.00', '10'),
    configOptionsUpgradable: true,
  });
  await addProduct({
    groupId: servers,
    typeId: typeId('server'),
    name: 'Dedicated Server',
    setupMoment: 'MANUALLY',
    description: '<p>A machine of your own, ready within a day.</p>',
    prices: cycles('89.00', '890.00', '50'),
    stockControlled: true,
    stockQuantity: 4,
  });
  const help = await addGroup('Care', 'People who help', 2);
  const care = await addProduct({
    groupId: help,
    typeId: typeId('other'),
    name: 'Website Care',
    description: '<p>Updates, backups and two hours of work each month.</p>',
    prices: cycles('49.00', '490.00'),
  });
  await makeExtras(change, { starter, business, vps, care });
  return { starter, business, vps, care };
}

async function makeExtras(change: Change, { starter, business, vps }: DemoProducts): Promise<void> {
  const { configOptionGroup } = await change(
    'createConfigOptionGroup',
    { name: 'Memory', productIds: [vps] },
    'configOptionGroup { id }',
  );
  const choice = (name: string, monthly: string, annually: string, sortOrder: number) => ({
    name,
    prices: cycles(monthly, annually),
    sortOrder,
  });
  await change(
    'createConfigOption',
    {
      groupId: configOptionGroup.id,
      name: 'ram|Memory',
      type: 'DROPDOWN',
      choices: [
        choice('4|4 GB', '0', '0', 1),
        choice('8|8 GB', '8.00', '80.00', 2),
        choice('16|16 GB', '20.00', '200.00', 3),
      ],
    },
    'configOption { id }',
  );
  await change(
    'createAddon',
    {
      name: 'Backup',
      description: 'A copy of everything each night, kept for thirty days.',
      autoActivated: true,
      prices: cycles('3.00', '30.00'),
      productIds: [starter, business, vps],
    },
    'addon { id }',
  );
  await change(
    'createPromotion',
    {
      code: 'WELCOME20',
      type: 'PERCENTAGE',
      value: '20',
      isRecurring: true,
      recurForCycles: 3,
      newSignupsOnly: true,
      notes: 'A fifth off the first three periods of a first order.',
    },
    'promotion { id }',
  );
}
