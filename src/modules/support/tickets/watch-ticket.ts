import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { type GlobalId, staffMember } from '#modules/support/desk/staff-member.ts';
import { Ticket } from './ticket.ts';
import { ticketPayload } from './ticket-payload.ts';
import { eventOf, ticketFor } from '#modules/support/visible.ts';

/** The staff member named, or the one the actor. */
async function watcher(work: Work, provided: GlobalId | null | undefined): Promise<number> {
  const { adminId } = work.actor;
  const own = adminId === null ? null : { typename: 'Admin', id: String(adminId) };
  const requested = provided ?? own;
  if (!requested) throw new DomainError('STAFF_MEMBER_NOT_FOUND');
  return (await staffMember(work, requested)).id;
}

command('watchTicket', {
  description: 'Start or stop notifying a staff member of everything that happens on a ticket.',
  permission: 'support:write',
  input: (t) => ({
    ticketId: t.globalID({
      for: Ticket,
      required: true,
      description: 'ID of the ticket to watch.',
    }),
    adminId: t.globalID({
      description: 'Staff member who watches the ticket, as `Admin:3`. Default: the actor.',
    }),
    isWatching: t.boolean({
      defaultValue: true,
      description: 'Whether the staff member watches the ticket. False to stop watching.',
    }),
  }),
  errors: ['TICKET_NOT_FOUND', 'STAFF_MEMBER_NOT_FOUND'],
  run: async (work, { ticketId, adminId, isWatching }) => {
    const ticket = await ticketFor(work, keyOf(ticketId));
    const pair = { ticketId: ticket.id, adminId: await watcher(work, adminId) };
    if (isWatching ?? true)
      await work.tx.ticketWatcher.createMany({ data: [pair], skipDuplicates: true });
    else await work.tx.ticketWatcher.deleteMany({ where: pair });
    work.announce('ticket.changed', { ...eventOf(ticket), changed: ['watchers'] });
    return { ticketId: ticket.id };
  },
  payload: (t) => ticketPayload(t, 'The ticket with its watchers.'),
});
