import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { wrapped } from '#transports/rapi/format.ts';

export const GetSupportStatuses = legacy({
  params: fields({}),
  operation: graphql(`
    query GetSupportStatuses {
      ticketStatuses {
        title
        color
        ticketCount
      }
    }
  `),
  variables: () => ({}),
  present: ({ ticketStatuses }) => ({
    totalresults: ticketStatuses.length,
    ...wrapped(
      'statuses',
      'status',
      ticketStatuses.map(({ title, color, ticketCount }) => ({ title, count: ticketCount, color })),
    ),
  }),
});
