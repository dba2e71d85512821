import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { booksAreRight, grantCredit, invoiceOf } from './books.ts';

let gateway: Gateway;
const thaw = freeze('2026-12-01T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  await grantCredit(gateway, gateway.carol, '1');
});
afterEach(() => booksAreRight(gateway));
afterAll(thaw);

const TOO_LARGE = 'The amount is larger than can be recorded.';
const NINES = '999999999999999';

it('refuses credit and payments beyond what can be recorded (M33)', async () => {
  const user_id = gateway.carol;
  const credit = await gateway.rapi('AddCredit', { user_id, description: 'x', amount: NINES });
  expect(credit).toEqual({ result: 'error', message: TOO_LARGE });
  const { databaseId } = await invoiceOf(gateway, user_id, '50');
  const paid = await gateway.rapi('AddInvoicePayment', { invoice_id: databaseId, amount: NINES });
  expect(paid).toEqual({ result: 'error', message: TOO_LARGE });
});

it('refuses lines whose product or sum cannot be recorded, by name (M33)', async () => {
  const create = (lines: object[]) =>
    gateway.ask(
      `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id } } }`,
      { input: { clientId: `Client:${gateway.carol}`, lines } },
    );
  const one = { description: 'x', quantity: '1000000', unitPrice: '100000000000' };
  const answer = await create([{ ...one, quantity: '1', unitPrice: '1' }, one]);
  expect(answer.errors?.[0]?.extensions).toMatchObject({
    code: 'AMOUNT_TOO_LARGE',
    field: 'lines.1.unitPrice',
  });
  const many = Array.from({ length: 200 }, () => ({
    description: 'x',
    quantity: '9',
    unitPrice: '99999999999',
  }));
  expect(codeOf(await create(many))).toBe('AMOUNT_TOO_LARGE');
  const line_items = JSON.stringify([{ name: 'x', qty: 1_000_000, rate: 100_000_000_000 }]);
  const invoice = await gateway.rapi('CreateInvoice', { user_id: gateway.carol, line_items });
  expect(invoice).toEqual({ result: 'error', message: TOO_LARGE });
  const form = { subject: 'S', date_expiry: '2030-01-01', client_id: gateway.carol, line_items };
  const quote = await gateway.rapi('CreateQuote', form);
  expect(quote).toEqual({ result: 'error', message: TOO_LARGE });
});

it('refuses what cannot be stored exactly, and shows what is stored (M26)', async () => {
  const user_id = gateway.carol;
  const fine = (rate: number) => JSON.stringify([{ name: 'x', qty: 1_000_000, rate }]);
  const refused = await gateway.rapi('CreateInvoice', { user_id, line_items: fine(0.000_05) });
  expect(refused.result).toBe('error');
  expect(refused.message).toContain('at most 4 decimals');
  const line_items = JSON.stringify([
    { name: 'a', qty: 1000, rate: 0.0125 },
    { name: 'b', qty: 0.333, rate: 100 },
  ]);
  const { invoice_id } = await gateway.rapi('CreateInvoice', { user_id, line_items });
  const { items } = (await gateway.rapi('GetInvoice', { invoice_id: invoice_id as number })) as any;
  expect(items.item.map((item: any) => [item.qty, item.rate, item.amount])).toEqual([
    ['1000.00', '0.0125', '12.50'],
    ['0.333', '100.00', '33.30'],
  ]);
});

it('refuses impossible days, moments and characters each time (M34)', async () => {
  const { id } = await invoiceOf(gateway, gateway.carol, '50');
  const pay = (happenedAt: string, transactionRef = 'r') =>
    gateway.ask(
      `mutation ($input: AddInvoicePaymentInput!) {
        addInvoicePayment(input: $input) { transaction { id } } }`,
      { input: { invoiceId: id, happenedAt, transactionRef } },
    );
  for (const [place, timestamp] of [
    '0000-01-01T00:00:00Z',
    '2027-02-30T00:00:00Z',
    '2027-01-01T24:00:00Z',
    '2027-01-01T23:59:60Z',
  ].entries())
    expect(codeOf(await pay(timestamp, `r${place}`))).toBe('BAD_INPUT');
  const credit = await gateway.ask(
    `mutation ($input: AddCreditInput!) { addCredit(input: $input) { credit { id } } }`,
    {
      input: {
        clientId: `Client:${gateway.carol}`,
        description: 'x',
        amount: '1',
        enteredOn: '0000-01-01',
      },
    },
  );
  expect(codeOf(credit)).toBe('BAD_INPUT');
  for (let time = 0; time < 3; time += 1) {
    const answer = await pay('2027-01-01T00:00:00Z', 'a\u0000b');
    expect([answer.status, codeOf(answer)]).toEqual([200, 'BAD_INPUT']);
  }
  const query = `query ($id: ID!) { invoice(id: $id) { notes } }`;
  for (let time = 0; time < 3; time += 1) {
    const answer = await gateway.ask(query, { id: 'a\u0000b' });
    expect([answer.status, codeOf(answer)]).toEqual([200, 'BAD_INPUT']);
  }
});
