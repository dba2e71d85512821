import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { TodoItem } from './todo.ts';

command('deleteTodoItem', {
  description: 'Take an item off the to-do list.',
  permission: 'system:write',
  input: (t) => ({
    todoItemId: t.globalID({ for: TodoItem, required: true, description: 'Which one.' }),
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
    todoItemId: t.exposeInt('todoItemId', { description: 'The number it had.' }),
  }),
});
