import { beforeAll, expect, it } from 'vitest';
import { startPayingGreedy } from '#modules/billing/invoices/pay-greedy.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { until } from '#test/mail/post.ts';
import { tokenOf } from '#test/people.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway(startPayingGreedy);
});

const ADD = `mutation ($input: CreateDebitNoteInput!) {
  createDebitNote(input: $input) { invoice { databaseId kind status isGreedy balance { amount } } }
}`;
const CREDIT = 'mutation ($input: AddCreditInput!) { addCredit(input: $input) { __typename } }';

const call = async (operation: string, query: string, method = 'GET') => {
  const auth = `auth-userid=${gateway.resellerId}&api-key=${tokenOf('reseller')}`;
  const response = await fetch(`${gateway.url}/api/billing/${operation}.json?${auth}&${query}`, {
    method,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

/** A debit note of Rob's that his reseller makes; its number. */
async function debitNote(amount: string, more: object = {}): Promise<number> {
  const input = { clientId: `Client:${gateway.rob}`, amount, description: 'Bank charge', ...more };
  const { createDebitNote } = await gateway.data(ADD, { input }, 'reseller');
  return createDebitNote.invoice.databaseId as number;
}

const details = async (id: number) =>
  (await call('customer-transactions', `transaction-ids=${id}`)).body[String(id)] as object;

const addCredit = (amount: string) =>
  gateway.data(CREDIT, {
    input: { clientId: `Client:${gateway.rob}`, amount, description: 'Deposit' },
  });

it('makes a debit note through the graph, which a LogicBoxes program reads and pays (D77)', async () => {
  const id = await debitNote('2.50', { transactionKey: 'cheque-17' });
  expect(await details(id)).toMatchObject({
    type: 'debitnote',
    description: 'Bank charge',
    transactionkey: 'cheque-17',
    totalreceiptupdated: 'false',
    greedy: 'false',
    isDescriptionModifiable: 'true',
    sendcustomernotification: 'false',
    sellingamount: '-2.500',
    forexdiff: '0.000',
  });
  await addCredit('2.50');
  const paid = await call('customer-pay', `debit-ids=${id}`, 'POST');
  expect(paid.status).toBe(200);
  expect(await details(id)).toMatchObject({ isDescriptionModifiable: 'false' });
});

it('lets a greedy one take the next funds before anything else, the oldest first (D77)', async () => {
  const first = await debitNote('3', { isGreedy: true });
  const second = await debitNote('5', { isGreedy: true });
  const listed = await call('customer-greedy-transactions', `customer-id=${gateway.rob}`);
  expect(Object.keys(listed.body)).toEqual(['1', '2']);
  // 7 pays the first whole (3), and leaves 4, which does not cover the second (5).
  await addCredit('7');
  const statusOf = async (id: number) => {
    const { invoice } = await gateway.data(`{ invoice(id: "Invoice:${id}") { status } }`);
    return invoice.status as string;
  };
  await until(async () => (await statusOf(first)) === 'PAID');
  expect(await statusOf(second)).toBe('UNPAID');
  await addCredit('1');
  await until(async () => (await statusOf(second)) === 'PAID');
  const { body } = await call('customer-balance', `customer-id=${gateway.rob}`);
  expect(body).toMatchObject({ totalsellingbalance: 0 });
});

it('refuses a debit note of nothing, and one for another’s customer', async () => {
  const ask = (client: number, amount: string) =>
    gateway.ask(
      ADD,
      { input: { clientId: `Client:${client}`, amount, description: 'x' } },
      'reseller',
    );
  const zero = await ask(gateway.rob, '0');
  expect(zero.errors?.[0]?.extensions.code).toBe('AMOUNT_NOT_POSITIVE');
  const foreign = await ask(gateway.carol, '1');
  expect(foreign.errors?.[0]?.extensions.code).toBe('CLIENT_NOT_FOUND');
});
