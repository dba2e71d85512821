import { times } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';

type NewProduct = Omit<Prisma.ProductUncheckedCreateInput, 'groupId' | 'typeId' | 'currencyCode'>;
interface Shelf {
  title: string;
  slug: string;
  headline: string;
  type: string;
  products: (NewProduct & { monthly: string; setup?: string })[];
}

const manual = { serverModule: 'autorelease', setupMoment: 'PAYMENT_RECEIPT' } as const;

/** What stands on the shelves of the demo: a month's price, a year costs ten of them. */
const shelves: readonly Shelf[] = [
  {
    title: 'Web Hosting',
    slug: 'web-hosting',
    headline: 'Fast and simple',
    type: 'hostingaccount',
    products: [
      {
        ...manual,
        name: 'Starter',
        slug: 'starter',
        description: '<p>One site, 10 GB, free certificates.</p>',
        monthly: '4.95',
        affiliatePayout: 'PERCENTAGE',
        affiliateAmount: '10',
        freeDomain: 'WITHOUT_RENEWAL',
        freeDomainCycles: ['ANNUALLY'],
        freeDomainTlds: ['com', 'net', 'org'],
        domainRequired: true,
        upgradesEnabled: true,
      },
      {
        ...manual,
        name: 'Business',
        slug: 'business',
        highlightText: 'Most popular',
        description: '<p>Ten sites, 100 GB, daily backups.</p>',
        monthly: '12.95',
        domainRequired: true,
        upgradesEnabled: true,
      },
    ],
  },
  {
    title: 'Servers',
    slug: 'servers',
    headline: 'All yours',
    type: 'server',
    products: [
      {
        ...manual,
        name: 'VPS',
        slug: 'vps',
        setupMoment: 'ORDER_ACCEPTED',
        description: '<p>Two cores, 4 to 16 GB, 80 GB of fast disk.</p>',
        monthly: '19.00',
        setup: '10',
        configOptionsUpgradable: true,
      },
      {
        ...manual,
        name: 'Dedicated Server',
        slug: 'dedicated-server',
        setupMoment: 'MANUALLY',
        description: '<p>A machine of your own, ready within a day.</p>',
        monthly: '89.00',
        setup: '50',
        stockControlled: true,
        stockQuantity: 4,
      },
    ],
  },
  {
    title: 'Care',
    slug: 'care',
    headline: 'People who help',
    type: 'other',
    products: [
      {
        ...manual,
        name: 'Website Care',
        slug: 'website-care',
        description: '<p>Updates, backups and two hours of work each month.</p>',
        monthly: '49.00',
      },
    ],
  },
];

/** Prices for a month and for a year, which costs ten months. */
const cyclesOf = (currencyCode: string, monthly: string, setupFee = '0') => [
  { currencyCode, cycle: 'MONTHLY' as const, price: monthly, setupFee },
  { currencyCode, cycle: 'ANNUALLY' as const, price: times(monthly, '10', currencyCode) },
];

/** Three shelves with five products, an option, an addon and a promotion. */
export async function demoCatalog(tx: Tx, _people: DemoPeople): Promise<void> {
  const { code } = await tx.currency.findFirstOrThrow({ where: { isBase: true } });
  for (const [place, shelf] of shelves.entries()) await demoShelf(tx, shelf, place, code);
  const idOf = async (slug: string) => (await tx.product.findUniqueOrThrow({ where: { slug } })).id;
  const [starter, business, vps] = [
    await idOf('starter'),
    await idOf('business'),
    await idOf('vps'),
  ];
  await tx.productUpgradePath.createMany({
    data: [
      { fromProductId: starter, toProductId: business },
      { fromProductId: business, toProductId: starter },
    ],
  });
  await demoMemory(tx, vps, code);
  await tx.addon.create({
    data: {
      name: 'Backup',
      description: 'A copy of everything each night, kept for thirty days.',
      autoActivated: true,
      prices: { create: cyclesOf(code, '3.00') },
      products: { create: [starter, business, vps].map((productId) => ({ productId })) },
    },
  });
  await tx.promotion.create({
    data: {
      code: 'WELCOME20',
      type: 'PERCENTAGE',
      value: '20',
      currencyCode: code,
      isRecurring: true,
      recurForCycles: 3,
      newSignupsOnly: true,
      notes: 'A fifth off the first three periods of a first order.',
    },
  });
}

async function demoShelf(tx: Tx, shelf: Shelf, place: number, currencyCode: string) {
  const { title, slug, headline, type: key, products } = shelf;
  const type = await tx.productType.findUniqueOrThrow({ where: { key } });
  const group = await tx.productGroup.create({
    data: { title, slug, headline, isDefault: place === 0, sortOrder: place + 1 },
  });
  for (const [order, { monthly, setup, ...product }] of products.entries())
    await tx.product.create({
      data: {
        ...product,
        groupId: group.id,
        typeId: type.id,
        currencyCode,
        sortOrder: order + 1,
        prices: { create: cyclesOf(currencyCode, monthly, setup) },
      },
    });
}

async function demoMemory(tx: Tx, productId: number, currencyCode: string) {
  const choice = (name: string, monthly: string, sortOrder: number) => ({
    name,
    sortOrder,
    prices: { create: cyclesOf(currencyCode, monthly) },
  });
  await tx.configOptionGroup.create({
    data: {
      name: 'Server sizes',
      products: { create: { productId } },
      options: {
        create: {
          name: 'ram|Memory',
          type: 'DROPDOWN',
          choices: {
            create: [
              choice('4|4 GB', '0', 1),
              choice('8|8 GB', '8.00', 2),
              choice('16|16 GB', '20.00', 3),
            ],
          },
        },
      },
    },
  });
}
