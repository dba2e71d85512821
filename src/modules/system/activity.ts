import { keyOfThe } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping, SortDirection, wholeDay } from '#schema/list.ts';
import { includes, isText } from '#schema/text-filter.ts';

/** What happened, in words. */
export const ActivityEntry = builder.prismaNode('ActivityEntry', {
  read: 'system:read',
  description: 'Entry of the activity log, in words. Every change creates an entry.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the activity entry, used by the legacy APIs.',
    }),
    description: t.exposeString('description', {
      description: 'Text that describes what happened.',
    }),
    username: t.exposeString('username', {
      description:
        'Name of the actor: the email address of a client or user, a staff user name, or `System`.',
    }),
    ip: t.exposeString('ip', {
      description: 'IP address of the actor. Empty for work of the gateway itself.',
    }),
    clientId: t.exposeInt('clientId', {
      nullable: true,
      description: 'Numeric ID of the client the entry is about.',
    }),
    userId: t.exposeInt('userId', {
      nullable: true,
      description: 'Numeric ID of the user who acted.',
    }),
    adminId: t.exposeInt('adminId', {
      nullable: true,
      description: 'Numeric ID of the staff member who acted.',
    }),
    happenedAt: t.expose('happenedAt', { type: 'DateTime', description: 'Time of the activity.' }),
  }),
});

const ActivityFilter = builder.inputType('ActivityFilter', {
  description: 'Filter for the activity log. All given conditions must hold.',
  fields: (t) => ({
    clientId: t.globalID({ description: 'Only entries about this client.' }),
    on: t.field({ type: 'Date', description: 'Only entries of this day (UTC).' }),
    username: t.string({ description: 'Only entries of the actor with this name, in any case.' }),
    description: t.string({
      description: 'Only entries whose description contains this text, in any case.',
    }),
    ip: t.string({ description: 'Only entries from this IP address.' }),
  }),
});

const ActivityOrderField = builder.enumType('ActivityOrderField', {
  description: 'Field by which the activity log can be sorted.',
  values: {
    ID: { value: 'id', description: 'By the order in which the activities happened.' },
    CLIENT: { value: 'clientId', description: 'By the client the entry is about.' },
    HAPPENED_AT: { value: 'happenedAt', description: 'By the time of the activity.' },
    USERNAME: { value: 'username', description: 'By the name of the actor.' },
    IP: { value: 'ip', description: 'By the IP address of the actor.' },
  } as const,
});

const ActivityOrder = builder.inputType('ActivityOrder', {
  description: 'Sort order of the activity log.',
  fields: (t) => ({
    field: t.field({
      type: ActivityOrderField,
      required: true,
      description: 'Field to sort the activity log by.',
    }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Direction of the sort.',
    }),
  }),
});

builder.queryField('activity', (t) =>
  t.prismaConnection({
    type: ActivityEntry,
    cursor: place,
    description: 'Entries of the activity log.',
    authScopes: { permission: 'system:read' },
    extensions: legacyExtensions('GetActivityLog', 'system:read'),
    args: {
      filter: t.arg({ type: ActivityFilter, description: 'Conditions the entries must meet.' }),
      orderBy: t.arg({
        type: ActivityOrder,
        description:
          'Sort order of the entries. Default: the order in which the activities happened.',
      }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db }) =>
      db.activityEntry.count({ where: activityWhere(filter) }),
    resolve: (query, _root, { filter, orderBy, offset }, { db }) =>
      db.activityEntry.findMany({
        ...skipping(query, offset),
        where: activityWhere(filter),
        orderBy: [
          {
            [orderBy?.field ?? 'id']: orderBy?.direction ?? 'asc',
          } as Prisma.ActivityEntryOrderByWithRelationInput,
          { id: 'asc' },
        ],
      }),
  }),
);

function activityWhere(
  filter: typeof ActivityFilter.$inferInput | null | undefined,
): Prisma.ActivityEntryWhereInput {
  const { clientId, on, username, description, ip } = filter ?? {};
  return {
    ...(clientId && { clientId: keyOfThe('Client', clientId, 'clientId') }),
    ...(on && { happenedAt: wholeDay(on) }),
    ...(username && { username: isText(username) }),
    ...(description && { description: includes(description) }),
    ...(ip && { ip }),
  };
}
