import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { checkBooks } from '#modules/billing/ledger/check-books.ts';
import { creditOf, grantCredit } from './books.ts';
import {
  cancelledAfterRefund,
  emptyModel,
  moneyCommands,
  oddOrder,
  opening,
  returnedTwice,
  smallCharge,
} from './money-commands.ts';
import { currencies, LIMIT, openStore } from './money-real.ts';

let gateway: Gateway;
let store: Awaited<ReturnType<typeof openStore>>;
beforeAll(async () => {
  gateway = await openGateway();
  const { app, ask, url } = gateway;
  store = await openStore(app, (document, variables) => ask(document, variables), url);
});
afterAll(() => store.stop());

it.each(currencies)(
  'reckons $code as a second set of books does, whatever is done in whatever order',
  async (currency) => {
    await fc.assert(
      fc.asyncProperty(moneyCommands(10), async (commands) => {
        const real = await store.client(currency);
        const model = emptyModel(LIMIT);
        for (const first of opening) await first.run(model, real);
        await fc.asyncModelRun(() => ({ model, real }), commands);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  },
);

it('keeps right books when payments and refunds are deleted in an odd order', async () => {
  const real = await store.client(currencies[0]);
  const model = emptyModel(LIMIT);
  for (const step of oddOrder) await step.run(model, real);
  expect(model.bills.map(({ status, owed }) => [status, owed])).toEqual([
    ['UNPAID', 10_000],
    ['REFUNDED', 0],
  ]);
});

it.each([
  ['an invoice is cancelled whose refund was booked while it was paid', cancelledAfterRefund],
  ['a gateway gives back what was given back already', returnedTwice],
  ['a gateway keeps more of a charge than it brings', smallCharge],
])('keeps right books when %s', async (_what, steps) => {
  const real = await store.client(currencies[0]);
  const model = emptyModel(LIMIT);
  for (const step of steps) await step.run(model, real);
});

it('leaves what was paid as credit when an add-funds invoice is refunded in part and then cancelled', async () => {
  const buy = `mutation ($input: CreateFundsInvoiceInput!) {
    createFundsInvoice(input: $input) { invoice { id } } }`;
  const pay = `mutation ($input: AddInvoicePaymentInput!) {
    addInvoicePayment(input: $input) { transaction { id } } }`;
  const clientId = `Client:${gateway.stranger}`;
  await grantCredit(gateway, gateway.stranger, '50');
  const made = await gateway.data(buy, { input: { clientId, amount: '100' } });
  const invoiceId = made.createFundsInvoice.invoice.id;
  const first = await gateway.data(pay, { input: { invoiceId, amount: '40' } });
  const second = await gateway.data(pay, { input: { invoiceId, amount: '60' } });
  const transactionId = first.addInvoicePayment.transaction.id;
  await gateway.data(
    `mutation ($input: AddRefundInput!) { addRefund(input: $input) { __typename } }`,
    { input: { invoiceId, transactionId, amount: '10', type: 'MANUAL' } },
  );
  await gateway.data(
    `mutation ($id: ID!) { deletePaymentTransaction(input: { transactionId: $id }) { __typename } }`,
    { id: second.addInvoicePayment.transaction.id },
  );
  await gateway.data(
    `mutation ($id: ID!) { cancelInvoice(input: { invoiceId: $id }) { __typename } }`,
    { id: invoiceId },
  );
  // 40 came in and 10 of it went back: the rest is the client's, beside what it had.
  expect(await creditOf(gateway, gateway.stranger)).toBe('80.00');
  expect(await checkBooks(gateway.app.db)).toEqual([]);
});
