import { concernedField } from '#schema/payload-rows.ts';
import { isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { pastOrNow } from './add-ticket-reply.ts';
import { attach, AttachmentInput, storeFiles } from '#modules/support/attachments/attach.ts';
import { authorOf } from './author.ts';
import { messageRule } from './rules.ts';
import { Ticket } from './ticket.ts';
import { TicketNote } from './ticket-note.ts';
import { eventOf, ticketFor, visibleTickets } from '#modules/support/visible.ts';

command('addTicketNote', {
  legacy: 'AddTicketNote',
  description: 'Add a note to a ticket. Only staff and resellers can see notes.',
  permission: 'support:write',
  input: (t) => ({
    ticketId: t.globalID({
      for: Ticket,
      description: 'ID of the ticket to add the note to. Alternative to `ticketNumber`.',
    }),
    ticketNumber: t.string({
      description: 'Number of the ticket to add the note to. Alternative to `ticketId`.',
    }),
    adminId: t.globalID({
      description:
        'Who remarks, `Admin:3`; by default the actor. Ignored for resellers, who remark under their brand.',
    }),
    message: t.string({
      required: true,
      description: 'Text of the note, in Markdown or plain text.',
      validate: messageRule,
    }),
    writtenAt: t.field({
      type: 'DateTime',
      description: 'Time at which the note was written. Default: now. Must not be in the future.',
    }),
    attachments: t.field({
      type: [AttachmentInput],
      description: 'Files to attach to the note, at most 10.',
    }),
  }),
  errors: [
    'TICKET_NOT_FOUND',
    'STAFF_MEMBER_NOT_FOUND',
    'TICKET_AUTHOR_REQUIRED',
    'TICKET_DATE_IN_FUTURE',
    'UPLOAD_NOT_FOUND',
    'TOO_MANY_ATTACHMENTS',
    'ATTACHMENT_TOO_LARGE',
    'ATTACHMENT_TYPE_REFUSED',
    'ATTACHMENT_CONTENT_INVALID',
  ],
  prepare: (context, { attachments }) => storeFiles(context, attachments),
  run: async (work, { ticketId, ticketNumber, adminId, message, writtenAt }, uploads) => {
    const { tx, actor } = work;
    const where = { AND: [{ number: ticketNumber?.trim() ?? '' }, visibleTickets(actor)] };
    const id = ticketId
      ? keyOf(ticketId)
      : (await tx.ticket.findFirst({ where, select: { id: true } }))?.id;
    if (id === undefined) throw new DomainError('TICKET_NOT_FOUND');
    const ticket = await ticketFor(work, id);
    const author = await authorOf(work, isStaff(actor) ? { adminId } : {}, undefined);
    const note = await tx.ticketNote.create({
      data: {
        ticketId: ticket.id,
        adminId: author.adminId,
        adminName: author.adminName,
        message,
        createdAt: pastOrNow(writtenAt),
      },
      select: { id: true },
    });
    await attach(work, { noteId: note.id }, uploads);
    work.announce('ticket.noted', { ...eventOf(ticket), clientId: null, noteId: note.id });
    return { noteId: note.id };
  },
  payload: (t) => ({
    ticketNote: t.prismaField({
      type: TicketNote,
      description: 'The new note.',
      resolve: (query, { noteId }, _args, { db }) =>
        db.ticketNote.findUniqueOrThrow({ ...query, where: { id: noteId } }),
    }),
    ticket: concernedField(t, Ticket, 'The ticket with the note.'),
  }),
});
