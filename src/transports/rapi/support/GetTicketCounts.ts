import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';

export const GetTicketCounts = legacy({
  params: fields({}),
  operation: graphql(`
    query GetTicketCounts {
      ticketCounts {
        active
        awaitingReply
        flagged
        statuses {
          key
          title
          ticketCount
        }
      }
    }
  `),
  variables: () => ({}),
  present: ({ ticketCounts: { active, awaitingReply, flagged, statuses } }) => ({
    filteredDepartments: [],
    allActive: active,
    awaitingReply,
    flaggedTickets: flagged,
    status: Object.fromEntries(
      statuses.map(({ key, title, ticketCount }) => [key, { title, count: ticketCount }]),
    ),
  }),
});
