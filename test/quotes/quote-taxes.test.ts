import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { booksAreRight } from '#test/billing/books.ts';
import { client, settings } from '#test/billing/store.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
let thaw = freeze('2026-12-01T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  await settings(gateway, { TaxEnabled: 'on' });
});
afterEach(() => booksAreRight(gateway));
afterAll(() => thaw());

const setRule = (rate: string) =>
  gateway.data(
    `mutation ($input: SetTaxRuleInput!) { setTaxRule(input: $input) { taxRule { id } } }`,
    { input: { level: 1, country: 'DE', name: 'USt', rate } },
  );
const dated = { subject: 'S', date_expiry: '31/12/2030' };
const totals = async (document: string, id: string) => {
  const amounts = 'subtotal { amount } tax { amount } total { amount }';
  const answer = await gateway.data(`query ($id: ID!) { ${document}(id: $id) { ${amounts} } }`, {
    id,
  });
  const { subtotal, tax, total } = answer[document];
  return [subtotal.amount, tax.amount, total.amount];
};

it('taxes a quote as its invoice, whatever becomes of the rule (M17)', async () => {
  await setRule('19');
  const client_id = await client(gateway, 'Dieter', { countryCode: 'DE' });
  // The example of the reference.
  const line_items = JSON.stringify([
    { name: 'Test 1', qty: 1, rate: 10, discount: 5 },
    { name: 'Test 2', qty: 2, rate: 20, discount: 10 },
    { name: 'Test 3', qty: 1, rate: 30, discount: 0 },
  ]);
  const { quote_id } = await gateway.rapi('CreateQuote', { client_id, ...dated, line_items });
  const { quotes } = (await gateway.rapi('GetQuotes', { id: quote_id as string })) as any;
  expect([quotes.quote[0].subtotal, quotes.quote[0].tax1, quotes.quote[0].total]).toEqual([
    '75.50',
    '14.35',
    '89.85',
  ]);
  await setRule('16');
  const { invoice_id } = await gateway.rapi('AcceptQuote', { quote_id: quote_id as string });
  expect(await totals('invoice', `Invoice:${String(invoice_id)}`)).toEqual([
    '75.50',
    '14.35',
    '89.85',
  ]);
});

it('understands `taxable` beside `taxed`, and refuses a key it does not know (M17)', async () => {
  await setRule('19');
  const client_id = await client(gateway, 'Dora', { countryCode: 'DE' });
  const quoteOf = (item: object) =>
    gateway.rapi('CreateQuote', { client_id, ...dated, line_items: JSON.stringify([item]) });
  const of = async ({ quote_id }: any) =>
    ((await gateway.rapi('GetQuotes', { id: quote_id })) as any).quotes.quote[0].total;
  expect(await of(await quoteOf({ name: 'x', rate: 100, taxable: 0 }))).toBe('100.00');
  expect(await of(await quoteOf({ name: 'x', rate: 100, taxable: 1 }))).toBe('119.00');
  expect(await of(await quoteOf({ name: 'x', rate: 100, taxed: 'no' }))).toBe('100.00');
  expect((await quoteOf({ name: 'x', rate: 100, txed: 1 })).message).toContain('txed');
});

it('finds quotes past their day as expired, before the daily run too (M37)', async () => {
  const client_id = await client(gateway, 'Emil');
  const line_items = JSON.stringify([{ name: 'x', rate: 1 }]);
  const form = { client_id, subject: 'S', line_items, status: 'Delivered' };
  const { quote_id } = await gateway.rapi('CreateQuote', { ...form, date_expiry: '2026-12-02' });
  thaw();
  thaw = freeze('2026-12-03T12:00:00Z');
  const found = async (status: string) =>
    ((await gateway.rapi('GetQuotes', { status })) as any).quotes.quote.map((row: any) =>
      String(row.id),
    );
  expect(await found('Expired')).toEqual([String(quote_id)]);
  expect(await found('Delivered')).toEqual([]);
  const { quotes } = await gateway.data(
    `{ quotes(filter: { stage: EXPIRED }) { totalCount edges { node { databaseId } } } }`,
  );
  expect(quotes).toEqual({ totalCount: 1, edges: [{ node: { databaseId: Number(quote_id) } }] });
});

it('refuses a quote below zero and a currency that is not its client’s (M59)', async () => {
  const client_id = await client(gateway, 'Fritz');
  const quoteOf = (rate: number, more: object = {}) =>
    gateway.rapi('CreateQuote', {
      client_id,
      ...dated,
      line_items: JSON.stringify([{ name: 'x', rate }]),
      ...more,
    });
  expect((await quoteOf(-1)).message).toBe(
    'The lines of an invoice must not add up to less than nothing.',
  );
  const { id: currency } = await gateway.app.db.currency.create({
    data: { code: 'EUR', rate: '0.9' },
  });
  expect((await quoteOf(1, { currency })).message).toBe(
    'currency: the client’s invoices are in USD.',
  );
});
