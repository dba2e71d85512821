import { afterAll, beforeAll, expect } from 'vitest';
import { type Answer, codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { patiently } from '#test/setup/patiently.ts';
import { together } from '#test/setup/together.ts';
import { booksAreRight, creditOf, grantCredit, invoiceOf, look } from './books.ts';
import { storeCard, useStripe } from './gateways.ts';

let gateway: Gateway;
let stripe: Awaited<ReturnType<typeof useStripe>>;
beforeAll(async () => {
  gateway = await openGateway();
  stripe = await useStripe(gateway);
});
afterAll(() => stripe.stop());

const mutation = (name: string, fields: string) =>
  `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
     ${name}(input: $input) { ${fields} } }`;
const PAY = mutation('addInvoicePayment', 'transaction { id }');
const APPLY = mutation('applyCredit', 'invoice { id }');
const GIVE = mutation('addCredit', 'credit { id }');
const REFUND = mutation('addRefund', 'refund { id }');
const CAPTURE = mutation('capturePayment', 'attempt { status }');

const isBusy = (answer: Answer) => codeOf(answer) === 'UNAVAILABLE';
const fifty = (send: (index: number) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: 50 }, (_, index) => patiently(() => send(index), isBusy)));

/** How often each code was answered; OK for none. Nothing but these may come. */
function tally(answers: Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) {
    const code = String(codeOf(answer) ?? 'OK');
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

together('fifty spend one credit: it is spent once', async () => {
  await grantCredit(gateway, gateway.carol, '10');
  const bills = await Promise.all(
    [1, 2, 3, 4, 5].map(() => invoiceOf(gateway, gateway.carol, '10')),
  );
  const answers = await fifty((index) =>
    gateway.ask(APPLY, { input: { invoiceId: bills[index % 5]!.id, amount: '1' } }),
  );
  expect(tally(answers)).toEqual({ OK: 10, CREDIT_INSUFFICIENT: 40 });
  expect(await creditOf(gateway, gateway.carol)).toBe('0.00');
  await booksAreRight(gateway);
});

together('fifty payments of one invoice: all are there, the rest is credit', async () => {
  const { id } = await invoiceOf(gateway, gateway.stranger, '30');
  const answers = await fifty((index) =>
    // Ten of them are the same payment, told ten times.
    gateway.ask(PAY, {
      input: {
        invoiceId: id,
        amount: '1',
        transactionRef: `${id}-${Math.max(index, 9)}`,
        gatewayId: `Gateway:${stripe.id}`,
      },
    }),
  );
  expect(tally(answers)).toEqual({ OK: 41, TRANSACTION_DUPLICATE: 9 });
  expect(await look(gateway, id)).toMatchObject({
    status: 'PAID',
    amountPaid: { amount: '30.00' },
  });
  expect(await creditOf(gateway, gateway.stranger)).toBe('11.00');
  await booksAreRight(gateway);
});

together('fifty refunds of one payment: never more than was paid', async () => {
  const { id } = await invoiceOf(gateway, gateway.rita, '20');
  const { data } = await gateway.ask(PAY, { input: { invoiceId: id, amount: '20' } });
  const transactionId = data.addInvoicePayment.transaction.id;
  const answers = await fifty((index) =>
    gateway.ask(REFUND, {
      input: { invoiceId: id, transactionId, amount: '1', type: index % 2 ? 'CREDIT' : 'MANUAL' },
    }),
  );
  expect(tally(answers)).toEqual({ OK: 20, REFUND_EXCEEDS_PAYMENT: 30 });
  expect(await look(gateway, id)).toMatchObject({ status: 'REFUNDED' });
  await booksAreRight(gateway);
});

together('fifty charges of one invoice: the card is charged once', async () => {
  const { id } = await invoiceOf(gateway, gateway.rob, '25');
  await storeCard(gateway, gateway.rob, stripe.id);
  const charged = stripe.intents.length;
  const answers = await fifty(() => gateway.ask(CAPTURE, { input: { invoiceId: id } }));
  const { OK = 0, ...rest } = tally(answers);
  expect(OK).toBe(1);
  expect(
    Object.keys(rest).every((code) => /PAYMENT_IN_PROGRESS|INVOICE_NOT_UNPAID/.test(code)),
  ).toBe(true);
  expect(stripe.intents.length - charged).toBe(1);
  expect(await look(gateway, id)).toMatchObject({ status: 'PAID' });
  await booksAreRight(gateway);
});

together(
  'fifty of all kinds at once on one invoice and one credit: the books are right',
  async () => {
    const { id } = await invoiceOf(gateway, gateway.rob, '500');
    await gateway.ask(PAY, { input: { invoiceId: id, amount: '10', transactionRef: 'FIRST' } });
    const { transactions } = await look(gateway, id);
    const transactionId = `Transaction:${transactions[0].databaseId}`;
    const clientId = `Client:${gateway.rob}`;
    const answers = await fifty((index) => {
      const kinds = [
        () => gateway.ask(GIVE, { input: { clientId, amount: '3', description: 'Given' } }),
        () => gateway.ask(APPLY, { input: { invoiceId: id, amount: '2' } }),
        () => gateway.ask(PAY, { input: { invoiceId: id, amount: '4' } }),
        () => gateway.ask(REFUND, { input: { invoiceId: id, transactionId, amount: '2' } }),
        () => gateway.ask(CAPTURE, { input: { invoiceId: id } }),
      ];
      return kinds[index % kinds.length]!();
    });
    const codes = Object.keys(tally(answers));
    const expected =
      /^(OK|CREDIT_INSUFFICIENT|REFUND_EXCEEDS_PAYMENT|PAYMENT_IN_PROGRESS|INVOICE_NOT_UNPAID|AMOUNT_EXCEEDS_BALANCE)$/;
    expect(codes.filter((code) => !expected.test(code))).toEqual([]);
    await booksAreRight(gateway);
  },
);
