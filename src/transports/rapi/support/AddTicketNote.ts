import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { dateTime, line, optionalId, text } from '#transports/rapi/params.ts';
import { attachments } from '#transports/rapi/params-files.ts';
import { idText } from '#transports/rapi/format.ts';
import { idOf, sent } from './labels.ts';

export const AddTicketNote = legacy({
  params: fields({
    ticket_id: optionalId,
    ticketnum: line(40).optional(),
    admin_id: optionalId,
    message: text(100_000),
    entry_date: dateTime.optional(),
    attachments: attachments.optional(),
  }),
  operation: graphql(`
    mutation AddTicketNote($input: AddTicketNoteInput!) {
      addTicketNote(input: $input) {
        ticketNote {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      ticketId: idOf('Ticket', p.ticket_id),
      ticketNumber: p.ticketnum,
      adminId: idOf('Admin', p.admin_id),
      message: p.message,
      writtenAt: p.entry_date,
      attachments: sent(p.attachments),
    },
  }),
  present: ({ addTicketNote: { ticketNote } }) => ({
    noteid: idText(ticketNote.databaseId),
    note_id: idText(ticketNote.databaseId),
  }),
  errors: {
    TICKET_NOT_FOUND: 'Ticket ID not found',
    STAFF_MEMBER_NOT_FOUND: 'Admin ID Not Found',
    TICKET_DATE_IN_FUTURE: 'Ticket creation date cannot be in the future',
  },
  missing: { message: 'Message is required' },
  wrong: { entry_date: 'Invalid Date Format' },
});
