import { visibleServices } from './visible.ts';
import { isBackOffice } from '#core/actor.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { ServiceStatus } from './service-status.ts';

/** Something a client bought and has. */
export const Service = builder.prismaNode('Service', {
  read: 'services:read',
  visible: visibleServices,
  description:
    'A product that a client bought and owns, such as a hosting account, a server or a license.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the service, used by the legacy APIs.',
    }),
    client: t.relation('client', { description: 'Client who owns the service.' }),
    status: t.expose('status', {
      type: ServiceStatus,
      description: 'Current status of the service.',
    }),
    quantity: t.exposeInt('quantity', { description: 'Number of units of the product.' }),
    domainName: t.exposeString('domainName', {
      description: 'Domain or host name of the service. May be empty.',
    }),
    username: t.exposeString('username', { description: "Username of the service's account." }),
    hasPassword: t.boolean({
      description:
        "Whether a password of the service's account is stored. The password is never returned.",
      select: { passwordEncrypted: true },
      resolve: ({ passwordEncrypted }) => passwordEncrypted !== null,
    }),
    hasAccount: t.exposeBoolean('hasAccount', {
      description:
        'Whether the module created an account for the service and has not removed the account.',
    }),
    registeredOn: t.expose('registeredOn', {
      type: 'Date',
      description: 'Day on which the service was bought.',
    }),
    activatedAt: t.expose('activatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time at which the service was set up.',
    }),
    nextDueOn: t.expose('nextDueOn', {
      type: 'Date',
      nullable: true,
      description: 'Day on which the next payment for the service is due. Null if nothing recurs.',
    }),
    nextInvoiceOn: t.expose('nextInvoiceOn', {
      type: 'Date',
      nullable: true,
      description:
        'First day of the next period that is not invoiced yet. Null until something is invoiced, and if nothing recurs.',
    }),
    cyclesInvoiced: t.exposeInt('cyclesInvoiced', {
      description: 'Number of billing cycles invoiced so far.',
    }),
    cost: t.field({
      type: Money,
      nullable: true,
      authScopes: { staff: true },
      description: 'What each period costs the company. Staff only.',
      select: { cost: true, currencyCode: true },
      resolve: ({ cost: amount, currencyCode: currency }) => ({ amount, currency }),
    }),
    completedOn: t.expose('completedOn', {
      type: 'Date',
      nullable: true,
      description:
        'Day on which the last of a limited number of billing cycles was invoiced: nothing more is charged. Null while it goes on.',
    }),
    promotionCyclesLeft: t.exposeInt('promotionCyclesLeft', {
      nullable: true,
      description:
        'Number of billing cycles the promotion still makes cheaper. Null for no limit, and without a promotion.',
    }),
    terminateOn: t.expose('terminateOn', {
      type: 'Date',
      nullable: true,
      description: 'Day on which the service is terminated automatically.',
    }),
    notes: t.string({
      nullable: true,
      description:
        'Internal notes on the service, for staff and resellers. Null for everybody else.',
      select: { notes: true },
      resolve: ({ notes }, _args, { actor }) => (isBackOffice(actor) ? notes : null),
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the service was added.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the service.',
    }),
  }),
});
