import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping } from '#schema/list.ts';
import { visibleQueueEntries } from '#modules/services/visible.ts';

/** Something a server or registrar module could not do. */
export const ModuleQueueEntry = builder.prismaNode('ModuleQueueEntry', {
  read: 'services:manage',
  description: 'Something a server or registrar module could not do, in its own words.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    serviceType: t.exposeString('serviceType', {
      description: 'hosting, reseller, server, other, addon, or domain-register and the like.',
    }),
    relatedId: t.exposeInt('relatedId', {
      description: 'The `databaseId` of the service, extra or domain it is about.',
    }),
    module: t.exposeString('moduleName', { description: 'The module, e.g. cpanel.' }),
    action: t.exposeString('moduleAction', { description: 'What was to be done.' }),
    lastAttemptAt: t.expose('lastAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was tried last.',
    }),
    lastAttemptError: t.exposeString('lastAttemptError', {
      description: "The module's own words, without secrets.",
    }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it is tried again automatically; null when a person has to.',
    }),
    retries: t.exposeInt('retries', { description: 'How often it failed after the first time.' }),
    isCompleted: t.exposeBoolean('isCompleted', {
      description: 'It succeeded after all, or was dismissed.',
    }),
    serviceAddon: t.relation('serviceAddon', {
      nullable: true,
      description: 'The addon whose account it is about.',
    }),
    service: t.relation('service', { nullable: true, description: 'The service it is about.' }),
    domain: t.relation('domain', { nullable: true, description: 'The domain it is about.' }),
    client: t.relation('client', { nullable: true, description: 'Whose service or domain it is.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it failed first.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

const ModuleQueueFilter = builder.inputType('ModuleQueueFilter', {
  description: 'Narrows the module queue down; what is given must all hold.',
  fields: (t) => ({
    relatedId: t.int({ description: 'The `databaseId` of the service, extra or domain.' }),
    serviceTypes: t.stringList({ description: 'Any of these service types.' }),
    module: t.string({ description: "The module's system name, e.g. cpanel." }),
    since: t.field({ type: 'DateTime', description: 'First failed at or after this moment.' }),
    isCompleted: t.boolean({ description: 'Only entries that are done, or only open ones.' }),
  }),
});

function queueWhere(
  filter: typeof ModuleQueueFilter.$inferInput | null | undefined,
  visible: Prisma.ModuleQueueEntryWhereInput,
): Prisma.ModuleQueueEntryWhereInput {
  const { relatedId, serviceTypes, module, since, isCompleted } = filter ?? {};
  return {
    AND: [
      visible,
      {
        ...(relatedId && { relatedId }),
        ...(serviceTypes && { serviceType: { in: serviceTypes } }),
        ...(module && { moduleName: module }),
        ...(since && { createdAt: { gte: since } }),
        ...(typeof isCompleted === 'boolean' && { isCompleted }),
      },
    ],
  };
}

builder.queryField('moduleQueue', (t) =>
  t.prismaConnection({
    type: ModuleQueueEntry,
    cursor: place,
    description: 'What modules could not do, oldest first.',
    authScopes: { permission: 'services:manage' },
    extensions: legacyExtensions('GetModuleQueue', 'services:manage'),
    args: {
      filter: t.arg({ type: ModuleQueueFilter, description: 'Which entries.' }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db, actor }) =>
      db.moduleQueueEntry.count({ where: queueWhere(filter, visibleQueueEntries(actor)) }),
    resolve: (query, _root, { filter, offset }, { db, actor }) =>
      db.moduleQueueEntry.findMany({
        ...skipping(query, offset),
        where: queueWhere(filter, visibleQueueEntries(actor)),
        orderBy: [{ id: 'asc' }],
      }),
  }),
);
