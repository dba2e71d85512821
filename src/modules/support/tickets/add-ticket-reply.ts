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
    'Add a reply to a ticket. Customers write as themselves. Staff write as themselves or as another staff member, or record the words of the client or of a guest.',
  permission: 'support:reply',
  input: (t) => ({
    ticketId: t.globalID({
      for: Ticket,
      required: true,
      description: 'ID of the ticket to reply to.',
    }),
    message: t.string({
      required: true,
      description: 'Text of the reply, in Markdown or plain text.',
      validate: messageRule,
    }),
    clientId: t.globalID({ for: Client, description: 'ID of the client who wrote the reply.' }),
    contactId: t.int({ description: "`databaseId` of the client's contact who wrote the reply." }),
    adminId: t.globalID({
      description: 'Staff member who writes the reply, as `Admin:3`. For staff only.',
    }),
    name: t.string({
      description: 'Name of the person who wrote the reply, if not a client. For staff only.',
    }),
    email: t.string({
      description:
        'Email address of the person who wrote the reply, if not a client. For staff only.',
    }),
    status: t.string({
      description:
        'Title or key of the ticket status after the reply. For staff only. Default: usually Answered after a staff reply, Customer-Reply after other replies.',
    }),
    writtenAt: t.field({
      type: 'DateTime',
      description:
        'Time at which the reply was written. Default: now. Must not be in the future. For staff only.',
    }),
    attachments: t.field({
      type: [AttachmentInput],
      description: 'Files to attach to the reply, at most 10.',
    }),
    sendEmail: t.boolean({
      defaultValue: true,
      description: 'Whether to send email notifications to the people concerned. Default: true.',
    }),
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
      description: 'The new reply.',
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
