import { nounEvents } from '#schema/events/noun.ts';
import { TodoItem } from './todo.ts';

nounEvents({
  noun: 'todoItem',
  title: 'to-do item',
  type: TodoItem,
  read: 'system:read',
  missing: 'TODO_ITEM_NOT_FOUND',
  description: 'To-do items that are added, changed or deleted.',
});
