import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { deleteTicket } from '#modules/support/tickets/delete-ticket.ts';
import { logTicket } from '#modules/support/tickets/log-ticket.ts';
import { Ticket } from '#modules/support/tickets/ticket.ts';
import { ticketFor } from '#modules/support/visible.ts';

command('blockTicketSender', {
  legacy: 'BlockTicketSender',
  description:
    'Block the sender who opened a ticket. The email address can neither open tickets nor reply. With `deleteTicket` the ticket is deleted too.',
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
  errors: ['TICKET_NOT_FOUND', 'TICKET_SENDER_UNKNOWN'],
  run: async (work, input) => {
    const { tx, actor } = work;
    const ticket = await ticketFor(work, keyOf(input.ticketId));
    const client =
      ticket.clientId === null
        ? null
        : await tx.client.findUnique({ where: { id: ticket.clientId }, select: { email: true } });
    const email = ticket.email || client?.email;
    if (!email) throw new DomainError('TICKET_SENDER_UNKNOWN');
    await tx.blockedSender.createMany({
      data: [{ kind: 'SENDER', value: email, adminId: actor.adminId }],
      skipDuplicates: true,
    });
    await logTicket(work, ticket.id, `Sender ${email} blocked`);
    const deleted = input.deleteTicket ?? false;
    if (deleted) await deleteTicket(work, ticket);
    return { email, deleted };
  },
  payload: (t) => ({
    email: t.exposeString('email', { description: 'Email address that is now blocked.' }),
    isDeleted: t.exposeBoolean('deleted', { description: 'Whether the ticket was deleted.' }),
  }),
});
