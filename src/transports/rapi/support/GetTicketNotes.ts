import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { found } from '#transports/rapi/reply.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { dateTimeText, html, idText, wrapped } from '#transports/rapi/format.ts';
import { whichTicket } from './GetTicket.ts';
import { fileList, fileNames } from './labels.ts';

export const GetTicketNotes = legacy({
  params: fields({ ticket_id: id }),
  operation: graphql(`
    query GetTicketNotes($by: TicketBy!) {
      ticket(by: $by) {
        notes {
          databaseId
          createdAt
          message
          attachments {
            databaseId
            fileName
            index
          }
          attachmentsRemovedAt
          staffName
        }
      }
    }
  `),
  variables: (p) => whichTicket(p.ticket_id, undefined),
  present: ({ ticket }) => {
    const { notes } = found(ticket, 'TICKET_NOT_FOUND');
    const items = notes.map((note) => ({
      id: idText(note.databaseId),
      note_id: idText(note.databaseId),
      admin: note.staffName,
      entry_date: dateTimeText(note.createdAt),
      date: dateTimeText(note.createdAt),
      message: html(note.message),
      attachment: fileNames(note.attachments),
      attachments: fileList(note.attachments),
      attachments_removed: note.attachmentsRemovedAt !== null,
    }));
    return { totalresults: items.length, ...wrapped('notes', 'note', items) };
  },
  missing: { ticket_id: 'Ticket ID not found' },
  errors: { TICKET_NOT_FOUND: 'Ticket ID not found' },
});
