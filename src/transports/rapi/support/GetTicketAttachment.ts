import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, integer, optionalId } from '#transports/rapi/params.ts';
import { idOf } from './labels.ts';

export const GetTicketAttachment = legacy({
  params: fields({ ticket_id: id, reply_id: optionalId, attachment_id: integer().optional() }),
  operation: graphql(`
    query GetTicketAttachment($by: AttachmentBy!) {
      attachmentFile(by: $by) {
        fileName
        content
      }
    }
  `),
  variables: (p) => ({
    by: {
      ticketId: encodeId('Ticket', p.ticket_id),
      replyId: idOf('TicketReply', p.reply_id),
      number: p.attachment_id,
    },
  }),
  present: ({ attachmentFile }) => ({
    filename: attachmentFile.fileName,
    data: attachmentFile.content,
  }),
  errors: {
    TICKET_NOT_FOUND: 'Related ID Not Found',
    TICKET_REPLY_NOT_FOUND: 'Related ID Not Found',
    ATTACHMENTS_NONE: 'No Attachments Found',
    ATTACHMENT_REMOVED: 'Attachments Deleted',
    ATTACHMENT_WANTED: 'Attachment Index Required',
    ATTACHMENT_NOT_FOUND: 'Invalid Attachment Index',
  },
  missing: { ticket_id: 'Related ID Required' },
});
