import { isBackOffice } from '#core/actor.ts';
import { Service } from '#modules/services/service.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { OrderStatus } from './order-enums.ts';
import './order-item.ts';

/** What a client bought at once. */
export const Order = builder.prismaNode('Order', {
  read: 'orders:read',
  description: 'What a client bought at once.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    number: t.exposeString('number', { description: 'The digits that people quote.' }),
    client: t.relation('client', { description: 'Who bought.' }),
    status: t.expose('status', { type: OrderStatus, description: 'Where it stands.' }),
    amount: t.field({
      type: Money,
      description: 'What was to be paid at once, tax included, before credit.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    promotionCode: t.exposeString('promotionCode', { description: 'As ordered; may be empty.' }),
    items: t.relation('items', {
      description: 'Its lines.',
      query: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] },
    }),
    services: t.relation('services', {
      type: Service,
      description: 'The services that came of it.',
      query: { orderBy: [{ id: 'asc' }] },
    }),
    nameservers: t.exposeStringList('nameservers', { description: 'Wanted for its domains.' }),
    ip: t.exposeString('ip', { description: 'The address it was placed from.' }),
    notes: t.string({
      nullable: true,
      description: 'For staff and resellers; null for anybody else.',
      select: { notes: true },
      resolve: ({ notes }, _args, { actor }) => (isBackOffice(actor) ? notes : null),
    }),
    acceptedAt: t.expose('acceptedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was accepted.',
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
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was placed.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});
