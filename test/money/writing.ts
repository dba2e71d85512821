import { billed, newBill } from '#test/oracle/bill.ts';
import { Fraction } from '#test/oracle/fraction.ts';
import { type FreeLine, freeLines } from '#test/oracle/free-lines.ts';
import { change, same } from './ask.ts';
import { INVOICE, invoice, sameBill } from './invoices.ts';
import type { World } from './world.ts';

const described = (lines: FreeLine[]) =>
  lines.map((line, place) => ({ description: `Work ${place}`, ...line }));

/** Staff write an invoice. */
export const bill = (lines: FreeLine[], autoApplyCredit: boolean) => async (world: World) => {
  const { ask, store } = world;
  const input = { clientId: world.clientId, status: 'UNPAID', autoApplyCredit };
  const received = { ...input, lines: described(lines) };
  const done = await change(ask, 'createInvoice', received, `invoice { ${INVOICE} }`);
  const { parts, lines: shown } = freeLines(store, lines);
  const credit = autoApplyCredit ? world.credit : Fraction.zero;
  const made = newBill(done.invoice.id, shown, billed(store, parts), credit);
  world.credit = world.credit.minus(made.byCredit);
  sameBill(world, made, done.invoice);
  world.bills.push(made);
};

const QUOTE = 'id subtotal { amount } tax { amount } tax2 { amount } total { amount }';

/** Staff write a quote, and the client accepts it: the invoice is what the quote said. */
export const quote = (lines: FreeLine[]) => async (world: World) => {
  const { ask, store } = world;
  const input = { clientId: world.clientId, subject: 'Work', validUntilOn: '2099-12-31' };
  const received = { ...input, stage: 'DELIVERED', lines: described(lines) };
  const made = (await change(ask, 'createQuote', received, `quote { ${QUOTE} }`)).quote;
  const { parts, lines: shown } = freeLines(store, lines);
  const { due, tax, tax2 } = billed(store, parts);
  const { decimals } = store.currency;
  same(
    'tax tax2 total of a quote',
    [made.tax, made.tax2, made.total].map(({ amount }) => amount),
    [tax, tax2, due].map((value) => value.text(decimals)),
  );
  const fields = 'invoice { id }';
  const accepted = await change(ask, 'acceptQuote', { quoteId: made.id }, fields);
  const typed = shown.map((line) => ({ ...line, type: 'QUOTE' }));
  const bill = newBill(accepted.invoice.id, typed, { due, tax, tax2 }, Fraction.zero);
  sameBill(world, bill, await invoice(ask, bill.id));
  world.bills.push(bill);
};
