import type { Actor } from '#core/actor.ts';
import { isBackOffice, isStaff } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import type { Department, Prisma, Ticket, TicketStatus } from '#generated/prisma/client.ts';
import { matchNone, ofVisibleClient } from '#modules/access/visible.ts';
import { sentAhead } from '#platform/database/pipelined.ts';
import type { Work } from '#schema/work.ts';

/**
 * Which tickets an actor may see. A ticket of nobody's (a prospect's) is for staff, and for the guest
 * who has its link.
 */
export const visibleTickets = (actor: Actor): Prisma.TicketWhereInput =>
  actor.guestOf === null ? ofVisibleClient(actor) : { id: actor.guestOf };

/** Which replies an actor may see: those of its tickets. */
export const visibleReplies = (actor: Actor): Prisma.TicketReplyWhereInput =>
  isStaff(actor) ? {} : { ticket: visibleTickets(actor) };

/** Which notes an actor may see: none of them, unless it runs the company or a part of it. */
export const visibleTicketNotes = (actor: Actor): Prisma.TicketNoteWhereInput =>
  isStaff(actor) ? {} : isBackOffice(actor) ? { ticket: visibleTickets(actor) } : matchNone;

/** Which attachments an actor may see: those of the posts it may see. */
export function visibleAttachments(actor: Actor): Prisma.AttachmentWhereInput {
  if (isStaff(actor)) return {};
  const ticket = visibleTickets(actor);
  const notes: Prisma.AttachmentWhereInput[] = isBackOffice(actor) ? [{ note: { ticket } }] : [];
  return { OR: [{ ticket }, { reply: { ticket } }, ...notes] };
}

/** Which files of clients an actor may see: customers those of their own that are not for staff. */
export const visibleClientFiles = (actor: Actor): Prisma.ClientFileWhereInput =>
  isBackOffice(actor)
    ? ofVisibleClient(actor)
    : { AND: [{ isStaffOnly: false }, ofVisibleClient(actor)] };

/** Which departments an actor may write to; hidden ones are for the back office. */
export const visibleDepartments = (actor: Actor): Prisma.DepartmentWhereInput =>
  isBackOffice(actor) ? {} : { isHidden: false };

/** Which departments an actor reaches: those it may write to, and those of its tickets. */
export const reachableDepartments = (actor: Actor): Prisma.DepartmentWhereInput =>
  isBackOffice(actor)
    ? {}
    : { OR: [visibleDepartments(actor), { tickets: { some: visibleTickets(actor) } }] };

/** Which announcements an actor may read: customers, those that are out. */
export const visibleAnnouncements = (actor: Actor): Prisma.AnnouncementWhereInput =>
  isStaff(actor) ? {} : { isPublished: true, announcedAt: { lte: now() } };

/** Which folders of the knowledge base an actor may open. */
export const visibleCategories = (actor: Actor): Prisma.KnowledgeBaseCategoryWhereInput =>
  isStaff(actor) ? {} : { isHidden: false };

/** Which articles an actor may read. */
export const visibleArticles = (actor: Actor): Prisma.KnowledgeBaseArticleWhereInput =>
  isStaff(actor) ? {} : { category: { isHidden: false } };

/**
 * The ticket a change is about, held against every other change until this one ends.
 * @throws DomainError TICKET_NOT_FOUND, also for one the actor may not see
 */
export async function ticketFor({ tx, actor }: Work, id: number): Promise<Ticket> {
  await sentAhead(tx, tx.$queryRaw`select id from tickets where id = ${id} for update`);
  const ticket = await tx.ticket.findFirst({ where: { AND: [{ id }, visibleTickets(actor)] } });
  if (!ticket) throw new DomainError('TICKET_NOT_FOUND');
  return ticket;
}

/**
 * The ticket a change is about, where it still stands for itself.
 * @throws DomainError TICKET_NOT_FOUND; TICKET_MERGED naming the ticket that stands for it
 */
export async function openTicketFor(work: Work, id: number): Promise<Ticket> {
  const ticket = await ticketFor(work, id);
  if (ticket.mergedIntoId === null) return ticket;
  throw new DomainError('TICKET_MERGED', undefined, { ticketId: `Ticket:${ticket.mergedIntoId}` });
}

/**
 * The department a change is about, held against every other change (and new tickets) until this
 * one ends.
 * @throws DomainError DEPARTMENT_NOT_FOUND
 */
export async function departmentFor({ tx }: Work, id: number): Promise<Department> {
  await tx.$queryRaw`select id from departments where id = ${id} for update`;
  const department = await tx.department.findUnique({ where: { id } });
  if (!department) throw new DomainError('DEPARTMENT_NOT_FOUND');
  return department;
}

/** The ticket status a change is about, held likewise. @throws DomainError TICKET_STATUS_NOT_FOUND */
export async function ticketStatusFor({ tx }: Work, id: number): Promise<TicketStatus> {
  await tx.$queryRaw`select id from ticket_statuses where id = ${id} for update`;
  const status = await tx.ticketStatus.findUnique({ where: { id } });
  if (!status) throw new DomainError('TICKET_STATUS_NOT_FOUND');
  return status;
}

/** The ids by which an event about a ticket says whose and where it is. */
export const eventOf = ({ id, clientId, departmentId }: Ticket) => ({
  ticketId: id,
  clientId,
  departmentId,
});
