import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { flag, id } from '#transports/rapi/params.ts';
import { trueOrFalse } from '#transports/rapi/format.ts';

export const BlockTicketSender = legacy({
  params: fields({ ticket_id: id, delete: flag.default(false) }),
  operation: graphql(`
    mutation BlockTicketSender($input: BlockTicketSenderInput!) {
      blockTicketSender(input: $input) {
        isDeleted
      }
    }
  `),
  variables: (p) => ({
    input: { ticketId: encodeId('Ticket', p.ticket_id), deleteTicket: p.delete },
  }),
  present: ({ blockTicketSender }) => ({ deleted: trueOrFalse(blockTicketSender.isDeleted) }),
  errors: {
    TICKET_NOT_FOUND: 'Ticket ID Not Found',
    TICKET_SENDER_IS_CLIENT: 'A Client Cannot Be Blocked',
  },
  missing: { ticket_id: 'Ticket ID Required' },
});
