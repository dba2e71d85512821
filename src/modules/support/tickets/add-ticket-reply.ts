import { isBackOffice } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import type { Ticket as TicketRow } from '#generated/prisma/client.ts';
import { Client } from '#modules/clients/client.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { attach, AttachmentInput, storeFiles } from '#modules/support/attachments/attach.ts';
import { type Author, authorOf } from './author.ts';
import { ensureNotBlocked } from '#modules/support/senders/blocked.ts';
import { messageRule } from './rules.ts';
import { inStatus, statusFor } from './status-for.ts';
import { Ticket } from './ticket.ts';
import { TicketReply } from './ticket-reply.ts';
import { eventOf, ticketFor } from '#modules/support/visible.ts';

command('addTicketReply', {
  legacy: 'AddTicketReply',
  description:
    'Write in a ticket: customers as themselves; staff as themselves or another staff member, or passing on the words of the client or a guest.',
  permission: 'support:reply',
  input: (t) => ({
    ticketId: t.globalID({ for: Ticket, required: true, description: 'In which ticket.' }),
    message: t.string({
      required: true,
      description: 'What is said, Markdown or plain text.',
      validate: messageRule,
    }),
    clientId: t.globalID({ for: Client, description: 'The client whose words these are.' }),
    contactId: t.int({ description: "The client's contact whose words these are (`databaseId`)." }),
    adminId: t.globalID({ description: 'The staff member who says it, `Admin:3`. For staff.' }),
    name: t.string({ description: 'Whose words these are, if no client. For staff.' }),
    email: t.string({ description: 'The address of that person. For staff.' }),
    status: t.string({
      description:
        'Title or key of the status it is in afterwards. For staff; usually Answered after staff, Customer-Reply after others.',
    }),
    writtenAt: t.field({
      type: 'DateTime',
      description: 'When it was said, if not now; never in the future. For staff.',
    }),
    attachments: t.field({ type: [AttachmentInput], description: 'Files, at most 10.' }),
    sendEmail: t.boolean({ defaultValue: true, description: 'Write to those concerned.' }),
  }),
  errors: [
    'TICKET_NOT_FOUND',
    'TICKET_MERGED',
    'CLIENT_NOT_FOUND',
    'CONTACT_NOT_FOUND',
    'STAFF_MEMBER_NOT_FOUND',
    'TICKET_AUTHOR_REQUIRED',
    'TICKET_EMAIL_INVALID',
    'TICKET_STATUS_NOT_FOUND',
    'TICKET_DATE_IN_FUTURE',
    'TICKET_SENDER_BLOCKED',
    'UPLOAD_NOT_FOUND',
    'TOO_MANY_ATTACHMENTS',
    'ATTACHMENT_TOO_LARGE',
    'ATTACHMENT_TYPE_REFUSED',
    'ATTACHMENT_CONTENT_INVALID',
  ],
  prepare: (context, { attachments }) => storeFiles(context, attachments),
  run: async (work, input, uploads) => {
    const { message, status, writtenAt } = input;
    const ticket = await ticketFor(work, keyOf(input.ticketId));
    if (ticket.mergedIntoId !== null)
      throw new DomainError('TICKET_MERGED', undefined, {
        ticketId: `Ticket:${ticket.mergedIntoId}`,
      });
    if (!isBackOffice(work.actor) && (status || writtenAt)) throw new DomainError('FORBIDDEN');
    const author = await authorOf(work, input, ticket.clientId);
    if (!author.isStaff)
      await ensureNotBlocked(work.tx, { email: author.email, subject: ticket.subject, message });
    const at = pastOrNow(writtenAt);
    const replyId = await write(work, ticket, { author, message, at });
    await attach(work, { replyId }, uploads);
    await move(work, ticket, author, { at, status });
    const sendEmail = input.sendEmail ?? true;
    const byStaff = author.isStaff;
    work.announce('ticket.replied', { ...eventOf(ticket), replyId, byStaff, sendEmail });
    return { replyId };
  },
  payload: (t) => ({
    ticketReply: t.prismaField({
      type: TicketReply,
      description: 'What was written.',
      resolve: (query, { replyId }, _args, { db }) =>
        db.ticketReply.findUniqueOrThrow({ ...query, where: { id: replyId } }),
    }),
  }),
});

/**
 * The time a post is given.
 * @throws DomainError TICKET_DATE_IN_FUTURE
 */
export function pastOrNow(provided: Date | null | undefined): Date {
  const at = now();
  if (provided && provided > at)
    throw new DomainError('TICKET_DATE_IN_FUTURE', undefined, { field: 'writtenAt' });
  return provided ?? at;
}

async function write(
  { tx, requestInfo }: Work,
  { id: ticketId }: TicketRow,
  { author, message, at }: { author: Author; message: string; at: Date },
): Promise<number> {
  const { isStaff: _, ...who } = author;
  const reply = await tx.ticketReply.create({
    data: { ...who, ticketId, message, createdAt: at, ip: requestInfo.ip || null },
    select: { id: true },
  });
  return reply.id;
}

/** What a reply does to its ticket: its status, its last post, and who has something to read. */
async function move(
  { tx }: Work,
  ticket: TicketRow,
  { isStaff }: Author,
  { at, status }: { at: Date; status: string | null | undefined },
): Promise<void> {
  const next = await statusFor(tx, status || (isStaff ? 'answered' : 'customerreply'));
  await tx.ticket.update({
    where: { id: ticket.id },
    data: {
      ...inStatus(next, now()),
      lastReplyAt: at > ticket.lastReplyAt ? at : ticket.lastReplyAt,
      isClientUnread: isStaff,
    },
  });
}
