import { beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { openDesk } from '#test/support/desk.ts';

let gateway: Gateway;
let department: number;
const invoices: Record<string, string> = {};

const DAYS = ['2026-10-31', '2026-11-01', '2026-11-15', '2026-11-30', '2026-12-01'];

async function invoiceOf(client: number, issuedOn: string, unitPrice: string, status = 'UNPAID') {
  const { createInvoice } = await gateway.data(
    `mutation($input:CreateInvoiceInput!){createInvoice(input:$input){invoice{id}}}`,
    {
      input: {
        clientId: `Client:${client}`,
        lines: [{ description: `Work of ${issuedOn}`, unitPrice }],
        status,
        issuedOn,
        dueOn: issuedOn,
      },
    },
  );
  return createInvoice.invoice.id as string;
}

async function ticketOf(subject: string, more: object = {}) {
  const { openTicket } = await gateway.data(
    `mutation($input:OpenTicketInput!){openTicket(input:$input){ticket{id}}}`,
    {
      input: {
        departmentId: `Department:${department}`,
        clientId: `Client:${gateway.carol}`,
        subject,
        message: 'm',
        ...more,
      },
    },
  );
  return openTicket.ticket.id as string;
}

beforeAll(async () => {
  gateway = await openGateway();
  department = await openDesk(gateway);
  for (const [at, day] of DAYS.entries())
    invoices[day] = await invoiceOf(gateway.carol, day, `${(at + 1) * 10}.00`);
  invoices.draft = await invoiceOf(gateway.carol, '2026-11-20', '7.00', 'DRAFT');
  invoices.rob = await invoiceOf(gateway.rob, '2026-11-15', '500.00');
});

const TABLE = `fragment T on InvoiceConnection{
  totalCount totals{currency count total balance} nodes{id}}`;

/** Carol's invoices by a filter, at the root and under her, in one answer. */
async function both(filter: object, orderBy: object[] = [{ field: 'ID' }], as?: 'carol') {
  const carol = `Client:${gateway.carol}`;
  const { invoices: root, client } = await gateway.data(
    `query($id:ID!,$root:InvoiceFilter,$own:InvoiceFilter,$orderBy:[InvoiceOrder!]){
      invoices(filter:$root,orderBy:$orderBy){...T}
      client(by:{id:$id}){invoices(filter:$own,orderBy:$orderBy){...T}}} ${TABLE}`,
    { id: carol, root: { ...filter, client: [carol] }, own: filter, orderBy },
    as,
  );
  expect(client.invoices).toEqual(root);
  return root as { totalCount: number; totals: object[]; nodes: { id: string }[] };
}

const idsOf = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => id);

describe('one definition of a list', () => {
  it('takes spans of days, both ends included (G56)', async () => {
    const november = await both({ issuedOn: { from: '2026-11-01', to: '2026-11-30' } });
    expect(idsOf(november)).toEqual([
      invoices['2026-11-01'],
      invoices['2026-11-15'],
      invoices['2026-11-30'],
      invoices.draft,
    ]);
    const open = await both({
      issuedOn: { from: '2026-11-01', to: '2026-11-30' },
      not: { status: ['DRAFT'] },
    });
    expect(open.totalCount).toBe(3);
    expect((await both({ issuedOn: { from: '2026-12-01' } })).totalCount).toBe(1);
    expect((await both({ total: { from: '20.00', to: '40.00' } })).totalCount).toBe(3);
  });

  it('adds the whole list up, one row for each currency (G62)', async () => {
    // 20 + 30 + 40, the draft and the other months left out.
    const { totals } = await both(
      { issuedOn: { from: '2026-11-01', to: '2026-11-30' }, status: ['UNPAID'] },
      [{ field: 'ISSUED_ON' }],
    );
    expect(totals).toEqual([{ currency: 'USD', count: 3, total: '90.00', balance: '90.00' }]);
    expect((await both({ status: [] })).totals).toEqual([]);
    // Of one page as of all: the sums are those of the list.
    const { invoices: page } = await gateway.data(
      `query($c:ID!){invoices(filter:{client:[$c],status:[UNPAID]},first:1){nodes{id} totals{count total}}}`,
      { c: `Client:${gateway.carol}` },
    );
    expect(page).toEqual({
      nodes: [{ id: invoices['2026-10-31'] }],
      totals: [{ count: 5, total: '150.00' }],
    });
  });

  it('is narrowed and sorted under a parent as at the root (G57)', async () => {
    const found = await both({ status: ['UNPAID'] }, [{ field: 'DUE_ON', direction: 'DESC' }]);
    expect(idsOf(found)).toEqual(DAYS.toReversed().map((day) => invoices[day]));
    // A customer's own list holds no drafts, whatever it asks for.
    expect((await both({ status: ['DRAFT'] }, [{ field: 'ID' }], 'carol')).totalCount).toBe(0);
  });

  it('nests and, or and not, and leaves no row out of both a condition and its contrary', async () => {
    const early = { issuedOn: { to: '2026-10-31' } };
    const late = { issuedOn: { from: '2026-12-01' } };
    const either = await both({ or: [early, late] });
    expect(idsOf(either)).toEqual([invoices['2026-10-31'], invoices['2026-12-01']]);
    const neither = await both({ not: { or: [early, late] }, status: ['UNPAID'] });
    expect(neither.totalCount).toBe(3);
    // No invoice has a gateway or was paid: unknown is not left out.
    expect((await both({ not: { gateway: ['Gateway:1'] } })).totalCount).toBe(6);
    expect((await both({ gateway: [null] })).totalCount).toBe(6);
    expect((await both({ not: { paidOn: { from: '2020-01-01' } } })).totalCount).toBe(6);
    expect((await both({ isOverdue: true, not: { isOverdue: true } })).totalCount).toBe(0);
    let deep: object = {};
    for (let at = 0; at < 12; at += 1) deep = { not: deep };
    const { errors } = await gateway.ask(
      `query($f:InvoiceFilter){invoices(filter:$f){totalCount}}`,
      { f: deep },
    );
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_INPUT', issues: [{ path: ['filter'] }] } },
    ]);
  });

  it('finds what people type, in any order (G55)', async () => {
    const { clients, invoices: found } = await gateway.data(
      `{clients(query:"customer CAROL"){nodes{id}} invoices(query:"Work 2026-12-01"){nodes{id}}}`,
    );
    expect(clients.nodes).toEqual([{ id: `Client:${gateway.carol}` }]);
    expect(found.nodes).toEqual([{ id: invoices['2026-12-01'] }]);
  });

  it('refuses a text that is longer than any that is stored (G17)', async () => {
    const long = 'x'.repeat(256);
    const { errors } = await gateway.ask(
      `query($t:String!){clients(filter:{companyName:$t}){totalCount}}`,
      { t: long },
    );
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_INPUT', issues: [{ path: ['filter', 'companyName'] }] } },
    ]);
  });
});

describe('what clients owe', () => {
  // Carol: 10.00 + 20.00 + 30.00 + 40.00 + 50.00; the draft of 7.00 is not owed yet. Rob: 500.00.
  it('narrows, orders and adds up lists of clients (G58)', async () => {
    const list = async (filter: object, orderBy: object[] = [{ field: 'ID' }]) => {
      const { clients } = await gateway.data(
        `query($f:ClientFilter,$o:[ClientOrder!]){clients(filter:$f,orderBy:$o){
          totals{balance} nodes{id balance{amount}}}}`,
        { f: filter, o: orderBy },
      );
      return clients;
    };
    const [carol, rob] = [`Client:${gateway.carol}`, `Client:${gateway.rob}`];
    const owing = await list({ balance: { from: '0.01' } }, [
      { field: 'BALANCE', direction: 'DESC' },
    ]);
    expect(owing.nodes).toEqual([
      { id: rob, balance: { amount: '500.00' } },
      { id: carol, balance: { amount: '150.00' } },
    ]);
    expect(owing.totals).toEqual([{ balance: '650.00' }]);
    expect(idsOf(await list({ balance: { from: '150.00', to: '150.00' } }))).toEqual([carol]);
    expect(idsOf(await list({ balance: { from: '150.01', to: '499.99' } }))).toEqual([]);
    const all = await list({}, [{ field: 'BALANCE' }, { field: 'ID' }]);
    const amounts = (all.nodes as { balance: { amount: string } }[]).map((node) => node.balance);
    expect(amounts.slice(-2)).toEqual([{ amount: '150.00' }, { amount: '500.00' }]);
    expect(amounts[0]).toEqual({ amount: '0.00' });
  });

  it('follows payments, and is what the invoices say', async () => {
    const id = await invoiceOf(gateway.stranger, '2026-11-15', '25.00');
    const owed = async () => {
      const { client } = await gateway.data(
        `query($id:ID!){client(by:{id:$id}){balance{amount} invoices{totals{balance}}}}`,
        { id: `Client:${gateway.stranger}` },
      );
      return [client.balance.amount, client.invoices.totals[0].balance];
    };
    expect(await owed()).toEqual(['25.00', '25.00']);
    await gateway.data(
      `mutation($i:AddInvoicePaymentInput!){addInvoicePayment(input:$i){invoice{id}}}`,
      { i: { invoiceId: id, amount: '10.00' } },
    );
    expect(await owed()).toEqual(['15.00', '15.00']);
    await gateway.data(`mutation($i:CancelInvoiceInput!){cancelInvoice(input:$i){invoice{id}}}`, {
      i: { invoiceId: id },
    });
    expect(await owed()).toEqual(['0.00', '0.00']);
    const { bookFaults } = await gateway.data('{ bookFaults { what } }');
    expect(bookFaults).toEqual([]);
  });
});

describe('the lists of a desk', () => {
  it('are narrowed by assignee, nobody, tag and several statuses (G58)', async () => {
    const mine = await ticketOf('desk mine');
    const free = await ticketOf('desk free', { priority: 'HIGH' });
    await gateway.data(
      `mutation($input:UpdateTicketInput!){updateTicket(input:$input){ticket{id}}}`,
      { input: { ticketId: mine, assigneeId: `Admin:${gateway.adminId}`, tags: ['vip'] } },
    );
    const list = async (filter: object, as?: 'carol') => {
      const { tickets } = await gateway.data(
        `query($f:TicketFilter){tickets(filter:$f,orderBy:[{field:ID}]){nodes{id}}}`,
        { f: { subject: 'desk', ...filter } },
        as,
      );
      return idsOf(tickets);
    };
    expect(await list({ assignee: [`Admin:${gateway.adminId}`] })).toEqual([mine]);
    expect(await list({ assignee: [null] })).toEqual([free]);
    expect(await list({ assignee: [`Admin:${gateway.adminId}`, null] })).toEqual([mine, free]);
    expect(await list({ tag: ['vip', 'other'] })).toEqual([mine]);
    expect(await list({ tag: ['vip'] }, 'carol')).toEqual([]);
    expect(await list({ status: ['Open', 'closed'] })).toEqual([mine, free]);
    expect(await list({ status: ['Closed'] })).toEqual([]);
    expect(await list({ or: [{ priority: ['HIGH'] }, { tag: ['vip'] }] })).toEqual([mine, free]);
    expect(await list({ not: { priority: ['HIGH'] } })).toEqual([mine]);
    expect(await list({ lastReplyAt: { before: '2020-01-01T00:00:00Z' } })).toEqual([]);
    const { errors } = await gateway.ask(`query($f:TicketFilter){tickets(filter:$f){totalCount}}`, {
      f: { assignee: ['Client:1'], or: [{ department: ['x'] }] },
    });
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_INPUT',
          issues: [
            { path: ['filter', 'assignee', 0] },
            { path: ['filter', 'or', 0, 'department', 0] },
          ],
        },
      },
    ]);
  });
});
