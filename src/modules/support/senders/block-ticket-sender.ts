import { encodeId, keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { rowField } from '#schema/payload-rows.ts';
import type { Work } from '#schema/work.ts';
import { Client } from '#modules/clients/client.ts';
import { Department } from '#modules/support/desk/department.ts';
import { deleteTickets } from '#modules/support/tickets/delete-ticket.ts';
import { logTicket } from '#modules/support/tickets/log-ticket.ts';
import { Ticket } from '#modules/support/tickets/ticket.ts';
import { ticketFor } from '#modules/support/visible.ts';
import { blockSender } from './block-sender.ts';

command('blockTicketSender', {
  legacy: 'BlockTicketSender',
  description:
    'Block the sender who opened a ticket: the email address can neither open tickets nor reply, in those of its customers where a reseller blocks it. The address of a client or user is not blocked so; see `createBlockedSender`. With `deleteTicket` the ticket is deleted too.',
  permission: 'support:write',
  input: (t) => ({
    ticketId: t.globalID({
      for: Ticket,
      required: true,
      description: 'ID of a ticket opened by the sender.',
    }),
    deleteTicket: t.boolean({
      defaultValue: false,
      description: 'Whether to delete the ticket as well.',
    }),
  }),
  errors: ['TICKET_NOT_FOUND', 'TICKET_SENDER_UNKNOWN', 'TICKET_SENDER_IS_CLIENT'],
  run: async (work, input) => {
    const ticket = await ticketFor(work, keyOf(input.ticketId));
    const email = await senderOf(work, ticket);
    const blockId = await blockSender(work, { kind: 'SENDER', value: email });
    await logTicket(work, ticket.id, `Sender ${email} blocked`);
    const deleted = input.deleteTicket ?? false;
    const gone = deleted ? await deleteTickets(work, [ticket]) : [];
    const { id: ticketId, clientId, departmentId } = ticket;
    const goneIds = gone.map(({ id }) => id);
    return { email, deleted, goneIds, blockId, ticketId, clientId, departmentId };
  },
  payload: (t) => ({
    email: t.exposeString('email', { description: 'Email address that is now blocked.' }),
    isDeleted: t.exposeBoolean('deleted', { description: 'Whether the ticket was deleted.' }),
    blockedSender: rowField(t, 'BlockedSender', 'blockId', 'The block of the address.'),
    ticket: rowField(t, Ticket, 'ticketId', 'The ticket; null where it was deleted.'),
    deletedId: t.id({
      nullable: true,
      description: 'Global ID of the Ticket that was deleted; null where it was kept.',
      resolve: ({ deleted, ticketId }) => (deleted ? encodeId('Ticket', ticketId) : null),
    }),
    deletedIds: t.idList({
      description:
        'Global IDs of that Ticket and of those that had been merged into it; empty where it was kept.',
      resolve: ({ goneIds }) => goneIds.map((id) => encodeId('Ticket', id)),
    }),
    client: rowField(t, Client, 'clientId', 'The client of the ticket; null for none.'),
    department: rowField(t, Department, 'departmentId', 'The support department of the ticket.'),
  }),
});

/**
 * The address a ticket was opened from, unless somebody's account has it.
 * @throws DomainError TICKET_SENDER_UNKNOWN or TICKET_SENDER_IS_CLIENT
 */
async function senderOf(
  { tx }: Work,
  { clientId, email }: { clientId: number | null; email: string },
): Promise<string> {
  // What a client opens carries no address of its own.
  if (!email) throw new DomainError(clientId ? 'TICKET_SENDER_IS_CLIENT' : 'TICKET_SENDER_UNKNOWN');
  const accounts =
    (await tx.client.count({ where: { email } })) + (await tx.user.count({ where: { email } }));
  if (accounts) throw new DomainError('TICKET_SENDER_IS_CLIENT');
  return email;
}
