import { beforeAll, expect, it, vi } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
const ids: string[] = [];
beforeAll(async () => {
  gateway = await openGateway();
  await gateway.rapi('SetConfigurationValue', { setting: 'Timezone', value: 'America/New_York' });
  await vi.waitUntil(() => gateway.app.runtime.timeZone === 'America/New_York', {
    timeout: 30_000,
  });
  // 31 May 23:30 and 1 June 23:30 in New York, which is four hours behind UTC in summer.
  for (const happenedAt of ['2026-06-01T03:30:00Z', '2026-06-02T03:30:00Z']) {
    const { createInvoice } = await gateway.data(
      'mutation($input:CreateInvoiceInput!){createInvoice(input:$input){invoice{id}}}',
      {
        input: {
          clientId: `Client:${gateway.carol}`,
          lines: [{ description: 'Work', unitPrice: '1.00' }],
          status: 'UNPAID',
        },
      },
    );
    const invoiceId = createInvoice.invoice.id;
    ids.push(invoiceId);
    await gateway.data(
      'mutation($input:AddInvoicePaymentInput!){addInvoicePayment(input:$input){__typename}}',
      { input: { invoiceId, amount: '1.00', happenedAt } },
    );
  }
});

const found = async (filter: string) =>
  (await gateway.data(`{invoices(filter:{${filter}}){nodes{id}}}`)).invoices.nodes.map(
    ({ id }: { id: string }) => id,
  );

it('the days of a filter are those of the company, as they are in sums (G36)', async () => {
  const [may, june] = ids;
  const day = (on: string) => found(`paidOn:{from:"${on}",to:"${on}"}`);
  expect(await day('2026-05-31')).toEqual([may]);
  expect(await day('2026-06-01')).toEqual([june]);
  expect(await day('2026-06-02')).toEqual([]);
  // The day is [2026-06-01T04:00Z, 2026-06-02T04:00Z).
  const times = 'paidAt:[{from:"2026-06-01T04:00:00Z",before:"2026-06-02T04:00:00Z"}]';
  expect(await found(times)).toEqual([june]);
  const { stats } = await gateway.data(
    '{stats(period:{from:"2026-06-01",to:"2026-06-01"}){income{total{amount}}}}',
  );
  expect(stats.income.total.amount).toBe('1.00');
});

it('the same for clients, users, emails and the activity log (G36)', async () => {
  const { db } = gateway.app;
  // 23:30 of the day before, in New York, and half an hour after its midnight.
  const [before, after] = [new Date('2026-06-01T03:30:00Z'), new Date('2026-06-01T04:30:00Z')];
  await db.client.updateMany({ data: { createdAt: before } });
  await db.client.update({ where: { id: gateway.rob }, data: { createdAt: after } });
  const june = '{from:"2026-06-01",to:"2026-06-01"}';
  const { clients } = await gateway.data(`{clients(filter:{createdOn:${june}}){nodes{id}}}`);
  expect(clients.nodes).toEqual([{ id: `Client:${gateway.rob}` }]);
  const { activity } = await gateway.data(`{activity(filter:{happenedOn:${june}}){totalCount}}`);
  expect(activity.totalCount).toBe(0);
  await db.activityEntry.updateMany({ data: { happenedAt: before } });
  const first = await db.activityEntry.findFirstOrThrow();
  await db.activityEntry.update({ where: { id: first.id }, data: { happenedAt: after } });
  const { activity: one } = await gateway.data(
    `{activity(filter:{happenedOn:${june}}){totalCount}}`,
  );
  expect(one.totalCount).toBe(1);
});
