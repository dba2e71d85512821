import { visibleServices } from './visible.ts';
import { isBackOffice } from '#core/actor.ts';
import { builder } from '#schema/builder.ts';
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
