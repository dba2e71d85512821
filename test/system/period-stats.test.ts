import { beforeAll, expect, it, vi } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  await gateway.data(
    `mutation { configureGateway(input: { name: "mailin", isActive: true,
      settings: [{ name: "instructions", secretValue: "Bank" }] }) { gateway { id } } }`,
  );
  // In New York 2026-11-01T03:30Z is still the last of October, and 2026-12-01T03:30Z of November.
  await gateway.rapi('SetConfigurationValue', { setting: 'Timezone', value: 'America/New_York' });
  await vi.waitUntil(() => gateway.app.runtime.timeZone === 'America/New_York', {
    timeout: 30_000,
  });
  for (const [happenedAt, amount] of [
    ['2026-11-01T03:30:00Z', '1.00'],
    ['2026-11-01T04:30:00Z', '20.00'],
    ['2026-11-29T12:00:00Z', '300.00'],
  ]) {
    const { createInvoice } = await gateway.data(
      `mutation($input:CreateInvoiceInput!){createInvoice(input:$input){invoice{id}}}`,
      {
        input: {
          clientId: `Client:${gateway.carol}`,
          lines: [{ description: 'Work', unitPrice: amount }],
          status: 'UNPAID',
        },
      },
    );
    await gateway.data(
      `mutation($input:AddInvoicePaymentInput!){addInvoicePayment(input:$input){__typename}}`,
      { input: { invoiceId: createInvoice.invoice.id, amount, happenedAt } },
    );
  }
});

const STATS = `query($p:DateRange,$c:CurrencyCode){stats(period:$p,currency:$c){
  period{from to} income{total{amount currency} byGateway{gateway{displayName} amount{amount}}}}}`;

it('sums the income of a month of the company, in all and by gateway (G62)', async () => {
  const november = { from: '2026-11-01', to: '2026-11-30' };
  const { stats } = await gateway.data(STATS, { p: november, c: 'USD' });
  expect(stats.period).toEqual(november);
  // 20 + 300: the first payment was made on the last of October, in New York.
  expect(stats.income.total).toEqual({ amount: '320.00', currency: 'USD' });
  expect(stats.income.byGateway).toMatchObject([{ amount: { amount: '320.00' } }]);
  const { stats: all } = await gateway.data(STATS, {});
  expect(all).toMatchObject({
    period: { from: null, to: null },
    income: { total: { amount: '321.00' } },
  });
  const { stats: none } = await gateway.data(STATS, { p: november, c: 'EUR' });
  expect(none.income).toEqual({ total: { amount: '0.00', currency: 'EUR' }, byGateway: [] });
});
