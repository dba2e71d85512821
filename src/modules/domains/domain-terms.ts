import { isBackOffice } from '#core/actor.ts';
import { gatewayModule, gatewayTitle } from '#modules/clients/paid-with.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { rowId } from '#schema/id-field.ts';
import { Domain } from './domain.ts';

builder.prismaObjectFields(Domain, (t) => ({
  years: t.exposeInt('years', {
    description: 'Period for which the domain is registered and renewed, in years.',
  }),
  registeredOn: t.expose('registeredOn', {
    type: 'Date',
    nullable: true,
    description: 'Date the domain was registered or transferred here.',
  }),
  expiresOn: t.expose('expiresOn', {
    type: 'Date',
    nullable: true,
    description: "Last day of the domain's current period.",
  }),
  nextDueOn: t.expose('nextDueOn', {
    type: 'Date',
    nullable: true,
    description: 'Date the payment for the next period is due.',
  }),
  nextInvoiceOn: t.expose('nextInvoiceOn', {
    type: 'Date',
    nullable: true,
    description:
      'First day of the next period that is not invoiced yet. Null until something is invoiced.',
  }),
  promotionCyclesLeft: t.exposeInt('promotionCyclesLeft', {
    nullable: true,
    description:
      'Number of renewals the promotion still makes cheaper. Null for no limit, and without a promotion.',
  }),
  firstPayment: t.field({
    type: Money,
    description: 'Price of the first period.',
    select: { firstPaymentAmount: true, currencyCode: true },
    resolve: (row) => ({ amount: row.firstPaymentAmount, currency: row.currencyCode }),
  }),
  recurring: t.field({
    type: Money,
    description: 'Price of a renewal.',
    select: { recurringAmount: true, currencyCode: true },
    resolve: (row) => ({ amount: row.recurringAmount, currency: row.currencyCode }),
  }),
}));

builder.prismaObjectFields(Domain, (t) => ({
  subscriptionId: t.exposeString('subscriptionId', {
    description: "ID of the domain's subscription at the payment gateway.",
  }),
  orderId: t.id(rowId('Order', 'orderId', 'ID of the order the domain was bought with.')),
  promotionId: t.id(
    rowId('Promotion', 'promotionId', 'ID of the promotion applied to the domain.'),
  ),
  paymentMethod: t.string({
    description: 'System name of the gateway through which the domain is paid; empty for none.',
    ...gatewayModule,
  }),
  paymentMethodName: t.string({
    description: 'Display name of the gateway through which the domain is paid.',
    ...gatewayTitle,
  }),
  registrarName: t.string({
    description: "Name of the domain's registrar account; empty for none, and for customers.",
    select: { registrar: { select: { label: true } } },
    resolve: ({ registrar }, _args, { actor }) =>
      isBackOffice(actor) ? (registrar?.label ?? '') : '',
  }),
  service: t.relation('service', {
    nullable: true,
    description: 'Service the domain was ordered with; null for none.',
  }),
  cost: t.field({
    type: Money,
    nullable: true,
    authScopes: { staff: true },
    description: 'What each period costs the company. Staff only.',
    select: { cost: true, currencyCode: true },
    resolve: ({ cost: amount, currencyCode: currency }) => ({ amount, currency }),
  }),
  registrar: t.relation('registrar', {
    nullable: true,
    authScopes: { staff: true },
    description: 'Registrar at which the domain is held. Staff only.',
  }),
  notes: t.string({
    description: 'Staff notes on the domain; empty for customers.',
    select: { notes: true },
    resolve: ({ notes }, _args, { actor }) => (isBackOffice(actor) ? notes : ''),
  }),
  lastSyncAt: t.expose('lastSyncAt', {
    type: 'DateTime',
    nullable: true,
    description: "Time the domain's status was last requested from the registrar.",
  }),
  lastSyncError: t.exposeString('lastSyncError', {
    nullable: true,
    authScopes: { backOffice: true },
    description: 'Error of the last synchronization with the registrar; empty if it succeeded.',
  }),
  contacts: t.relation('contacts', {
    description: 'Contacts of the domain, as stored here.',
    query: { orderBy: [{ role: 'asc' }, { id: 'asc' }] },
  }),
  privateNameservers: t.relation('privateNameservers', {
    description: 'Private name servers of the domain, as stored here.',
    query: { orderBy: [{ hostname: 'asc' }, { id: 'asc' }] },
  }),
}));
