import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { listed } from '#transports/rapi/filter-values.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice } from '#transports/rapi/params.ts';
import { pageOf, paging, sorting, sortOf } from '#transports/rapi/params-page.ts';
import { countTexts, dateText, idText, wrapped } from '#transports/rapi/format.ts';
import { todoStatuses, todoStatusLabel } from './todo-labels.ts';

export const GetToDoItems = legacy({
  params: fields({
    ...paging,
    ...sorting({
      id: 'ID',
      date: 'NOTED_ON',
      title: 'TITLE',
      status: 'STATUS',
      duedate: 'DUE_ON',
      due_date: 'DUE_ON',
      admin: 'ADMIN',
    }),
    status: choice(
      {
        1: 'NEW',
        2: 'IN_PROCESS',
        3: 'RESOLVED',
        4: 'DUPLICATE',
        5: 'POSTPONED',
        6: 'WONT_FIX',
      },
      todoStatuses,
    ).optional(),
  }),
  operation: graphql(`
    query GetToDoItems($filter: TodoItemFilter, $orderBy: [TodoItemOrder!], $first: Int, $offset: Int) {
      todoItems(filter: $filter, orderBy: $orderBy, first: $first, offset: $offset) {
        totalCount
        edges {
          node {
            databaseId
            notedOn
            title
            description
            admin {
              databaseId
            }
            status
            dueOn
          }
        }
      }
    }
  `),
  variables: (p) => {
    const { column, direction } = sortOf(p);
    return {
      ...pageOf(p),
      filter: { status: listed(p.status) },
      orderBy: [{ field: column ?? 'ID', direction }],
    };
  },
  present: ({ todoItems }, p) => {
    const items = todoItems.edges.map(({ node }) => ({
      id: idText(node.databaseId),
      date: dateText(node.notedOn),
      title: node.title,
      description: node.description,
      admin: idText(node.admin?.databaseId),
      status: todoStatusLabel(node.status),
      duedate: dateText(node.dueOn),
      due_date: dateText(node.dueOn),
    }));
    const page = { total: todoItems.totalCount, start: pageOf(p).offset, items };
    return { ...countTexts(page), ...wrapped('items', 'item', items) };
  },
});
