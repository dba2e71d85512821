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
  description: 'Price agreed with a reseller for one billing cycle of a product.',
  select: {},
  fields: (t) => ({
    product: t.relation('product', { description: 'Product the agreed price is for.' }),
    cycle: t.expose('cycle', {
      type: BillingCycle,
      description: 'Billing cycle the agreed price is for.',
    }),
    setupFee: t.field({
      type: 'Decimal',
      description: 'Agreed setup fee, charged once with the first cycle.',
      select: { setupFee: true, currencyCode: true },
      resolve: ({ setupFee, currencyCode }) => asText(setupFee, currencyCode),
    }),
    price: t.field({
      type: Money,
      description: 'Agreed price per billing cycle.',
      select: money,
      resolve: moneyOf,
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time the product price was agreed.',
    }),
  }),
});

const AgreedTldPrice = builder.prismaObject('ResellerTldPrice', {
  read: 'resellers:read',
  variant: 'AgreedTldPrice',
  description: 'Price agreed with a reseller for an action on domains of a TLD.',
  select: {},
  fields: (t) => ({
    tld: t.relation('tld', { description: 'TLD the agreed price is for.' }),
    action: t.expose('action', {
      type: DomainActionEnum,
      description: 'Domain action the agreed price is for.',
    }),
    years: t.exposeInt('years', { description: 'Number of years the agreed price covers.' }),
    price: t.field({
      type: Money,
      description: 'Agreed price for all years together.',
      select: money,
      resolve: moneyOf,
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time the domain price was agreed.',
    }),
  }),
});

builder.prismaObjectFields('Reseller', (t) => ({
  agreedProductPrices: t.relation('productPrices', {
    listSize: 500,
    type: AgreedProductPrice,
    nullable: true,
    authScopes: { permission: 'resellers:read' },
    description:
      'Product prices agreed with the reseller. They take precedence over its cost price list.',
    query: { orderBy: [{ productId: 'asc' }, { currencyCode: 'asc' }, { cycle: 'asc' }] },
  }),
  agreedTldPrices: t.relation('tldPrices', {
    listSize: 500,
    type: AgreedTldPrice,
    nullable: true,
    authScopes: { permission: 'resellers:read' },
    description:
      'Domain prices agreed with the reseller. They take precedence over its cost price list.',
    query: {
      orderBy: [{ tldId: 'asc' }, { currencyCode: 'asc' }, { action: 'asc' }, { years: 'asc' }],
    },
  }),
}));
