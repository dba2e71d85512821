import { beforeAll, describe, expect, it, vi } from 'vitest';
import { today } from '#core/clock.ts';
import { addDays } from '#core/dates.ts';
import { ensureDemo } from '#start/demo.ts';
import { ensureEssentials } from '#start/essentials.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { followStream } from '#test/live.ts';
import { resetDatabase } from '#test/setup/database.ts';
import * as operations from './operations.ts';
import * as staff from './staff-operations.ts';

let gateway: Gateway;
const tokens = { staff: '', customer: '' };
let account: string;

/** One request; every part of it must be answered. */
async function ask(document: string, variables: object = {}, as: keyof typeof tokens = 'staff') {
  const { data, errors } = await gateway.ask(document, variables, null, {
    authorization: `Bearer ${tokens[as]}`,
  });
  expect(errors ?? []).toEqual([]);
  return data;
}

beforeAll(async () => {
  gateway = await openGateway(async () => {});
  await resetDatabase();
  await ensureEssentials(gateway.app);
  await gateway.app.authCache.outlive();
  Object.assign(tokens, await ensureDemo(gateway.app));
  const { viewer } = await ask('{viewer{accounts{id name}}}', {}, 'customer');
  account = viewer.accounts[0].id;
}, 120_000);

describe('the operations of a client area, by the customer of the demo', () => {
  it('shows the dashboard', async () => {
    const { client } = await ask(operations.dashboard, { account }, 'customer');
    expect(client).toMatchObject({ id: account, fullName: 'Carol Customer' });
    // The demo's moving of a website: 2.5 h × 60 less 10 % = 135, issued 20 days ago, due in 7.
    const late = client.unpaid.nodes.filter(({ isOverdue }: any) => isOverdue);
    expect(late).toMatchObject([{ balance: { amount: '135.00' } }]);
    expect(client.unpaid.nodes[0]).toEqual(late[0]);
    expect(client.open.nodes).toMatchObject([{ subject: 'Where do I find my invoices?' }]);
  });

  it('shows the table of invoices and one of them', async () => {
    const filter = { status: ['PAID'] };
    const orderBy = [{ field: 'ISSUED_ON', direction: 'DESC' }];
    const variables = { account, filter, orderBy };
    const { client } = await ask(operations.invoiceTable, variables, 'customer');
    const { totalCount, totals, nodes } = client.invoices;
    expect(nodes).toHaveLength(totalCount);
    const sum = nodes.reduce((all: number, { total }: any) => all + Number(total.amount) * 100, 0);
    expect(totals).toEqual([{ currency: 'USD', total: (sum / 100).toFixed(2), balance: '0.00' }]);
    const { invoice } = await ask(operations.invoicePage, { id: nodes[0].id }, 'customer');
    expect(invoice).toMatchObject({ id: nodes[0].id, status: 'PAID', balance: { amount: '0.00' } });
    expect(invoice.transactions.nodes.length).toBeGreaterThan(0);
  });

  it('shows a service and a ticket', async () => {
    const { client } = await ask(operations.dashboard, { account }, 'customer');
    const { id, product } = client.running.nodes[0];
    const { service } = await ask(operations.servicePage, { id }, 'customer');
    expect(service).toMatchObject({ id, product: { id: product.id }, cancellation: null });
    expect(service.order.id).toMatch(/^Order:/);
    // What the demo's catalog asks for the other product, which costs more in both cycles.
    const { upgrades } = service.product;
    expect(upgrades).toMatchObject([{ product: { name: expect.any(String) } }]);
    const prices = Object.fromEntries(
      upgrades[0].cycles.map((one: any) => [one.cycle, one.price.amount]),
    );
    expect(prices).toEqual(
      upgrades[0].product.name === 'Business'
        ? { MONTHLY: '12.95', ANNUALLY: '129.50' }
        : { MONTHLY: '4.95', ANNUALLY: '49.50' },
    );
    expect(service.invoices.totalCount).toBeGreaterThan(0);
    const ticketId = client.open.nodes[0].id;
    const { ticket } = await ask(operations.ticketThread, { id: ticketId }, 'customer');
    expect(ticket.replies).toMatchObject({
      totalCount: 1,
      nodes: [{ isByStaff: true, messageHtml: expect.stringContaining('<em>Billing</em>') }],
    });
    expect(ticket.replies.nodes[0].authorName).not.toBe('');
  });

  it('signs in, sets up a domain, answers a ticket', async () => {
    const password = 'correct-horse-7';
    await ask(`mutation ($user: AddUserInput!) { addUser(input: $user) { user { id } } }`, {
      user: { firstName: 'Una', lastName: 'User', email: 'una@example.com', password },
    });
    const { data, errors } = await gateway.ask(
      operations.signIn,
      { email: 'una@example.com', password },
      null,
    );
    expect(errors ?? []).toEqual([]);
    // The access token is in a cookie that scripts cannot read.
    expect(data.validateLogin).toMatchObject({
      session: { accessToken: null, csrfToken: expect.stringMatching(/./) },
      challenge: null,
      user: { email: 'una@example.com' },
      viewer: { kind: 'CUSTOMER', accounts: [] },
    });
    const { client } = await ask(
      'query($account:ID!){client:node(id:$account){... on Client{domains{nodes{id autoRenew}} tickets{nodes{id replies{totalCount}}}}}}',
      { account },
      'customer',
    );
    const [domain] = client.domains.nodes;
    const input = { domainId: domain.id, autoRenew: !domain.autoRenew };
    const { updateDomain } = await ask(operations.domainSettings, { input }, 'customer');
    expect(updateDomain.domain).toMatchObject({ id: domain.id, autoRenew: !domain.autoRenew });
    const [ticket] = client.tickets.nodes;
    const { addTicketReply } = await ask(
      operations.replyToTicket,
      { input: { ticketId: ticket.id, message: 'Thank you, **that** helps.' } },
      'customer',
    );
    expect(addTicketReply.ticketReply).toMatchObject({
      messageHtml: expect.stringContaining('<strong>that</strong>'),
      ticket: { id: ticket.id },
    });
    expect(addTicketReply.ticket).toMatchObject({
      isClientUnread: false,
      status: { title: 'Customer-Reply' },
      replies: {
        totalCount: ticket.replies.totalCount + 1,
        nodes: [{ id: addTicketReply.ticketReply.id }],
      },
    });
  });

  it('fills a cart, orders it and pays the invoice', async () => {
    const { products } = await ask('{products(first:100){nodes{id name}}}');
    const care = products.nodes.find(({ name }: any) => name === 'Website Care');
    const { cartAddItem } = await ask(
      'mutation($input:CartAddItemInput!){cartAddItem(input:$input){cart{id}}}',
      { input: { clientId: account, productId: care.id, cycle: 'MONTHLY' } },
      'customer',
    );
    const { cart } = await ask(operations.cartPage, { cart: cartAddItem.cart.id }, 'customer');
    expect(cart.items).toMatchObject([{ description: 'Website Care', quantity: 1, parent: null }]);
    expect(cart.promotion).toBeNull();
    const { paymentMethods } = await ask('{paymentMethods{id name}}', {}, 'customer');
    const [method] = paymentMethods;
    const { addOrder } = await ask(
      operations.checkout,
      { input: { clientId: account, paymentMethod: method.name } },
      'customer',
    );
    const { invoice, services } = addOrder.order;
    expect(services).toHaveLength(1);
    expect(invoice.balance.amount).toBe(cart.totals.due);
    expect(invoice.credit.amount).toBe(cart.totals.creditUsable);
    const { invoice: page } = await ask(operations.invoicePage, { id: invoice.id }, 'customer');
    if (Number(cart.totals.due) > 0)
      expect(page.paymentOptions.map(({ gateway: { id } }: any) => id)).toContain(method.id);
    const { payInvoice } = await ask(
      operations.payInvoice,
      { input: { invoiceId: invoice.id, gatewayId: method.id } },
      'customer',
    );
    expect(payInvoice.next).toEqual({
      kind: 'INSTRUCTIONS',
      redirectUrl: null,
      clientSecret: null,
    });
    expect(payInvoice.invoice).toMatchObject({ id: invoice.id, status: 'UNPAID' });
  });
});

describe('the operations of a staff console', () => {
  it('finds by what is typed (G55)', async () => {
    const { search } = await ask(staff.searchBox, { query: 'Carol Customer' });
    expect(search.edges[0]).toMatchObject({
      matchedOn: 'EXACT',
      node: { __typename: 'Client', id: account },
    });
    const first = async (query: string) =>
      (await ask(staff.searchBox, { query })).search.edges.map(({ node }: any) => node.id);
    expect((await first('ustomer'))[0]).toBe(account);
    const kinds = async (query: string) => {
      const { search: all } = await ask(staff.searchBox, { query });
      return all.edges.map(({ node }: any) => node.__typename);
    };
    // The domain and the service carols-bakery.com.
    expect(await kinds('bakery')).toEqual(expect.arrayContaining(['Domain', 'Service']));
    const { tickets, orders } = await ask(
      '{tickets(first:1){nodes{id number}} orders(first:1){nodes{id number}}}',
    );
    for (const { id, number } of [tickets.nodes[0], orders.nodes[0]])
      expect((await first(number))[0]).toBe(id);
    // A customer finds its own rows alone, and no type that it may not read.
    const { search: own } = await ask(staff.searchBox, { query: 'example.com' }, 'customer');
    for (const { node } of own.edges)
      if (node.__typename !== 'User') expect(node.client?.id ?? node.id).toBe(account);
    const { search: found } = await ask(staff.searchBox, { query: 'example.com' });
    expect(new Set(found.edges.map(({ node }: any) => node.__typename))).toEqual(
      new Set(['Client', 'Contact', 'User']),
    );
  });

  it('shows the whole page of a client', async () => {
    const { client } = await ask(staff.clientPage, { id: account });
    expect(client).toMatchObject({
      fullName: 'Carol Customer',
      group: { name: 'Friends of the company' },
    });
    expect(client.contacts.nodes).toMatchObject([{ fullName: 'Dora Domains' }]);
    const { invoices } = await ask(
      `query($id:[ID]){invoices(filter:{client:$id,status:[UNPAID]}){totals{balance}}}`,
      { id: [account] },
    );
    expect(client.balance.amount).toBe(invoices.totals[0].balance);
    expect(client.overdue).toEqual({
      totalCount: 1,
      totals: [{ currency: 'USD', balance: '135.00' }],
    });
    expect(client.activity.nodes.length).toBe(10);
  });

  it('shows the desk, the invoices of a month, the payments of a week and what comes due', async () => {
    const department = (await ask('{departments{id}}')).departments[0].id;
    const { tickets, ticketCounts } = await ask(staff.ticketDesk, {
      filter: { department: [department], assignee: [null], or: [{ client: [account] }, {}] },
      orderBy: [{ field: 'LAST_REPLY_AT' }],
    });
    expect(tickets.nodes).toMatchObject([
      { subject: 'Where do I find my invoices?', assignee: null, client: { id: account } },
    ]);
    expect(ticketCounts.statuses.length).toBeGreaterThan(2);
    const { invoices } = await ask(staff.invoicesOfMonth);
    expect(invoices.nodes).toHaveLength(invoices.totalCount);
    const { transactions } = await ask(staff.paymentsOfWeek);
    expect(transactions.nodes).toHaveLength(transactions.totalCount);
    const transactionFilter = { kind: ['PAYMENT', 'REFUND'], gateway: ['Gateway:2'] };
    const { createExport } = await ask(staff.exportTransactions, {
      input: { connection: 'TRANSACTIONS', transactionFilter, format: 'CSV' },
    });
    expect(createExport.export).toMatchObject({ state: 'QUEUED', rowCount: 0, url: null });
    const { services, domains } = await ask(staff.renewalsDue);
    expect([services.nodes.length, domains.nodes.length]).toEqual([
      services.totalCount,
      domains.totalCount,
    ]);
  });

  it('answers and takes a ticket, closes many, and hears of it live', async () => {
    const { departments, viewer } = await ask('{departments{id} viewer{admin{id}}}');
    const { admin } = viewer;
    const open = async (subject: string) => {
      const { openTicket } = await ask(
        'mutation($input:OpenTicketInput!){openTicket(input:$input){ticket{id}}}',
        {
          input: {
            clientId: account,
            departmentId: departments[0].id,
            subject,
            message: 'x',
          },
        },
        'customer',
      );
      return openTicket.ticket.id as string;
    };
    const stream = await followStream(gateway, tokens.staff, staff.liveDesk);
    const [one, two] = [await open('One'), await open('Two')];
    const { addTicketReply, updateTicket } = await ask(staff.answerTicket, {
      reply: { ticketId: one, message: 'y', status: 'On Hold' },
      ticket: { ticketId: one, assigneeId: admin.id, tags: ['vip'], priority: 'HIGH' },
    });
    expect(addTicketReply.ticket).toMatchObject({ id: one, status: { title: 'On Hold' } });
    expect(updateTicket.ticket).toMatchObject({
      assignee: { id: admin.id },
      tags: ['vip'],
      priority: 'HIGH',
    });
    const { updateTickets } = await ask(staff.closeTickets, { ids: [one, 'Ticket:99999', two] });
    expect(updateTickets.succeededCount).toBe(2);
    expect(updateTickets.results).toMatchObject([
      { id: one, ticket: { status: { title: 'Closed' } }, error: null },
      { id: 'Ticket:99999', ticket: null, error: { code: 'TICKET_NOT_FOUND' } },
      { id: two, ticket: { status: { title: 'Closed' } }, error: null },
    ]);
    await vi.waitUntil(() => stream.heard.length >= 3, { timeout: 30_000 });
    stream.stop();
    expect(stream.heard.map(({ data: { events } }) => [events.type, events.subject.id])).toEqual([
      ['TICKET_OPENED', one],
      ['TICKET_OPENED', two],
      ['TICKET_REPLIED', one],
    ]);
  });

  it('shows the company in numbers', async () => {
    const to = today();
    const from = addDays(to, -29);
    const { stats } = await ask(staff.companyNumbers, { from, to });
    expect(stats.period).toMatchObject({ from, to });
    expect(stats.timeline).toHaveLength(30);
    const cents = (amounts: { amount: { amount: string } }[]) =>
      amounts.reduce((sum, { amount }) => sum + Math.round(Number(amount.amount) * 100), 0);
    const total = Math.round(Number(stats.income.total.amount) * 100);
    // However it is divided, it is the same money.
    expect(cents(stats.income.byGateway)).toBe(total);
    expect(Math.abs(cents(stats.income.byProduct) - total)).toBeLessThanOrEqual(
      stats.income.byProduct.length,
    );
  });
});
