import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
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
    const { count } = await work.tx.todoItem.deleteMany({ where: { id } });
    if (!count) work.fail('TODO_ITEM_NOT_FOUND');
    work.announce('todoItem.deleted', { todoItemId: id });
    return { todoItemId: id };
  },
  payload: (t) => ({
    todoItemId: t.exposeInt('todoItemId', {
      description: 'Numeric ID the deleted to-do item had.',
    }),
  }),
});
