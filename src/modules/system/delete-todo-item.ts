import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { rowField } from '#schema/payload-rows.ts';
import { Admin } from '#modules/system/admins/admin.ts';
import { TodoItem } from './todo.ts';

command('deleteTodoItem', {
  description: 'Delete an item from the to-do list of the staff.',
  permission: 'system:write',
  input: (t) => ({
    todoItemId: t.globalID({
      for: TodoItem,
      required: true,
      description: 'ID of the to-do item to delete.',
    }),
  }),
  errors: ['TODO_ITEM_NOT_FOUND'],
  run: async (work, { todoItemId }) => {
    const id = keyOf(todoItemId);
    const gone = await work.tx.todoItem.findUnique({ where: { id } });
    const { count } = await work.tx.todoItem.deleteMany({ where: { id } });
    if (!gone || !count) return work.fail('TODO_ITEM_NOT_FOUND');
    work.announce('todo.deleted', { todoItemId: id });
    return { todoItemId: id, adminId: gone.adminId };
  },
  deletes: { type: 'TodoItem', key: 'todoItemId' },
  payload: (t) => ({
    admin: rowField(t, Admin, 'adminId', 'The staff member who was to do it; null for nobody.'),
  }),
});
