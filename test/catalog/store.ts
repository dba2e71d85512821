import type { Gateway } from '#test/gateway.ts';

/** A small store to test with: ids by name. */
export interface Store {
  hosting: number;
  servers: number;
  starter: number;
  business: number;
  vps: number;
  hidden: number;
  options: number;
  ram: number;
  ram4: number;
  ram8: number;
  ips: number;
  backup: number;
}

const ADD_GROUP = `mutation ($input: AddProductGroupInput!) {
  addProductGroup(input: $input) { productGroup { databaseId } }
}`;
const ADD_PRODUCT = `mutation ($input: AddProductInput!) {
  addProduct(input: $input) { product { databaseId } }
}`;

/** Adds a product group as staff; its number. */
export async function addGroup(gateway: Gateway, input: object): Promise<number> {
  const { addProductGroup } = await gateway.data(ADD_GROUP, { input });
  return addProductGroup.productGroup.databaseId;
}

/** Adds a product as staff; its number. */
export async function addProduct(gateway: Gateway, input: object): Promise<number> {
  const { addProduct: added } = await gateway.data(ADD_PRODUCT, { input });
  return added.product.databaseId;
}

/** A monthly and a yearly price in the base currency. */
export const monthlyAndYearly = (monthly: string, yearly: string, setupFee = '0') => [
  { cycle: 'MONTHLY', price: monthly, setupFee },
  { cycle: 'ANNUALLY', price: yearly },
];

/** Puts up the company, with euros at 0.8 beside the dollar. */
export async function openStore(gateway: Gateway): Promise<Store> {
  await gateway.app.db.currency.create({
    data: { code: 'EUR', prefix: '€', suffix: ' EUR', rate: '0.8' },
  });
  const hosting = await addGroup(gateway, {
    title: 'Web Hosting',
    headline: 'Fast',
    tagline: 'Now',
  });
  const servers = await addGroup(gateway, { title: 'Servers', headline: '', tagline: '' });
  const attic = await addGroup(gateway, { title: 'Attic', isHidden: true });
  const { groupId: options, ...rest } = await addOptions(gateway);
  const in_ = (groupId: number, typeId: number) => ({
    groupId: `ProductGroup:${groupId}`,
    typeId: `ProductType:${typeId}`,
  });
  const starter = await addProduct(gateway, {
    ...in_(hosting, 1),
    name: 'Starter',
    prices: monthlyAndYearly('10', '100', '5'),
    serverModule: 'cpanel',
    freeDomain: 'WITHOUT_RENEWAL',
    freeDomainCycles: ['ANNUALLY'],
    freeDomainTlds: ['com'],
  });
  const business = await addProduct(gateway, {
    ...in_(hosting, 1),
    name: 'Business',
    prices: monthlyAndYearly('25', '250'),
    stockControlled: true,
    stockQuantity: 2,
    quantityAllowed: true,
  });
  const vps = await addProduct(gateway, {
    ...in_(servers, 3),
    name: 'VPS',
    prices: monthlyAndYearly('40', '400'),
    configOptionGroupIds: [`ConfigOptionGroup:${options}`],
    isTaxed: true,
  });
  const hidden = await addProduct(gateway, {
    ...in_(attic, 4),
    name: 'Old Thing',
    payType: 'FREE',
  });
  const backup = await addBackup(gateway, vps);
  return { hosting, servers, starter, business, vps, hidden, options, backup, ...rest };
}

async function addOptions(gateway: Gateway) {
  const { createConfigOptionGroup } = await gateway.data(
    `mutation { createConfigOptionGroup(input: { name: "Server" }) { configOptionGroup { databaseId } } }`,
  );
  const groupId: number = createConfigOptionGroup.configOptionGroup.databaseId;
  const ADD = `mutation ($input: CreateConfigOptionInput!) {
    createConfigOption(input: $input) { configOption { databaseId choices { databaseId } } }
  }`;
  const option = async (input: object) => {
    const group = { groupId: `ConfigOptionGroup:${groupId}` };
    const { createConfigOption } = await gateway.data(ADD, { input: { ...group, ...input } });
    return createConfigOption.configOption;
  };
  const ram = await option({
    name: 'ram|Memory',
    type: 'DROPDOWN',
    choices: [
      { name: '4|4 GB', prices: [{ cycle: 'MONTHLY', price: '0' }] },
      { name: '8|8 GB', prices: [{ cycle: 'MONTHLY', price: '7.50', setupFee: '1' }] },
    ],
  });
  const ips = await option({
    name: 'ips|Addresses',
    type: 'QUANTITY',
    maxQuantity: 4,
    choices: [{ name: 'ip|Address', prices: [{ cycle: 'MONTHLY', price: '2' }] }],
  });
  return {
    groupId,
    ram: ram.databaseId as number,
    ram4: ram.choices[0].databaseId as number,
    ram8: ram.choices[1].databaseId as number,
    ips: ips.databaseId as number,
  };
}

async function addBackup(gateway: Gateway, productId: number): Promise<number> {
  const { createAddon } = await gateway.data(
    `mutation ($input: CreateAddonInput!) { createAddon(input: $input) { addon { databaseId } } }`,
    {
      input: {
        name: 'Backup',
        prices: monthlyAndYearly('3', '30', '2'),
        productIds: [`Product:${productId}`],
      },
    },
  );
  return createAddon.addon.databaseId;
}
