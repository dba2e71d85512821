import { isBackOffice } from '#core/actor.ts';
import { builder } from '#schema/builder.ts';
import { ServiceStatus } from './service-status.ts';

/** Something a client bought and has. */
export const Service = builder.prismaNode('Service', {
  read: 'services:read',
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
      description: 'The day it ends automatically.',
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
