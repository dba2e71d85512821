import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { wrapped } from '#transports/rapi/format.ts';
import { todoStatusLabel } from './todo-labels.ts';

export const GetToDoItemStatuses = legacy({
  params: fields({}),
  operation: graphql(`
    query GetToDoItemStatuses {
      todoCounts {
        status
        count
        overdue
      }
    }
  `),
  variables: () => ({}),
  present: ({ todoCounts }) => ({
    totalresults: todoCounts.length,
    ...wrapped(
      'todoitemstatuses',
      'status',
      todoCounts.map(({ status, count, overdue }) => ({
        type: todoStatusLabel(status),
        count,
        overdue,
      })),
    ),
  }),
});
