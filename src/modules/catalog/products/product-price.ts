import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { builder } from '#schema/builder.ts';

builder.prismaObject('ProductPrice', {
  read: 'catalog:read',
  description: 'A stored price of a product.',
  select: {},
  fields: (t) => ({
    currency: t.expose('currencyCode', {
      type: 'CurrencyCode',
      description: 'Currency of the product price.',
    }),
    cycle: t.expose('cycle', {
      type: BillingCycle,
      description: 'Billing cycle the product price is for.',
    }),
    setupFee: t.expose('setupFee', {
      type: 'Decimal',
      description: 'Setup fee of the product, charged once.',
    }),
    price: t.expose('price', {
      type: 'Decimal',
      description: 'Price of the product, charged each billing cycle.',
    }),
    oldPrice: t.expose('oldPrice', {
      type: 'Decimal',
      nullable: true,
      description: 'Former price, displayed struck through beside the price.',
    }),
    cost: t.expose('cost', {
      type: 'Decimal',
      nullable: true,
      description: 'Cost of the cycle to the company, if known.',
    }),
  }),
});
