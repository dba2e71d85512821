import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { idsParam } from '#transports/rapi/params-data.ts';
import { idText } from '#transports/rapi/format.ts';

export const MergeTicket = legacy({
  params: fields({ ticket_id: id, merge_ticket_id: idsParam }),
  operation: graphql(`
    mutation MergeTicket($input: MergeTicketInput!) {
      mergeTicket(input: $input) {
        ticket {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      ticketId: encodeId('Ticket', p.ticket_id),
      mergeTicketIds: p.merge_ticket_id.map((ticket) => encodeId('Ticket', ticket)),
    },
  }),
  present: ({ mergeTicket: { ticket } }) => ({
    ticketid: idText(ticket.databaseId),
    ticket_id: idText(ticket.databaseId),
  }),
  errors: {
    TICKET_NOT_FOUND: 'Ticket ID Invalid',
    TICKET_NOT_MERGEABLE: ({ ticketIds }) =>
      `Invalid Merge Ticket IDs: ${(ticketIds as number[]).join(', ')}`,
  },
  missing: { ticket_id: 'Ticket ID Required', merge_ticket_id: 'Merge Ticket IDs Required' },
});
