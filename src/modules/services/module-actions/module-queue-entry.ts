import { builder } from '#schema/builder.ts';
import { edgeToNode } from '#schema/node.ts';
import { rows, texts, timeSpans, whether } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';
import { visibleQueueEntries } from '#modules/services/visible.ts';
import { type Sold, soldColumns, soldId } from '#modules/services/sold-id.ts';

/** Something a server or registrar module could not do. */
export const ModuleQueueEntry = builder.prismaNode('ModuleQueueEntry', {
  read: 'services:manage',
  visible: visibleQueueEntries,
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
    subjectId: t.id({
      nullable: true,
      description: 'ID of the service, addon or domain the action is for.',
      select: soldColumns,
      resolve: soldId,
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
    subject: t.field(
      edgeToNode<Sold>({
        description: 'Service, addon or domain the action is for.',
        select: soldColumns,
        idOf: soldId,
      }),
    ),
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

/** Lists of the module queue. */
const moduleQueue = declareList({
  type: ModuleQueueEntry,
  noun: 'ModuleQueueEntry',
  model: 'ModuleQueueEntry',
  visible: visibleQueueEntries,
  filter: {
    client: rows('Client', 'clientId', 'Entries of these clients.'),
    service: rows('Service', 'serviceId', 'Entries for these services; null for none.'),
    serviceAddon: rows('ServiceAddon', 'serviceAddonId', 'Entries for these addons.'),
    domain: rows('Domain', 'domainId', 'Entries for these domains; null for none.'),
    serviceType: texts(
      (types) => ({ serviceType: { in: [...types] } }),
      'Entries with any of these service types.',
    ),
    module: texts(
      (modules) => ({ moduleName: { in: [...modules] } }),
      'Entries of the modules with these system names, such as `cpanel`.',
    ),
    isCompleted: whether('isCompleted', 'Whether the action succeeded later or was dismissed.'),
    createdAt: timeSpans('createdAt', 'Time of the first failure.'),
    nextAttemptAt: timeSpans('nextAttemptAt', 'Time of the next automatic attempt.'),
  },
  order: {
    ID: ['id', 'By the order of the first failure.'],
    CREATED_AT: ['createdAt', 'By the time of the first failure.'],
    LAST_ATTEMPT_AT: ['lastAttemptAt', 'By the time of the last attempt.'],
    NEXT_ATTEMPT_AT: ['nextAttemptAt', 'By the time of the next automatic attempt.'],
    MODULE: ['moduleName', 'By the system name of the module.'],
    CLIENT: ['clientId', 'By the client.'],
  },
  search: (word) => ({
    OR: [
      { moduleName: includes(word) },
      { moduleAction: includes(word) },
      { lastAttemptError: includes(word) },
    ],
  }),
});

moduleQueue.root('moduleQueue', {
  description: 'Actions that modules failed to perform, oldest first.',
  permission: 'services:manage',
  legacy: 'GetModuleQueue',
});
