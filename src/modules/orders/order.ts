import { visibleOrders } from './visible.ts';
import { isBackOffice } from '#core/actor.ts';
import { Service } from '#modules/services/service.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { OrderStatus } from './order-enums.ts';
import './order-item.ts';

/** What a client bought at once. */
export const Order = builder.prismaNode('Order', {
  read: 'orders:read',
  visible: visibleOrders,
  description: 'An order: everything a client bought in one checkout.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the order, used by the legacy APIs.',
    }),
    number: t.exposeString('number', {
      description: 'Order number shown to people, made of digits.',
    }),
    client: t.relation('client', { description: 'Client who placed the order.' }),
    status: t.expose('status', { type: OrderStatus, description: 'Status of the order.' }),
    amount: t.field({
      type: Money,
      description: 'Amount of the first payment of the order, tax included, before credit.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    promotionCode: t.exposeString('promotionCode', {
      description: 'Promotion code used in the order; may be empty.',
    }),
    items: t.relation('items', {
      listSize: 20,
      description: 'Lines of the order.',
      query: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] },
    }),
    services: t.relation('services', {
      listSize: 20,
      type: Service,
      description: 'Services created from the order.',
      query: { orderBy: [{ id: 'asc' }] },
    }),
    nameservers: t.exposeStringList('nameservers', {
      description: "Name servers requested for the order's domains.",
    }),
    ip: t.exposeString('ip', { description: 'IP address the order was placed from.' }),
    notes: t.string({
      nullable: true,
      description: 'Notes on the order, for staff and resellers. Null for everybody else.',
      select: { notes: true },
      resolve: ({ notes }, _args, { actor }) => (isBackOffice(actor) ? notes : null),
    }),
    acceptedAt: t.expose('acceptedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the order was accepted.',
    }),
    cancelledAt: t.expose('cancelledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was cancelled; null as long as it was not.',
    }),
    productType: t.exposeString('productType', {
      description: 'Type of the first product ordered; empty where there is none.',
    }),
    userAgent: t.exposeString('userAgent', { description: 'The browser it was placed with.' }),
    acceptLanguage: t.exposeString('acceptLanguage', {
      description: 'The languages that browser asked for.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the order was placed.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the order.',
    }),
  }),
});
