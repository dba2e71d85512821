import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/whmcs/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { idText } from '#transports/rapi/format.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, text } from '#transports/rapi/params.ts';

export const UpdateTicketReply = legacy({
  params: fields({ replyid: id, message: text(100_000) }),
  unsupported: ['markdown', 'created'],
  operation: graphql(`
    mutation UpdateTicketReply($input: UpdateTicketReplyInput!) {
      updateTicketReply(input: $input) {
        ticketReply {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: { replyId: encodeId('TicketReply', p.replyid), message: p.message },
  }),
  present: ({ updateTicketReply: { ticketReply } }) => ({
    replyid: idText(ticketReply.databaseId),
  }),
  errors: { TICKET_REPLY_NOT_FOUND: 'Reply ID Not Found' },
  missing: { replyid: 'Reply ID Required', message: 'Message is required' },
});
