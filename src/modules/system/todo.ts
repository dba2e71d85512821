import { today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { TodoStatus as Status } from '#generated/prisma/enums.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping, SortDirection } from '#schema/list.ts';

export const TodoStatus = builder.enumType('TodoStatus', {
  description: 'How far an item of the to-do list is.',
  values: {
    NEW: { description: 'Nobody has begun.' },
    IN_PROCESS: { description: 'Somebody is at it.' },
    RESOLVED: { description: 'Done.' },
    DUPLICATE: { description: 'There is another item for it.' },
    POSTPONED: { description: 'For later.' },
    WONT_FIX: { description: 'Nobody will do it.' },
  } as const,
});

/** Something staff must not forget. */
export const TodoItem = builder.prismaNode('TodoItem', {
  read: 'system:read',
  description: 'Something staff must not forget.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    notedOn: t.expose('notedOn', { type: 'Date', description: 'The day it was noted.' }),
    title: t.exposeString('title', { description: 'What, in short.' }),
    description: t.exposeString('description', { description: 'What, at length.' }),
    admin: t.relation('admin', { nullable: true, description: 'Whose job it is.' }),
    status: t.expose('status', { type: TodoStatus, description: 'How far it is.' }),
    dueOn: t.expose('dueOn', { type: 'Date', nullable: true, description: 'Until when.' }),
  }),
});

const TodoOrderField = builder.enumType('TodoOrderField', {
  description: 'What the to-do list can be sorted by.',
  values: {
    ID: { value: 'id', description: 'Order of adding.' },
    NOTED_ON: { value: 'notedOn', description: 'The day it was noted.' },
    TITLE: { value: 'title', description: 'What, in short.' },
    STATUS: { value: 'status', description: 'How far it is.' },
    DUE_ON: { value: 'dueOn', description: 'Until when.' },
    ADMIN: { value: 'adminId', description: 'Whose job it is.' },
  } as const,
});

const TodoOrder = builder.inputType('TodoOrder', {
  description: 'How the to-do list is sorted.',
  fields: (t) => ({
    field: t.field({ type: TodoOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Which end first.',
    }),
  }),
});

builder.queryField('todoItems', (t) =>
  t.prismaConnection({
    type: TodoItem,
    cursor: place,
    description: 'The to-do list of the staff.',
    authScopes: { permission: 'system:read' },
    extensions: legacyExtensions('GetToDoItems', 'system:read'),
    args: {
      status: t.arg({ type: TodoStatus, description: 'Only what is so far.' }),
      orderBy: t.arg({ type: TodoOrder, description: 'In which order (default: as added).' }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { status }, { db }) =>
      db.todoItem.count({ where: status ? { status } : {} }),
    resolve: (query, _root, { status, orderBy, offset }, { db }) =>
      db.todoItem.findMany({
        ...skipping(query, offset),
        where: status ? { status } : {},
        orderBy: [
          {
            [orderBy?.field ?? 'id']: orderBy?.direction ?? 'asc',
          } as Prisma.TodoItemOrderByWithRelationInput,
          { id: 'asc' },
        ],
      }),
  }),
);

/** Items that still want doing. */
export const openStatuses: Status[] = ['NEW', 'IN_PROCESS', 'POSTPONED'];

const TodoCount = builder
  .objectRef<{ status: Status; count: number; overdue: number }>('TodoCount')
  .implement({
    read: 'system:read',
    description: 'How many items of the to-do list are so far.',
    fields: (t) => ({
      status: t.expose('status', { type: TodoStatus, description: 'How far.' }),
      count: t.exposeInt('count', { description: 'How many.' }),
      overdue: t.exposeInt('overdue', { description: 'Of these, open after their day.' }),
    }),
  });

builder.queryField('todoCounts', (t) =>
  t.field({
    type: [TodoCount],
    description: 'How many items of the to-do list are how far.',
    authScopes: { permission: 'system:read' },
    extensions: legacyExtensions('GetToDoItemStatuses', 'system:read'),
    resolve: async (_root, _args, { db }) => {
      const by = ['status'] as const;
      const late = { status: { in: openStatuses }, dueOn: { lt: toDate(today()) } };
      const [all, overdue] = await Promise.all([
        db.todoItem.groupBy({ by: [...by], _count: true }),
        db.todoItem.groupBy({ by: [...by], _count: true, where: late }),
      ]);
      const countOf = (rows: typeof all, status: Status) =>
        rows.find((row) => row.status === status)?._count ?? 0;
      return Object.values(Status).map((status) => ({
        status,
        count: countOf(all, status),
        overdue: countOf(overdue, status),
      }));
    },
  }),
);
