import { beforeAll, describe, expect, it, vi } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { done, openShop } from '#test/shop.ts';

let gateway: Gateway;
let care: number;
let hosting: number;

const change = (document: string, input: object, as?: 'carol') =>
  gateway.data(`mutation($input:${document}`, { input }, as);
const pay = (invoiceId: string, amount: string, happenedAt: string, fees = '0') =>
  change('AddInvoicePaymentInput!){addInvoicePayment(input:$input){__typename}}', {
    invoiceId,
    amount,
    happenedAt,
    fees,
  });
async function invoice(amount: string): Promise<string> {
  const { createInvoice } = await change(
    'CreateInvoiceInput!){createInvoice(input:$input){invoice{id}}}',
    {
      clientId: `Client:${gateway.carol}`,
      lines: [{ description: 'Work', unitPrice: amount }],
      status: 'UNPAID',
    },
  );
  return createInvoice.invoice.id;
}

beforeAll(async () => {
  gateway = await openGateway();
  // In New York 2026-11-01T03:30Z is still the last of October.
  await gateway.rapi('SetConfigurationValue', { setting: 'Timezone', value: 'America/New_York' });
  await vi.waitUntil(() => gateway.app.runtime.timeZone === 'America/New_York', {
    timeout: 30_000,
  });
  const shop = await openShop(gateway);
  care = await shop.addProduct();
  hosting = await shop.addProduct({ sale_pricing: '[{"price_monthly_fee":"30"}]' });
  // One order of 10 + 30 = 40, of which 20 is paid; and one of 10, paid with a fee of 1.
  await done(gateway, 'CartAddItem', {
    user_id: gateway.carol,
    hosting: care,
    client_ip_address: '203.0.113.9',
  });
  const both = await shop.order(gateway.carol, hosting);
  await pay(`Invoice:${both.invoiceId}`, '20.00', '2026-11-10T12:00:00Z');
  const one = await shop.order(gateway.carol, care);
  await pay(`Invoice:${one.invoiceId}`, '10.00', '2026-11-11T12:00:00Z', '1.00');
  // Work without a product: 3 in November, and 5 on the last of October.
  await pay(await invoice('3.00'), '3.00', '2026-11-12T12:00:00Z');
  await pay(await invoice('5.00'), '5.00', '2026-11-01T03:30:00Z');
  const { database } = gateway.app;
  for (const [at, orderId] of [
    ['2026-11-02', both.orderId],
    ['2026-10-20', one.orderId],
  ])
    await database.query({
      text: `update orders set created_at = '${at}T12:00:00Z' where id = ${orderId}`,
    });
}, 60_000);

const STATS = `query($p:DateRange){stats(period:$p,currency:"USD"){
  id period{from to timezone}
  income{total{amount} byProduct{product{id} amount{amount}}}
  previous{period{from to} income{total{amount}} orders{placed}}
  orders{placed accepted cancelled} clients{added closed}
  tickets{opened closed medianFirstReplySeconds}}}`;
const november = { from: '2026-11-01', to: '2026-11-30' };

describe('figures of a period', () => {
  it('spreads the income over what was paid for, and compares it with the time before', async () => {
    const { stats } = await gateway.data(STATS, { p: november });
    expect(stats.period).toEqual({ ...november, timezone: 'America/New_York' });
    expect(stats.income).toEqual({
      // 20 + (10 − 1) + 3
      total: { amount: '32.00' },
      byProduct: [
        // 20 × 30 ⁄ 40
        { product: { id: `Product:${hosting}` }, amount: { amount: '15.00' } },
        // 20 × 10 ⁄ 40 + 9
        { product: { id: `Product:${care}` }, amount: { amount: '14.00' } },
        { product: null, amount: { amount: '3.00' } },
      ],
    });
    // Thirty days before the first of November: 2 to 31 October.
    expect(stats.previous).toEqual({
      period: { from: '2026-10-02', to: '2026-10-31' },
      income: { total: { amount: '5.00' } },
      orders: { placed: 1 },
    });
    expect(stats.orders).toEqual({ placed: 1, accepted: 0, cancelled: 0 });
    const { stats: open } = await gateway.data(STATS, { p: { from: '2026-11-01' } });
    expect(open.previous).toBeNull();
    expect(open.id).not.toBe(stats.id);
  });

  it('counts clients and tickets, and how long the first reply took', async () => {
    const { db } = gateway.app;
    await db.client.updateMany({ data: { createdAt: new Date('2026-09-01T00:00:00Z') } });
    await db.client.update({
      where: { id: gateway.stranger },
      data: { createdAt: new Date('2026-11-05T00:00:00Z') },
    });
    const { createDepartment } = await change(
      'CreateDepartmentInput!){createDepartment(input:$input){department{id}}}',
      { name: 'Help', email: 'help@example.test' },
    );
    const open = async (seconds: number | null, as?: 'carol') => {
      const { openTicket } = await change(
        'OpenTicketInput!){openTicket(input:$input){ticket{id databaseId}}}',
        {
          departmentId: createDepartment.department.id,
          clientId: `Client:${gateway.carol}`,
          subject: 'S',
          message: 'm',
          isByStaff: !as,
        },
        as,
      );
      const { id, databaseId } = openTicket.ticket;
      const createdAt = new Date('2026-11-20T10:00:00Z');
      await db.ticket.update({ where: { id: databaseId }, data: { createdAt } });
      if (seconds === null) return;
      const reply = 'AddTicketReplyInput!){addTicketReply(input:$input){ticketReply{databaseId}}}';
      const { addTicketReply } = await change(reply, { ticketId: id, message: 'r' });
      await db.ticketReply.update({
        where: { id: addTicketReply.ticketReply.databaseId },
        data: { createdAt: new Date(createdAt.getTime() + seconds * 1_000) },
      });
    };
    for (const seconds of [3_600, 60, 1_200, 600, null]) await open(seconds, 'carol');
    // Staff's own wait for nobody's first reply.
    await open(5);
    const { stats } = await gateway.data(STATS, { p: november });
    expect(stats.clients).toEqual({ added: 1, closed: 0 });
    // Of 60, 600, 1200 and 3600 the middle is (600 + 1200) ⁄ 2.
    expect(stats.tickets).toEqual({ opened: 6, closed: 0, medianFirstReplySeconds: 900 });
  });

  it('shows it step by step', async () => {
    const timeline = async (p: object | null, step: string) => {
      const document = `query($p:DateRange){stats(period:$p){timeline(step:${step}){on orders income{amount}}}}`;
      return (await gateway.data(document, { p })).stats.timeline;
    };
    // 40 days from 22 October to 30 November.
    const days = await timeline({ from: '2026-10-22', to: '2026-11-30' }, 'DAY');
    expect(days).toHaveLength(40);
    expect(days[19]).toEqual({ on: '2026-11-10', orders: 0, income: { amount: '20.00' } });
    // The first of November 2026 is a Sunday.
    const weeks = await timeline(november, 'WEEK');
    expect(weeks.map(({ on }: any) => on.slice(8))).toEqual(['01', '02', '09', '16', '23', '30']);
    expect(weeks[2].income).toEqual({ amount: '33.00' });
    const months = await timeline({ from: '2026-10-15', to: '2026-11-30' }, 'MONTH');
    expect(months).toEqual([
      { on: '2026-10-15', orders: 1, income: { amount: '5.00' } },
      { on: '2026-11-01', orders: 1, income: { amount: '33.00' } },
    ]);
    expect(await timeline(null, 'DAY')).toHaveLength(30);
  });

  it('refuses what is no period, by name', async () => {
    const ask = (p: object) =>
      gateway.ask('query($p:DateRange){stats(period:$p){timeline{on}}}', { p });
    const backwards = await ask({ from: '2026-11-30', to: '2026-11-01' });
    expect(backwards.errors).toMatchObject([
      { extensions: { code: 'BAD_INPUT', issues: [{ path: ['period', 'to'] }] } },
    ]);
    // 401 days.
    expect(codeOf(await ask({ from: '2025-01-01', to: '2026-02-05' }))).toBe('BAD_INPUT');
    expect((await ask({ from: '2025-01-01', to: '2026-02-04' })).errors).toBeUndefined();
  });
});
