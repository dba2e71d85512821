import { asText } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { DomainActionEnum } from '#modules/domains/tlds/tld-kinds.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';

interface Agreed {
  price: Prisma.Decimal;
  currencyCode: string;
}

const money = { price: true, currencyCode: true } as const;
const moneyOf = ({ price, currencyCode }: Agreed) => ({ amount: price, currency: currencyCode });

const AgreedProductPrice = builder.prismaObject('ResellerProductPrice', {
  read: 'resellers:read',
  variant: 'AgreedProductPrice',
  description: 'What was agreed with a reseller for one billing cycle of a product.',
  select: {},
  fields: (t) => ({
    product: t.relation('product', { description: 'The product.' }),
    cycle: t.expose('cycle', { type: BillingCycle, description: 'How often it is charged.' }),
    setupFee: t.field({
      type: 'Decimal',
      description: 'Charged once, with the first cycle.',
      select: { setupFee: true, currencyCode: true },
      resolve: ({ setupFee, currencyCode }) => asText(setupFee, currencyCode),
    }),
    price: t.field({
      type: Money,
      description: 'Charged each cycle.',
      select: money,
      resolve: moneyOf,
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was agreed.' }),
  }),
});

const AgreedTldPrice = builder.prismaObject('ResellerTldPrice', {
  read: 'resellers:read',
  variant: 'AgreedTldPrice',
  description: 'What was agreed with a reseller for an action on domains.',
  select: {},
  fields: (t) => ({
    tld: t.relation('tld', { description: 'The TLD.' }),
    action: t.expose('action', { type: DomainActionEnum, description: 'What is done.' }),
    years: t.exposeInt('years', { description: 'For how many years.' }),
    price: t.field({
      type: Money,
      description: 'For all those years together.',
      select: money,
      resolve: moneyOf,
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was agreed.' }),
  }),
});

builder.prismaObjectFields('Reseller', (t) => ({
  agreedProductPrices: t.relation('productPrices', {
    type: AgreedProductPrice,
    nullable: true,
    authScopes: { permission: 'resellers:read' },
    description: 'What was agreed with it for products; it goes before its cost list.',
    query: { orderBy: [{ productId: 'asc' }, { currencyCode: 'asc' }, { cycle: 'asc' }] },
  }),
  agreedTldPrices: t.relation('tldPrices', {
    type: AgreedTldPrice,
    nullable: true,
    authScopes: { permission: 'resellers:read' },
    description: 'What was agreed with it for domains; it goes before its cost list.',
    query: {
      orderBy: [{ tldId: 'asc' }, { currencyCode: 'asc' }, { action: 'asc' }, { years: 'asc' }],
    },
  }),
}));
