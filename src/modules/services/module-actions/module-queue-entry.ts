import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping } from '#schema/list.ts';
import { visibleQueueEntries } from '#modules/services/visible.ts';

/** Something a server or registrar module could not do. */
export const ModuleQueueEntry = builder.prismaNode('ModuleQueueEntry', {
  read: 'services:manage',
  description:
    "An action that a server or registrar module failed to perform, with the module's error.",
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the module queue entry, used by the legacy APIs.',
    }),
    serviceType: t.exposeString('serviceType', {
      description:
        'Kind of item the action is for: `hosting`, `reseller`, `server`, `other`, `addon`, or a domain action such as `domain-register`.',
    }),
    relatedId: t.exposeInt('relatedId', {
      description: '`databaseId` of the service, addon or domain the action is for.',
    }),
    module: t.exposeString('moduleName', {
      description: 'System name of the module, such as `cpanel`.',
    }),
    action: t.exposeString('moduleAction', { description: 'Action that failed.' }),
    lastAttemptAt: t.expose('lastAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the last attempt.',
    }),
    lastAttemptError: t.exposeString('lastAttemptError', {
      description: 'Error of the last attempt as reported by the module, with secrets removed.',
    }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'Time of the next automatic attempt. Null if the action must be retried manually.',
    }),
    retries: t.exposeInt('retries', {
      description: 'Number of failed attempts after the first attempt.',
    }),
    isCompleted: t.exposeBoolean('isCompleted', {
      description: 'Whether the action succeeded later or the entry was dismissed.',
    }),
    serviceAddon: t.relation('serviceAddon', {
      nullable: true,
      description: 'Addon whose account the action is for.',
    }),
    service: t.relation('service', { nullable: true, description: 'Service the action is for.' }),
    domain: t.relation('domain', { nullable: true, description: 'Domain the action is for.' }),
    client: t.relation('client', {
      nullable: true,
      description: 'Client who owns the service or domain.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time of the first failure.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the module queue entry.',
    }),
  }),
});

const ModuleQueueFilter = builder.inputType('ModuleQueueFilter', {
  description: 'Conditions for module queue entries. All given conditions must hold.',
  fields: (t) => ({
    relatedId: t.int({
      description: 'Only entries for the service, addon or domain with this `databaseId`.',
    }),
    serviceTypes: t.stringList({ description: 'Only entries with any of these service types.' }),
    module: t.string({
      description: 'Only entries of the module with this system name, such as `cpanel`.',
    }),
    since: t.field({
      type: 'DateTime',
      description: 'Only entries that first failed at or after this time.',
    }),
    isCompleted: t.boolean({
      description: 'Only completed entries (true) or only open entries (false).',
    }),
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
    description: 'Actions that modules failed to perform, oldest first.',
    authScopes: { permission: 'services:manage' },
    extensions: legacyExtensions('GetModuleQueue', 'services:manage'),
    args: {
      filter: t.arg({
        type: ModuleQueueFilter,
        description: 'Conditions the module queue entries must meet.',
      }),
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
