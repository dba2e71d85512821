import { isBackOffice } from '#core/actor.ts';
import { gatewayModule, gatewayTitle } from '#modules/clients/paid-with.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { Domain } from './domain.ts';

builder.prismaObjectFields(Domain, (t) => ({
  years: t.exposeInt('years', { description: 'The period it is registered and renewed for.' }),
  registeredOn: t.expose('registeredOn', {
    type: 'Date',
    nullable: true,
    description: 'When it was registered or came here.',
  }),
  expiresOn: t.expose('expiresOn', {
    type: 'Date',
    nullable: true,
    description: 'The last day of its period.',
  }),
  nextDueOn: t.expose('nextDueOn', {
    type: 'Date',
    nullable: true,
    description: 'When its next period is to be paid.',
  }),
  firstPayment: t.field({
    type: Money,
    description: 'What the first period costs.',
    select: { firstPaymentAmount: true, currencyCode: true },
    resolve: (row) => ({ amount: row.firstPaymentAmount, currency: row.currencyCode }),
  }),
  recurring: t.field({
    type: Money,
    description: 'What a renewal costs.',
    select: { recurringAmount: true, currencyCode: true },
    resolve: (row) => ({ amount: row.recurringAmount, currency: row.currencyCode }),
  }),
}));

builder.prismaObjectFields(Domain, (t) => ({
  subscriptionId: t.exposeString('subscriptionId', { description: 'At the payment gateway.' }),
  orderDatabaseId: t.exposeInt('orderId', { nullable: true, description: 'Number of its order.' }),
  promotionDatabaseId: t.exposeInt('promotionId', {
    nullable: true,
    description: 'Number of its promotion.',
  }),
  paymentMethod: t.string({
    description: 'System name of the gateway it is paid through; empty for none.',
    ...gatewayModule,
  }),
  paymentMethodName: t.string({
    description: 'What people call that gateway.',
    ...gatewayTitle,
  }),
  registrarName: t.string({
    description: 'System name of its registrar; empty for none, and for customers.',
    select: { registrar: { select: { module: true } } },
    resolve: ({ registrar }, _args, { actor }) =>
      isBackOffice(actor) ? (registrar?.module ?? '') : '',
  }),
  registrar: t.relation('registrar', {
    nullable: true,
    authScopes: { staff: true },
    description: 'Where it is held. Staff only.',
  }),
  notes: t.string({
    description: 'For staff; empty for customers.',
    select: { notes: true },
    resolve: ({ notes }, _args, { actor }) => (isBackOffice(actor) ? notes : ''),
  }),
  lastSyncAt: t.expose('lastSyncAt', {
    type: 'DateTime',
    nullable: true,
    description: 'When the registrar was last asked how it stands.',
  }),
  lastSyncError: t.exposeString('lastSyncError', {
    nullable: true,
    authScopes: { backOffice: true },
    description: 'Why that failed; empty when it did not.',
  }),
  contacts: t.relation('contacts', {
    description: 'Who is named on it, as our books have it.',
    query: { orderBy: [{ role: 'asc' }, { id: 'asc' }] },
  }),
  privateNameservers: t.relation('privateNameservers', {
    description: 'Name servers below the domain itself, as our books have them.',
    query: { orderBy: [{ hostname: 'asc' }, { id: 'asc' }] },
  }),
}));
