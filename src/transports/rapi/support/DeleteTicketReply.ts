import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, optionalId } from '#transports/rapi/params.ts';
import { idOf } from './labels.ts';

export const DeleteTicketReply = legacy({
  params: fields({ reply_id: id, ticket_id: optionalId }),
  operation: graphql(`
    mutation DeleteTicketReply($input: DeleteTicketReplyInput!) {
      deleteTicketReply(input: $input) {
        ticket {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      replyId: encodeId('TicketReply', p.reply_id),
      ticketId: idOf('Ticket', p.ticket_id),
    },
  }),
  present: () => ({}),
  errors: {
    TICKET_NOT_FOUND: 'Ticket ID Not Found',
    TICKET_REPLY_NOT_FOUND: 'Reply ID Not Found',
  },
  missing: { reply_id: 'Reply ID Required' },
});
