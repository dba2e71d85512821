import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { Service } from '#modules/services/service.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { OrderItemType } from './order-enums.ts';

/** A line of an order. */
builder.prismaObject('OrderItem', {
  read: 'orders:read',
  description: 'A line of an order.',
  select: {},
  fields: (t) => ({
    type: t.expose('type', { type: OrderItemType, description: 'What the order line is for.' }),
    description: t.exposeString('description', {
      description: 'Description of the order line at the time of ordering.',
    }),
    domainName: t.exposeString('domainName', {
      description: 'Domain name of the order line; may be empty.',
    }),
    quantity: t.exposeInt('quantity', { description: 'Number of units ordered.' }),
    billingCycle: t.expose('billingCycle', {
      type: BillingCycle,
      nullable: true,
      description: 'Billing cycle of the order line; null for domains.',
    }),
    years: t.exposeInt('years', {
      nullable: true,
      description: 'Registration period of a domain, in years.',
    }),
    amount: t.field({
      type: Money,
      description: 'First payment for the order line, without tax.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    setupFee: t.field({
      type: Money,
      description: 'Part of the first payment that is charged once, without tax.',
      select: { setupFee: true, currencyCode: true },
      resolve: ({ setupFee, currencyCode }) => ({ amount: setupFee, currency: currencyCode }),
    }),
    recurring: t.field({
      type: Money,
      description: 'What each further period costs, without tax, as it was when ordered.',
      select: { recurringAmount: true, currencyCode: true },
      resolve: (row) => ({ amount: row.recurringAmount, currency: row.currencyCode }),
    }),
    discount: t.field({
      type: Money,
      description: 'What a promotion took off the first payment.',
      select: { discount: true, currencyCode: true },
      resolve: ({ discount, currencyCode }) => ({ amount: discount, currency: currencyCode }),
    }),
    service: t.relation('service', {
      type: Service,
      nullable: true,
      description: 'Service created from the order line.',
    }),
    productType: t.string({
      description: 'Product type of the order line; empty for domains.',
      select: { product: { select: { type: { select: { name: true } } } } },
      resolve: ({ product }) => product?.type.name ?? '',
    }),
    itemStatus: t.string({
      description:
        'Status of the service, addon or domain created from the order line; empty if it no longer exists.',
      select: {
        service: { select: { status: true } },
        serviceAddon: { select: { status: true } },
        domain: { select: { status: true } },
      },
      resolve: ({ service, serviceAddon, domain }) =>
        (serviceAddon ?? service ?? domain)?.status ?? '',
    }),
  }),
});
