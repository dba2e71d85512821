import { isBackOffice } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { ServiceStatus } from './service-status.ts';

const money = (amount: Prisma.Decimal, currency: string) => ({ amount, currency });

/** Something a client bought and has. */
export const Service = builder.prismaNode('Service', {
  description: 'Something a client bought and has: a hosting account, a server, a licence.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    client: t.relation('client', { description: 'Whose it is.' }),
    status: t.expose('status', { type: ServiceStatus, description: 'Where it stands.' }),
    quantity: t.exposeInt('quantity', { description: 'How many of the product.' }),
    domainName: t.exposeString('domainName', { description: 'Domain or host name; may be empty.' }),
    username: t.exposeString('username', { description: 'User name of its account.' }),
    hasPassword: t.boolean({
      description: 'Whether a password of its account is stored. It is never shown.',
      select: { passwordEncrypted: true },
      resolve: ({ passwordEncrypted }) => passwordEncrypted !== null,
    }),
    hasAccount: t.exposeBoolean('hasAccount', {
      description: 'Its module made an account for it and has not removed it.',
    }),
    registeredOn: t.expose('registeredOn', { type: 'Date', description: 'When it was bought.' }),
    activatedAt: t.expose('activatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was set up.',
    }),
    nextDueOn: t.expose('nextDueOn', {
      type: 'Date',
      nullable: true,
      description: 'When it is to be paid again; null when nothing recurs.',
    }),
    terminateOn: t.expose('terminateOn', {
      type: 'Date',
      nullable: true,
      description: 'The day it ends by itself.',
    }),
    billingCycle: t.expose('billingCycle', {
      type: BillingCycle,
      description: 'How often it is billed.',
    }),
    firstPayment: t.field({
      type: Money,
      description: 'What was to be paid first, without tax.',
      select: { firstPaymentAmount: true, currencyCode: true },
      resolve: (row) => money(row.firstPaymentAmount, row.currencyCode),
    }),
    recurring: t.field({
      type: Money,
      description: 'What each further cycle costs, without tax.',
      select: { recurringAmount: true, currencyCode: true },
      resolve: (row) => money(row.recurringAmount, row.currencyCode),
    }),
    paymentMethod: t.string({
      description: "The system name of the gateway it is paid with; empty for the client's own.",
      select: { gateway: { select: { module: true } } },
      resolve: ({ gateway }) => gateway?.module ?? '',
    }),
    paymentMethodName: t.string({
      description: 'What that gateway is called.',
      select: { gateway: { select: { displayName: true } } },
      resolve: ({ gateway }) => gateway?.displayName ?? '',
    }),
    orderId: t.exposeInt('orderId', {
      nullable: true,
      description: 'The `databaseId` of the order it came with.',
    }),
    orderNumber: t.string({
      nullable: true,
      description: 'The number of that order.',
      select: { order: { select: { number: true } } },
      resolve: ({ order }) => order?.number ?? null,
    }),
    subscriptionId: t.exposeString('subscriptionId', {
      description: 'Recurring agreement at the gateway; may be empty.',
    }),
    promotionId: t.exposeInt('promotionId', {
      nullable: true,
      description: 'The `databaseId` of the promotion that holds for it.',
    }),
    suspendedAt: t.expose('suspendedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is suspended.',
    }),
    suspendReason: t.exposeString('suspendReason', { description: 'Why; empty if it is not.' }),
    terminatedAt: t.expose('terminatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its account was removed.',
    }),
    overrideAutoSuspend: t.exposeBoolean('overrideAutoSuspend', {
      description: 'It is not suspended by itself.',
    }),
    overrideSuspendUntilOn: t.expose('overrideSuspendUntilOn', {
      type: 'Date',
      nullable: true,
      description: 'It is not suspended by itself before this day.',
    }),
    overrideAutoTerminate: t.exposeBoolean('overrideAutoTerminate', {
      description: 'It is not terminated by itself.',
    }),
    dedicatedIp: t.exposeString('dedicatedIp', { description: 'Its own address; may be empty.' }),
    assignedIps: t.exposeStringList('assignedIps', { description: 'Its further addresses.' }),
    nameserver1: t.exposeString('nameserver1', { description: 'First name server; may be empty.' }),
    nameserver2: t.exposeString('nameserver2', { description: 'Second one; may be empty.' }),
    diskUsageMb: t.exposeInt('diskUsageMb', { description: 'Disk in use, in megabytes.' }),
    diskLimitMb: t.exposeInt('diskLimitMb', { description: 'Its limit; 0 = none.' }),
    bandwidthUsageMb: t.exposeInt('bandwidthUsageMb', {
      description: 'Traffic of the month, in megabytes.',
    }),
    bandwidthLimitMb: t.exposeInt('bandwidthLimitMb', { description: 'Its limit; 0 = none.' }),
    usageUpdatedAt: t.expose('usageUpdatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the usage was read from the panel.',
    }),
    notes: t.string({
      nullable: true,
      description: 'For staff and resellers; null for anybody else.',
      select: { notes: true },
      resolve: ({ notes }, _args, { actor }) => (isBackOffice(actor) ? notes : null),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});
