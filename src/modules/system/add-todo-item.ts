import { z } from 'zod';
import { today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Admin } from '#modules/system/admins/admin.ts';
import { TodoItem, TodoStatus } from './todo.ts';
import { adminFor, titleRule } from './todo-inputs.ts';

command('addTodoItem', {
  description: 'Note something staff must not forget.',
  permission: 'system:write',
  input: (t) => ({
    title: t.string({ required: true, description: 'What, in short.', validate: titleRule }),
    description: t.string({ description: 'What, at length.', validate: z.string().max(20_000) }),
    adminId: t.globalID({ for: Admin, description: 'Whose job it is.' }),
    status: t.field({ type: TodoStatus, defaultValue: 'NEW', description: 'How far it is.' }),
    notedOn: t.field({ type: 'Date', description: 'The day it was noted; today unless told.' }),
    dueOn: t.field({ type: 'Date', description: 'Until when.' }),
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
    work.announce('todoItem.added', { todoItemId: id });
    return { todoItemId: id };
  },
  payload: (t) => ({
    todoItem: t.prismaField({
      type: TodoItem,
      description: 'The item as it is now.',
      resolve: (query, { todoItemId }, _args, { db }) =>
        db.todoItem.findUniqueOrThrow({ ...query, where: { id: todoItemId } }),
    }),
  }),
});
