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
    type: t.expose('type', { type: OrderItemType, description: 'What it is.' }),
    description: t.exposeString('description', { description: 'What it was called.' }),
    domainName: t.exposeString('domainName', { description: 'Its domain; may be empty.' }),
    quantity: t.exposeInt('quantity', { description: 'How many.' }),
    billingCycle: t.expose('billingCycle', {
      type: BillingCycle,
      nullable: true,
      description: 'How often it is billed; null for domains.',
    }),
    years: t.exposeInt('years', { nullable: true, description: 'Years of a domain.' }),
    amount: t.field({
      type: Money,
      description: 'What was to be paid for it first, without tax.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    service: t.relation('service', {
      type: Service,
      nullable: true,
      description: 'The service that came of it.',
    }),
    relatedId: t.int({
      nullable: true,
      description: 'The `databaseId` of the service, extra or domain that came of it.',
      select: { serviceId: true, serviceAddonId: true, domainId: true },
      resolve: ({ serviceId, serviceAddonId, domainId }) => serviceAddonId ?? serviceId ?? domainId,
    }),
    productType: t.string({
      description: 'The kind of its product; empty for domains.',
      select: { product: { select: { type: { select: { name: true } } } } },
      resolve: ({ product }) => product?.type.name ?? '',
    }),
    itemStatus: t.string({
      description: 'Where the service, extra or domain stands; empty when it is gone.',
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
