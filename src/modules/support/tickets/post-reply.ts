import { now } from '#core/clock.ts';
import type { Ticket as TicketRow, TicketStatus } from '#generated/prisma/client.ts';
import { attach } from '#modules/support/attachments/attach.ts';
import { ensureNotBlocked } from '#modules/support/senders/blocked.ts';
import { eventOf } from '#modules/support/visible.ts';
import type { Tx } from '#platform/database/client.ts';
import { sentAhead } from '#platform/database/pipelined.ts';
import type { Work } from '#schema/work.ts';
import type { Author } from './author.ts';
import { inStatus, statusFor } from './status-for.ts';

/** What a reply to any ticket takes. */
export interface ReplyBasis {
  /** The status of the ticket after it. */
  next: TicketStatus;
  /** The id it is to have: known before it is written, nobody waits for that. */
  replyId: number;
}

/**
 * Reads what a reply takes.
 * @param status title or key of the status after it; the usual one unless said
 * @throws DomainError TICKET_STATUS_NOT_FOUND
 */
export async function replyBasis(
  tx: Tx,
  byStaff: boolean,
  status?: string | null,
): Promise<ReplyBasis> {
  const [next, [reply]] = await Promise.all([
    statusFor(tx, status || (byStaff ? 'answered' : 'customerreply')),
    tx.$queryRaw<{ id: number }[]>`
      select nextval(pg_get_serial_sequence('ticket_replies', 'id'))::int as id`,
  ]);
  return { next, replyId: reply!.id };
}

/** A reply as it is to be written. */
export interface NewReply {
  message: string;
  /** When it was written; now unless said. */
  at?: Date;
  /** What is read for it; read now, with the usual status, unless it was before. */
  basis?: ReplyBasis;
  /** Message-ID of the email it came by. */
  messageId?: string;
  uploads: readonly string[];
  /** Whether people are told by email; they are unless said. */
  sendEmail?: boolean;
}

/**
 * Writes a reply, with what it does to its ticket; gives the reply's id.
 * @throws DomainError TICKET_SENDER_BLOCKED or UPLOAD_NOT_FOUND
 */
export async function postReply(
  work: Work,
  ticket: TicketRow,
  author: Author,
  { message, basis, at = now(), messageId, uploads, sendEmail = true }: NewReply,
): Promise<number> {
  const { tx } = work;
  const { clientId, email, isStaff: byStaff } = author;
  await ensureNotBlocked(work, { clientId, email, subject: ticket.subject, message });
  const { next, replyId } = basis ?? (await replyBasis(tx, byStaff));
  const reply = { replyId, author, message, at, messageId: messageId ?? null };
  await sentAhead(tx, write(work, ticket, reply));
  await attach(work, { replyId }, uploads);
  await sentAhead(tx, move(work, ticket, author, { at, next }));
  work.announce('ticket.replied', { ...eventOf(ticket), replyId, byStaff, sendEmail });
  return replyId;
}

interface Written {
  replyId: number;
  author: Author;
  message: string;
  at: Date;
  messageId: string | null;
}

async function write(
  { tx, requestInfo }: Work,
  { id: ticketId }: TicketRow,
  { replyId: id, author, message, at, messageId }: Written,
): Promise<void> {
  const { isStaff: _, ...who } = author;
  // What came by email was written elsewhere.
  const ip = messageId ? null : requestInfo.ip || null;
  await tx.ticketReply.create({
    data: { id, ...who, ticketId, message, messageId, createdAt: at, ip },
    select: { id: true },
  });
}

/** What a reply does to its ticket: its status, its last post, and who has something to read. */
async function move(
  { tx }: Work,
  ticket: TicketRow,
  { isStaff }: Author,
  { at, next }: { at: Date; next: TicketStatus },
): Promise<void> {
  await tx.ticket.update({
    where: { id: ticket.id },
    data: {
      ...inStatus(next, now()),
      lastReplyAt: at > ticket.lastReplyAt ? at : ticket.lastReplyAt,
      isClientUnread: isStaff,
      isStaffUnread: !isStaff,
    },
  });
}
