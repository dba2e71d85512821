import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { booksAreRight, creditOf, grantCredit, invoiceOf, look } from './books.ts';

let gateway: Gateway;
const thaw = freeze('2026-12-01T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
});
afterEach(() => booksAreRight(gateway));
afterAll(thaw);

/** Another client's invoice, a part of it paid from credit and the rest manually. */
async function paidWith(credit: string, cash: string) {
  const { id: clientId } = await gateway.app.db.client.create({
    data: {
      firstName: 'Nell',
      lastName: 'Customer',
      email: `nell-${Math.random()}@x.test`,
      countryCode: 'NL',
      currencyCode: 'USD',
    },
  });
  await grantCredit(gateway, clientId, credit);
  const total = (Number(credit) + Number(cash)).toFixed(2);
  const { id, databaseId } = await invoiceOf(gateway, clientId, total);
  const applied = await gateway.rapi('ApplyCredit', { invoice_id: databaseId, amount: credit });
  expect(applied.result).toBe('success');
  if (Number(cash) > 0)
    await gateway.rapi('AddInvoicePayment', { invoice_id: databaseId, amount: cash });
  expect((await look(gateway, id)).status).toBe('PAID');
  return { clientId, id, databaseId };
}

const update = (invoice_id: number, status: string) =>
  gateway.rapi('UpdateInvoice', { invoice_id, status });

it('leaves an invoice paid while what was paid from credit is left, and refunds that too (M25)', async () => {
  const { clientId, id, databaseId } = await paidWith('30.10', '69.90');
  const [payment] = (await look(gateway, id)).transactions;
  const refused = await update(databaseId, 'Refunded');
  expect(refused.message).toBe('Invalid status Refunded');
  await gateway.rapi('AddRefund', {
    invoice_id: databaseId,
    transaction_id: payment.databaseId,
    refund_type: 'Manual',
  });
  expect((await look(gateway, id)).status).toBe('PAID');
  expect(await creditOf(gateway, clientId)).toBe('0.00');
  expect((await update(databaseId, 'Refunded')).result).toBe('success');
  expect(await look(gateway, id)).toMatchObject({ status: 'REFUNDED', credit: { amount: '0.00' } });
  expect(await creditOf(gateway, clientId)).toBe('30.10');
  expect((await update(databaseId, 'Unpaid')).message).toBe('Invalid status Unpaid');
  expect(await creditOf(gateway, clientId)).toBe('30.10');
});

it('opens an invoice again that was paid from credit, and gives the credit back (M25)', async () => {
  const { clientId, id, databaseId } = await paidWith('20', '0');
  expect((await update(databaseId, 'Unpaid')).result).toBe('success');
  expect(await look(gateway, id)).toMatchObject({
    status: 'UNPAID',
    balance: { amount: '20.00' },
    total: { amount: '20.00' },
    credit: { amount: '0.00' },
  });
  expect(await creditOf(gateway, clientId)).toBe('20.00');
  expect((await update(databaseId, 'Cancelled')).result).toBe('success');
  expect(await creditOf(gateway, clientId)).toBe('20.00');
});

it('takes the tax back with the sale when credit is refunded (M25)', async () => {
  const { db } = gateway.app;
  await db.setting.create({ data: { name: 'TaxEnabled', value: 'on' } });
  const rule = { level: 1, name: 'VAT', countryCode: 'NL', rate: '21', mode: 'INCLUSIVE' as const };
  await db.taxRule.create({ data: rule });
  const { id, databaseId } = await paidWith('121', '0');
  await db.taxRule.deleteMany();
  expect(await look(gateway, id)).toMatchObject({ tax: { amount: '21.00' }, status: 'PAID' });
  expect((await update(databaseId, 'Refunded')).result).toBe('success');
  const taxes = await db.journalEntry.aggregate({
    where: { invoiceId: databaseId, account: 'TAX' },
    _sum: { amount: true },
  });
  expect(taxes._sum.amount?.toFixed(2)).toBe('0.00');
});

it('opens a cancelled invoice again with the amounts it had (M25)', async () => {
  const { id, databaseId } = await invoiceOf(gateway, gateway.carol, '50');
  await update(databaseId, 'Cancelled');
  expect((await update(databaseId, 'Unpaid')).result).toBe('success');
  expect(await look(gateway, id)).toMatchObject({ status: 'UNPAID', balance: { amount: '50.00' } });
});

it('records one transaction id once, whatever gateway is named (M9)', async () => {
  const { gateways } = await gateway
    .data(
      `mutation { configureGateway(input: { name: "mailin", isActive: true,
      settings: [{ name: "instructions", secretValue: "Bank" }] }) { gateway { databaseId } } }`,
    )
    .then(({ configureGateway }) => ({ gateways: [configureGateway.gateway.databaseId] }));
  const credit = await creditOf(gateway, gateway.carol);
  const { id, databaseId } = await invoiceOf(gateway, gateway.carol, '50');
  const pay = (more: object = {}) =>
    gateway.rapi('AddInvoicePayment', {
      invoice_id: databaseId,
      amount: 50,
      trans_id: 'DUP-1',
      ...more,
    });
  expect((await pay()).result).toBe('success');
  expect((await pay()).message).toBe('Transaction ID must be Unique');
  expect((await pay({ gateway_id: gateways[0] })).message).toBe('Transaction ID must be Unique');
  const other = await invoiceOf(gateway, gateway.carol, '50');
  expect((await pay({ invoice_id: other.databaseId })).message).toBe(
    'Transaction ID must be Unique',
  );
  expect((await look(gateway, id)).transactions).toHaveLength(1);
  expect(await creditOf(gateway, gateway.carol)).toBe(credit);
});
