import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/whmcs/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { idText } from '#transports/rapi/format.ts';
import { globalId } from '#transports/rapi/global-id.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, clearable, date, id, line, optionalId } from '#transports/rapi/params.ts';

const statuses = {
  New: 'NEW',
  Pending: 'POSTPONED',
  Postponed: 'POSTPONED',
  'In Progress': 'IN_PROCESS',
  'In Process': 'IN_PROCESS',
  Completed: 'RESOLVED',
  Resolved: 'RESOLVED',
} as const;

export const UpdateToDoItem = legacy({
  params: fields({
    itemid: id,
    adminid: optionalId,
    date: date.optional(),
    title: line(255).optional(),
    description: clearable(20_000),
    status: choice(statuses).optional(),
    duedate: date.optional(),
  }),
  operation: graphql(`
    mutation UpdateToDoItem($input: UpdateTodoItemInput!) {
      updateTodoItem(input: $input) {
        todoItem {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      todoItemId: encodeId('TodoItem', p.itemid),
      adminId: globalId('Admin', p.adminid),
      notedOn: p.date,
      title: p.title,
      description: p.description,
      status: p.status,
      dueOn: p.duedate,
    },
  }),
  present: ({ updateTodoItem: { todoItem } }) => ({ itemid: idText(todoItem.databaseId) }),
  errors: { TODO_ITEM_NOT_FOUND: 'TODO Item ID Not Found' },
  missing: { itemid: 'TODO Item ID Not Found' },
});
