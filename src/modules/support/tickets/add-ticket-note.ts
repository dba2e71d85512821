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
  description: 'Write a remark on a ticket that only the back office sees.',
  permission: 'support:write',
  input: (t) => ({
    ticketId: t.globalID({ for: Ticket, description: 'On which ticket; or give its number.' }),
    ticketNumber: t.string({ description: 'The number of the ticket, instead of its id.' }),
    adminId: t.globalID({
      description:
        'Who remarks, `Admin:3`; by default the actor. Ignored for resellers, who remark under their brand.',
    }),
    message: t.string({
      required: true,
      description: 'The remark, Markdown or plain text.',
      validate: messageRule,
    }),
    writtenAt: t.field({
      type: 'DateTime',
      description: 'When it was remarked, if not now; never in the future.',
    }),
    attachments: t.field({ type: [AttachmentInput], description: 'Files, at most 10.' }),
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
      description: 'The remark.',
      resolve: (query, { noteId }, _args, { db }) =>
        db.ticketNote.findUniqueOrThrow({ ...query, where: { id: noteId } }),
    }),
  }),
});
