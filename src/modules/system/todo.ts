import { forStaff } from '#modules/access/visible.ts';
import { today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { TodoStatus as Status } from '#generated/prisma/enums.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { anyOf, rows, withinDays, withText } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';

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
  visible: forStaff,
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

/** Lists of to-do items. */
const todoList = declareList({
  type: TodoItem,
  noun: 'TodoItem',
  model: 'TodoItem',
  visible: forStaff,
  filter: {
    status: anyOf(TodoStatus, 'status', 'Items in these statuses.'),
    admin: rows('Admin', 'adminId', 'Items of these staff members; null for nobody.'),
    title: withText((text) => ({ title: includes(text) }), 'Items whose title contains this text.'),
    notedOn: withinDays('notedOn', 'Day on which they were noted.'),
    dueOn: withinDays('dueOn', 'Day on which they are due.'),
  },
  order: {
    ID: ['id', 'By the order in which the items were added.'],
    NOTED_ON: ['notedOn', 'By the day the item was noted.'],
    TITLE: ['title', 'By the title.'],
    STATUS: ['status', 'By the status.'],
    DUE_ON: ['dueOn', 'By the due day.'],
    ADMIN: ['adminId', 'By the staff member the item is assigned to.'],
  },
  search: (word) => ({ OR: [{ title: includes(word) }, { description: includes(word) }] }),
});

todoList.root('todoItems', {
  description: 'Items of the to-do list of the staff, in the order in which they were added.',
  permission: 'system:read',
  legacy: 'GetToDoItems',
});

/** Items that still want doing. */
export const openTodoStatuses: Status[] = ['NEW', 'IN_PROCESS', 'POSTPONED'];

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
      const late = { status: { in: openTodoStatuses }, dueOn: { lt: toDate(today()) } };
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
