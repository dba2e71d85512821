import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { normalizeEmail } from '#core/text.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { z } from 'zod';
import { Department } from '#modules/support/desk/department.ts';
import { TicketPriority } from '#modules/support/enums.ts';
import { logTicket } from './log-ticket.ts';
import { subjectRule } from './rules.ts';
import { type GlobalId, staffMember } from '#modules/support/desk/staff-member.ts';
import { inStatus, statusFor } from './status-for.ts';
import { Ticket } from './ticket.ts';
import { ticketPayload } from './ticket-payload.ts';
import { eventOf, openTicketFor } from '#modules/support/visible.ts';

command('updateTicket', {
  description:
    'Change the properties of a ticket. Omitted fields stay unchanged. For staff and resellers; customers can close their own tickets with `closeTicket`.',
  permission: 'support:write',
  input: (t) => ({
    ticketId: t.globalID({
      for: Ticket,
      required: true,
      description: 'ID of the ticket to change.',
    }),
    subject: t.string({ description: 'Subject of the ticket.', validate: subjectRule }),
    status: t.string({ description: 'Title or key of the ticket status, ignoring case.' }),
    priority: t.field({ type: TicketPriority, description: 'Priority of the ticket.' }),
    departmentId: t.globalID({
      for: Department,
      description: 'ID of the department that handles the ticket.',
    }),
    assigneeId: t.globalID({
      description:
        'Staff member to assign the ticket to, as `Admin:3`. Null to unassign the ticket.',
    }),
    cc: t.stringList({
      description: 'Further email addresses that receive every reply.',
      validate: z.array(z.email().max(254)).max(10),
    }),
    tags: t.stringList({
      description: 'All tags of the ticket. Replaces the previous list.',
      validate: z.array(z.string().trim().min(1).max(50)).max(20),
    }),
  }),
  errors: [
    'TICKET_NOT_FOUND',
    'TICKET_MERGED',
    'TICKET_STATUS_NOT_FOUND',
    'DEPARTMENT_NOT_FOUND',
    'STAFF_MEMBER_NOT_FOUND',
  ],
  nulls: { assigneeId: null, cc: [], tags: [] },
  run: async (work, { ticketId, tags, ...input }) => {
    const ticket = await openTicketFor(work, keyOf(ticketId));
    const { data, words } = await changesOf(work, input);
    if (tags) await replaceTags(work, ticket.id, tags);
    const changed = [...Object.keys(words), ...(tags ? ['tags'] : [])];
    if (changed.length === 0) return { ticketId: ticket.id };
    const after = await work.tx.ticket.update({ where: { id: ticket.id }, data });
    for (const param of Object.values(words)) await logTicket(work, ticket.id, param);
    work.announce('ticket.changed', { ...eventOf(after), changed });
    return { ticketId: ticket.id };
  },
  payload: (t) => ticketPayload(t),
});

interface TicketChanges {
  subject?: string | null | undefined;
  status?: string | null | undefined;
  priority?: 'LOW' | 'MEDIUM' | 'HIGH' | null | undefined;
  departmentId?: GlobalId | null | undefined;
  assigneeId?: GlobalId | null | undefined;
  cc?: string[] | null | undefined;
}

/** The columns to write, and for each field changed the words for the ticket's log. */
async function changesOf(work: Work, changes: TicketChanges) {
  const { subject, status, priority, departmentId, assigneeId, cc } = changes;
  const data: Prisma.TicketUncheckedUpdateInput = {};
  const words: Record<string, string> = {};
  if (subject) {
    data.subject = subject;
    words.subject = `Subject changed to “${subject}”`;
  }
  if (status) {
    const next = await statusFor(work.tx, status);
    Object.assign(data, inStatus(next, now()));
    words.status = `Status changed to ${next.title}`;
  }
  if (priority) {
    data.priority = priority;
    words.priority = `Priority changed to ${priority.toLowerCase()}`;
  }
  if (departmentId) {
    const id = keyOf(departmentId);
    const department = await work.tx.department.findUnique({ where: { id } });
    if (!department) throw new DomainError('DEPARTMENT_NOT_FOUND');
    data.departmentId = id;
    words.department = `Moved to ${department.name}`;
  }
  if (assigneeId !== undefined) {
    const member = assigneeId && (await staffMember(work, assigneeId));
    data.flaggedAdminId = member ? member.id : null;
    words.assignee = member ? `Assigned to ${member.name}` : 'Assigned to nobody';
  }
  if (cc) {
    data.cc = cc.flatMap((address) => normalizeEmail(address) ?? []);
    words.cc = 'Further recipients changed';
  }
  return { data, words };
}

async function replaceTags({ tx }: Work, ticketId: number, tags: readonly string[]): Promise<void> {
  await tx.ticketTag.deleteMany({ where: { ticketId } });
  const each = [...new Set(tags.map((tag) => tag.toLowerCase()))];
  await tx.ticketTag.createMany({ data: each.map((tag) => ({ ticketId, tag })) });
}
