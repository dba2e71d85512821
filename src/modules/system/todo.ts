import { today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { TodoStatus as Status } from '#generated/prisma/enums.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping, SortDirection } from '#schema/list.ts';

export const TodoStatus = builder.enumType('TodoStatus', {
  description: 'Status of an item of the to-do list.',
  values: {
    NEW: { description: 'Work on the item has not begun.' },
    IN_PROCESS: { description: 'Work on the item is in progress.' },
    RESOLVED: { description: 'The item is done.' },
    DUPLICATE: { description: 'Another item covers the same matter.' },
    POSTPONED: { description: 'The item is postponed.' },
    WONT_FIX: { description: 'The item will not be done.' },
  } as const,
});

/** Something staff must not forget. */
export const TodoItem = builder.prismaNode('TodoItem', {
  read: 'system:read',
  description: 'Item of the to-do list of the staff.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the to-do item, used by the legacy APIs.',
    }),
    notedOn: t.expose('notedOn', { type: 'Date', description: 'Day the to-do item was noted.' }),
    title: t.exposeString('title', { description: 'Title of the to-do item.' }),
    description: t.exposeString('description', {
      description: 'Full description of the to-do item.',
    }),
    admin: t.relation('admin', {
      nullable: true,
      description: 'Staff member the to-do item is assigned to.',
    }),
    status: t.expose('status', { type: TodoStatus, description: 'Status of the to-do item.' }),
    dueOn: t.expose('dueOn', {
      type: 'Date',
      nullable: true,
      description: 'Day the to-do item is due.',
    }),
  }),
});

const TodoOrderField = builder.enumType('TodoOrderField', {
  description: 'Field by which the to-do list can be sorted.',
  values: {
    ID: { value: 'id', description: 'By the order in which the items were added.' },
    NOTED_ON: { value: 'notedOn', description: 'By the day the item was noted.' },
    TITLE: { value: 'title', description: 'By the title.' },
    STATUS: { value: 'status', description: 'By the status.' },
    DUE_ON: { value: 'dueOn', description: 'By the due day.' },
    ADMIN: { value: 'adminId', description: 'By the staff member the item is assigned to.' },
  } as const,
});

const TodoOrder = builder.inputType('TodoOrder', {
  description: 'Sort order of the to-do list.',
  fields: (t) => ({
    field: t.field({
      type: TodoOrderField,
      required: true,
      description: 'Field to sort the to-do list by.',
    }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Direction of the sort.',
    }),
  }),
});

builder.queryField('todoItems', (t) =>
  t.prismaConnection({
    type: TodoItem,
    cursor: place,
    description: 'Items of the to-do list of the staff.',
    authScopes: { permission: 'system:read' },
    extensions: legacyExtensions('GetToDoItems', 'system:read'),
    args: {
      status: t.arg({ type: TodoStatus, description: 'Only items in this status.' }),
      orderBy: t.arg({
        type: TodoOrder,
        description: 'Sort order of the items. Default: the order in which they were added.',
      }),
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
    description: 'Number of to-do items in a status.',
    fields: (t) => ({
      status: t.expose('status', {
        type: TodoStatus,
        description: 'Status of the counted to-do items.',
      }),
      count: t.exposeInt('count', { description: 'Number of to-do items in the status.' }),
      overdue: t.exposeInt('overdue', {
        description: 'Number of these items that are open after their due day.',
      }),
    }),
  });

builder.queryField('todoCounts', (t) =>
  t.field({
    type: [TodoCount],
    description: 'Number of to-do items per status.',
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
