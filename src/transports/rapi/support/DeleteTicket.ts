import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { idsParam } from '#transports/rapi/params-data.ts';

export const DeleteTicket = legacy({
  params: fields({ ticket_id: idsParam }),
  operation: graphql(`
    mutation DeleteTicket($input: DeleteTicketInput!) {
      deleteTicket(input: $input) {
        deletedCount
      }
    }
  `),
  variables: (p) => ({
    input: { ticketIds: p.ticket_id.map((ticket) => encodeId('Ticket', ticket)) },
  }),
  present: () => ({}),
  errors: { TICKET_NOT_FOUND: 'Ticket ID not found' },
  missing: { ticket_id: 'Ticket ID not found' },
});
