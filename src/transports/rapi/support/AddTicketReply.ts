import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { dateTime, flag, id, line, optionalId, text } from '#transports/rapi/params.ts';
import { attachments } from '#transports/rapi/params-files.ts';
import { idText } from '#transports/rapi/format.ts';
import { idOf, sent } from './labels.ts';

export const AddTicketReply = legacy({
  params: clientFields({
    ticket_id: id,
    user_id: optionalId,
    contact_id: optionalId,
    admin_id: optionalId,
    name: line(200).optional(),
    email: line(254).optional(),
    message: text(100_000),
    status: line(100).optional(),
    entry_date: dateTime.optional(),
    noemail: flag.default(false),
    attachments: attachments.optional(),
  }),
  operation: graphql(`
    mutation AddTicketReply($input: AddTicketReplyInput!) {
      addTicketReply(input: $input) {
        ticketReply {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      ticketId: encodeId('Ticket', p.ticket_id),
      clientId: idOf('Client', p.user_id),
      contactId: idOf('Contact', p.contact_id),
      adminId: idOf('Admin', p.admin_id),
      name: p.name,
      email: p.email,
      message: p.message,
      status: p.status,
      writtenAt: p.entry_date,
      sendEmail: !p.noemail,
      attachments: sent(p.attachments),
    },
  }),
  present: ({ addTicketReply: { ticketReply } }) => ({
    replyid: idText(ticketReply.databaseId),
    reply_id: idText(ticketReply.databaseId),
  }),
  errors: {
    TICKET_NOT_FOUND: 'Ticket ID not found',
    CLIENT_NOT_FOUND: 'Client ID Not Found',
    CONTACT_NOT_FOUND: 'Contact ID Not Found',
    STAFF_MEMBER_NOT_FOUND: 'Admin ID Not Found',
    TICKET_AUTHOR_REQUIRED: 'Name and email address are required if not a client',
    TICKET_EMAIL_INVALID: 'Email Address Invalid',
    TICKET_STATUS_NOT_FOUND: 'Invalid Ticket Status',
    TICKET_DATE_IN_FUTURE: 'Reply creation date cannot be in the future',
  },
  missing: { ticket_id: 'Ticket ID not found', message: 'Message is required' },
  wrong: { entry_date: 'Invalid Date Format' },
});
