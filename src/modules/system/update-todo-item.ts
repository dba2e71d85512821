import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Admin } from '#modules/system/admins/admin.ts';
import { TodoItem, TodoStatus } from './todo.ts';
import { adminFor, titleRule } from './todo-inputs.ts';

command('updateTodoItem', {
  description: 'Change an item of the to-do list. Omitted fields stay unchanged.',
  permission: 'system:write',
  input: (t) => ({
    todoItemId: t.globalID({
      for: TodoItem,
      required: true,
      description: 'ID of the to-do item to change.',
    }),
    title: t.string({ description: 'New title of the to-do item.', validate: titleRule }),
    description: t.string({
      description: 'New full description of the to-do item.',
      validate: z.string().max(20_000),
    }),
    adminId: t.globalID({
      for: Admin,
      description: 'ID of the staff member the to-do item is assigned to.',
    }),
    status: t.field({ type: TodoStatus, description: 'New status of the to-do item.' }),
    notedOn: t.field({ type: 'Date', description: 'Day the to-do item was noted.' }),
    dueOn: t.field({ type: 'Date', description: 'New due day of the to-do item.' }),
  }),
  errors: ['TODO_ITEM_NOT_FOUND', 'ADMIN_NOT_FOUND'],
  nulls: { adminId: null, description: '', dueOn: null },
  run: async (work, input) => {
    const id = keyOf(input.todoItemId);
    const { count } = await work.tx.todoItem.updateMany({
      where: { id },
      data: {
        title: input.title ?? undefined,
        description: input.description ?? undefined,
        adminId: input.adminId ? await adminFor(work, keyOf(input.adminId)) : input.adminId,
        status: input.status ?? undefined,
        notedOn: input.notedOn ?? undefined,
        dueOn: input.dueOn,
      },
    });
    if (!count) work.fail('TODO_ITEM_NOT_FOUND');
    work.announce('todo.changed', { todoItemId: id });
    return { todoItemId: id };
  },
  payload: (t) => ({
    todoItem: t.prismaField({
      type: TodoItem,
      description: 'The to-do item after the change.',
      resolve: (query, { todoItemId }, _args, { db }) =>
        db.todoItem.findUniqueOrThrow({ ...query, where: { id: todoItemId } }),
    }),
  }),
});
