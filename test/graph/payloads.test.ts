import { beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { open, openDesk } from '#test/support/desk.ts';

describe('what was changed comes back with it', () => {
  let gateway: Gateway;
  let clientId: string;
  beforeAll(async () => {
    gateway = await openGateway();
    await openDesk(gateway);
    clientId = `Client:${gateway.carol}`;
  });

  it('the parent of what was deleted, without it (G60)', async () => {
    const { addClientNote } = await gateway.data(
      'mutation ($id: ID!) { addClientNote(input: { clientId: $id, text: "x" }) { clientNote { id } } }',
      { id: clientId },
    );
    const { id } = addClientNote.clientNote;
    const { deleteClientNote } = await gateway.data(
      `mutation ($id: ID!) { deleteClientNote(input: { noteId: $id }) {
        deletedId client { id clientNotes { totalCount } } } }`,
      { id },
    );
    expect(deleteClientNote).toEqual({
      deletedId: id,
      client: { id: clientId, clientNotes: { totalCount: 0 } },
    });
  });

  it('the client and the department of a ticket that is deleted', async () => {
    const [first, second] = [await open(gateway, 'carol'), await open(gateway, 'carol')];
    const { deleteTicket } = await gateway.data(
      `mutation ($ids: [ID!]!) { deleteTicket(input: { ticketIds: $ids }) {
        deletedId deletedIds clients { id tickets { totalCount } } departments { id openTicketCount } } }`,
      { ids: [second.id, first.id] },
    );
    expect(deleteTicket).toEqual({
      deletedId: first.id,
      deletedIds: [first.id, second.id],
      clients: [{ id: clientId, tickets: { totalCount: 0 } }],
      departments: [{ id: 'Department:1', openTicketCount: 0 }],
    });
  });

  it('the tickets that had been merged into one that is deleted (G60)', async () => {
    const [target, merged] = [await open(gateway, 'carol'), await open(gateway, 'carol')];
    const MERGE = `mutation ($input: MergeTicketInput!) { mergeTicket(input: $input) { ticket { id } } }`;
    await gateway.data(MERGE, { input: { ticketId: target.id, mergeTicketIds: [merged.id] } });
    const { deleteTicket } = await gateway.data(
      `mutation ($ids: [ID!]!) { deleteTicket(input: { ticketIds: $ids }) {
        deletedId deletedIds deletedCount } }`,
      { ids: [target.id] },
    );
    expect(deleteTicket).toEqual({
      deletedId: target.id,
      deletedIds: [target.id, merged.id],
      deletedCount: 1,
    });
    const events = await gateway.app.db.outboxEvent.findMany({
      where: { type: 'ticket.deleted' },
      orderBy: { id: 'desc' },
      take: 2,
    });
    // A store that follows the merged one hears of it, too.
    expect(events.map(({ payload }) => (payload as { ticketId: number }).ticketId)).toEqual(
      [merged, target].map(({ id }) => Number(id.split(':')[1])),
    );
  });

  it('the client whose invitation is withdrawn, and the groups of a server that is deleted', async () => {
    const { inviteUser } = await gateway.data(
      `mutation ($id: ID!) { inviteUser(input: {
        clientId: $id, email: "guest@example.test", permissions: [TICKETS] }) { invitation { id } } }`,
      { id: clientId },
    );
    const { userInvitations } = await gateway.data(
      '{ userInvitations(query: "guest@example") { nodes { id } } }',
    );
    expect(userInvitations.nodes).toEqual([{ id: inviteUser.invitation.id }]);
    const { withdrawInvitation } = await gateway.data(
      `mutation ($id: ID!) { withdrawInvitation(input: { invitationId: $id }) {
        deletedId client { id userInvitations { totalCount } } } }`,
      { id: inviteUser.invitation.id },
    );
    expect(withdrawInvitation).toEqual({
      deletedId: inviteUser.invitation.id,
      client: { id: clientId, userInvitations: { totalCount: 0 } },
    });
    const { events } = await gateway.data(
      '{ events(types: [USER_INVITATION_WITHDRAWN]) { type } }',
    );
    expect(events).toHaveLength(1);
    const { id: server } = await gateway.app.db.server.create({
      data: { name: 'A', module: 'manual', hostname: 'a.example', currencyCode: 'USD' },
    });
    const { id: group } = await gateway.app.db.serverGroup.create({
      data: { name: 'G', members: { create: { serverId: server } } },
    });
    const { deleteServer } = await gateway.data(
      `mutation ($id: ID!) { deleteServer(input: { serverId: $id }) {
        deletedId groups { id members { server { id } } } } }`,
      { id: `Server:${server}` },
    );
    expect(deleteServer).toEqual({
      deletedId: `Server:${server}`,
      groups: [{ id: `ServerGroup:${group}`, members: [] }],
    });
  });

  it('the invoice and the credit as a payment leaves them (G59)', async () => {
    const { createInvoice } = await gateway.data(
      'mutation($i:CreateInvoiceInput!){createInvoice(input:$i){invoice{id}}}',
      {
        i: { clientId, lines: [{ description: 'W', unitPrice: '10.00' }], status: 'UNPAID' },
      },
    );
    const { addInvoicePayment } = await gateway.data(
      `mutation($i:AddInvoicePaymentInput!){addInvoicePayment(input:$i){
        invoice{status balance{amount}} client{credit{amount}}}}`,
      { i: { invoiceId: createInvoice.invoice.id, amount: '12.00' } },
    );
    // 12.00 − 10.00 is credit.
    expect(addInvoicePayment).toEqual({
      invoice: { status: 'PAID', balance: { amount: '0.00' } },
      client: { credit: { amount: '2.00' } },
    });
  });

  it('a ticket as its reply leaves it (G59)', async () => {
    const ticket = await open(gateway, 'carol');
    const { addTicketReply } = await gateway.data(
      `mutation ($id: ID!) {
        addTicketReply(input: { ticketId: $id, message: "x", status: "On Hold" }) {
          ticketReply { id ticket { id } } ticket { id status { title } replies(last: 1) { nodes { id } } } } }`,
      { id: ticket.id },
    );
    const { ticketReply, ticket: after } = addTicketReply;
    expect(ticketReply.ticket).toEqual({ id: ticket.id });
    expect(after).toMatchObject({ id: ticket.id, status: { title: 'On Hold' } });
    expect(after.replies.nodes).toEqual([{ id: ticketReply.id }]);
  });
});
