import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Admin } from '#modules/system/admins/admin.ts';
import { TodoItem, TodoStatus } from './todo.ts';
import { adminFor, titleRule } from './todo-inputs.ts';

command('updateTodoItem', {
  description: 'Change an item of the to-do list; what is left out stays.',
  permission: 'system:write',
  input: (t) => ({
    todoItemId: t.globalID({ for: TodoItem, required: true, description: 'Which one.' }),
    title: t.string({ description: 'What, in short.', validate: titleRule }),
    description: t.string({ description: 'What, at length.', validate: z.string().max(20_000) }),
    adminId: t.globalID({ for: Admin, description: 'Whose job it is.' }),
    status: t.field({ type: TodoStatus, description: 'How far it is.' }),
    notedOn: t.field({ type: 'Date', description: 'The day it was noted.' }),
    dueOn: t.field({ type: 'Date', description: 'Until when.' }),
  }),
  errors: ['TODO_ITEM_NOT_FOUND', 'ADMIN_NOT_FOUND'],
  run: async (work, input) => {
    const id = keyOf(input.todoItemId);
    const { count } = await work.tx.todoItem.updateMany({
      where: { id },
      data: {
        title: input.title ?? undefined,
        description: input.description ?? undefined,
        adminId: input.adminId ? await adminFor(work, keyOf(input.adminId)) : undefined,
        status: input.status ?? undefined,
        notedOn: input.notedOn ?? undefined,
        dueOn: input.dueOn ?? undefined,
      },
    });
    if (!count) work.fail('TODO_ITEM_NOT_FOUND');
    work.announce('todoItem.changed', { todoItemId: id });
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
