import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { ticketPayload } from './ticket-payload.ts';
import { TicketNote } from './ticket-note.ts';
import { visibleTicketNotes } from '#modules/support/visible.ts';

command('deleteTicketNote', {
  legacy: 'DeleteTicketNote',
  description: 'Delete a note of a ticket together with its files. Cannot be undone.',
  permission: 'support:write',
  input: (t) => ({
    noteId: t.globalID({
      for: TicketNote,
      required: true,
      description: 'ID of the note to delete.',
    }),
  }),
  errors: ['TICKET_NOTE_NOT_FOUND'],
  run: async ({ tx, actor, announce }, { noteId }) => {
    const id = keyOf(noteId);
    const where = { AND: [{ id }, visibleTicketNotes(actor)] };
    const note = await tx.ticketNote.findFirst({
      where,
      select: { ticketId: true, ticket: { select: { departmentId: true } } },
    });
    const { count } = note ? await tx.ticketNote.deleteMany({ where: { id } }) : { count: 0 };
    if (!note || count === 0) throw new DomainError('TICKET_NOTE_NOT_FOUND');
    const { ticketId, ticket } = note;
    announce('ticket.noteDeleted', { ticketId, ...ticket, clientId: null, noteId: id });
    return { ticketId, noteId: id };
  },
  deletes: { type: 'TicketNote', key: 'noteId' },
  payload: (t) => ticketPayload(t, 'The ticket without it.'),
});
