import { keyOfThe } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping, SortDirection, wholeDay } from '#schema/list.ts';
import { includes, isText } from '#schema/text-filter.ts';

/** What happened, in words. */
export const ActivityEntry = builder.prismaNode('ActivityEntry', {
  read: 'system:read',
  description: 'Something that happened, in words. Every change leaves one.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    description: t.exposeString('description', { description: 'What happened.' }),
    username: t.exposeString('username', {
      description: 'Who did it: a client’s or user’s address, a staff user name, or System.',
    }),
    ip: t.exposeString('ip', { description: 'From where; empty for work of the gateway itself.' }),
    clientId: t.exposeInt('clientId', { nullable: true, description: 'The client it is about.' }),
    userId: t.exposeInt('userId', { nullable: true, description: 'The user who did it.' }),
    adminId: t.exposeInt('adminId', {
      nullable: true,
      description: 'The staff member who did it.',
    }),
    happenedAt: t.expose('happenedAt', { type: 'DateTime', description: 'When.' }),
  }),
});

const ActivityFilter = builder.inputType('ActivityFilter', {
  description: 'Narrows the activity log down; what is given must all hold.',
  fields: (t) => ({
    clientId: t.globalID({ description: 'About this client.' }),
    on: t.field({ type: 'Date', description: 'On this day (UTC).' }),
    username: t.string({ description: 'By whom, in any case.' }),
    description: t.string({ description: 'A part of what happened, in any case.' }),
    ip: t.string({ description: 'From where.' }),
  }),
});

const ActivityOrderField = builder.enumType('ActivityOrderField', {
  description: 'What the activity log can be sorted by.',
  values: {
    ID: { value: 'id', description: 'Order of happening.' },
    CLIENT: { value: 'clientId', description: 'The client it is about.' },
    HAPPENED_AT: { value: 'happenedAt', description: 'When.' },
    USERNAME: { value: 'username', description: 'By whom.' },
    IP: { value: 'ip', description: 'From where.' },
  } as const,
});

const ActivityOrder = builder.inputType('ActivityOrder', {
  description: 'How the activity log is sorted.',
  fields: (t) => ({
    field: t.field({ type: ActivityOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Which end first.',
    }),
  }),
});

builder.queryField('activity', (t) =>
  t.prismaConnection({
    type: ActivityEntry,
    cursor: place,
    description: 'The activity log.',
    authScopes: { permission: 'system:read' },
    extensions: legacyExtensions('GetActivityLog', 'system:read'),
    args: {
      filter: t.arg({ type: ActivityFilter, description: 'Which entries.' }),
      orderBy: t.arg({
        type: ActivityOrder,
        description: 'In which order (default: as happened).',
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
