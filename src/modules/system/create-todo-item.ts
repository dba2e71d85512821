import { z } from 'zod';
import { today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Admin } from '#modules/system/admins/admin.ts';
import { TodoItem, TodoStatus } from './todo.ts';
import { adminFor, titleRule } from './todo-inputs.ts';

command('createTodoItem', {
  description: 'Add an item to the to-do list of the staff.',
  permission: 'system:write',
  input: (t) => ({
    title: t.string({
      required: true,
      description: 'Title of the to-do item.',
      validate: titleRule,
    }),
    description: t.string({
      description: 'Full description of the to-do item.',
      validate: z.string().max(20_000),
    }),
    adminId: t.globalID({
      for: Admin,
      description: 'ID of the staff member the to-do item is assigned to.',
    }),
    status: t.field({
      type: TodoStatus,
      defaultValue: 'NEW',
      description: 'Status of the to-do item.',
    }),
    notedOn: t.field({
      type: 'Date',
      description: 'Day the to-do item was noted. Default: today.',
    }),
    dueOn: t.field({ type: 'Date', description: 'Day the to-do item is due.' }),
  }),
  errors: ['ADMIN_NOT_FOUND'],
  run: async (work, input) => {
    const { id } = await work.tx.todoItem.create({
      data: {
        title: input.title,
        description: input.description ?? '',
        adminId: input.adminId ? await adminFor(work, keyOf(input.adminId)) : null,
        status: input.status ?? 'NEW',
        notedOn: input.notedOn ?? toDate(today()),
        dueOn: input.dueOn ?? null,
      },
      select: { id: true },
    });
    work.announce('todo.added', { todoItemId: id });
    return { todoItemId: id };
  },
  payload: (t) => ({
    todoItem: t.prismaField({
      type: TodoItem,
      description: 'The new to-do item.',
      resolve: (query, { todoItemId }, _args, { db }) =>
        db.todoItem.findUniqueOrThrow({ ...query, where: { id: todoItemId } }),
    }),
  }),
});
