import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';

let gateway: Gateway;
const ids = { small: 0, large: 0, debit: 0, foreign: 0 };

beforeAll(async () => {
  gateway = await openGateway();
  const create = `mutation ($input: CreateInvoiceInput!) {
    createInvoice(input: $input) { invoice { databaseId } }
  }`;
  const invoice = async (client: number, amount: string) => {
    const lines = [{ description: 'Hosting', unitPrice: amount, quantity: '1' }];
    const input = { clientId: `Client:${client}`, status: 'UNPAID', lines };
    const { createInvoice } = await gateway.data(create, { input });
    return createInvoice.invoice.databaseId as number;
  };
  ids.small = await invoice(gateway.rob, '7.91');
  ids.large = await invoice(gateway.rob, '100');
  const DEBIT = `mutation ($input: CreateDebitNoteInput!) {
    createDebitNote(input: $input) { invoice { databaseId } }
  }`;
  const note = { description: 'Hosting', amount: '1.5', isGreedy: true };
  const made = await gateway.data(DEBIT, { input: { clientId: `Client:${gateway.rob}`, ...note } });
  ids.debit = made.createDebitNote.invoice.databaseId as number;
  ids.foreign = await invoice(gateway.carol, '5');
  const credit = `mutation ($input: AddCreditInput!) { addCredit(input: $input) { __typename } }`;
  const input = { clientId: `Client:${gateway.rob}`, amount: '10', description: 'Deposit' };
  await gateway.data(credit, { input });
});

const auth = () => `auth-userid=${gateway.resellerId}&api-key=${tokenOf('reseller')}`;
const call = async (operation: string, query: string, method = 'GET') => {
  const url = `${gateway.url}/api/billing/${operation}?${auth()}&${query}`;
  const response = await fetch(url, { method });
  return { status: response.status, text: await response.text() };
};

it('tells a customer’s balance in numbers, digit for digit', async () => {
  const { status, text } = await call('customer-balance.json', `customer-id=${gateway.rob}`);
  expect(status).toBe(200);
  expect(text).toBe(
    '{"currencysymbol":"USD","sellingcurrencysymbol":"USD","sellingcurrencybalance":10.00,' +
      '"sellingcurrencylockedbalance":0.00,"totalsellingbalance":10.00,' +
      '"accountingcurrencybalance":10.00,"accountingcurrencylockedbalance":0.00}',
  );
  const foreign = await call('customer-balance.json', `customer-id=${gateway.carol}`);
  expect(foreign).toEqual({
    status: 500,
    text: `{"status":"ERROR","message":"Customer ${gateway.carol} not found"}`,
  });
});

it('lists transactions by their numbers, and none of another reseller’s', async () => {
  const query = `transaction-ids=${ids.small}&transaction-ids=${ids.foreign}`;
  const details = JSON.parse((await call('customer-transactions.json', query)).text);
  expect(Object.keys(details)).toEqual([String(ids.small)]);
  expect(details[ids.small]).toMatchObject({
    transid: String(ids.small),
    type: 'invoice',
    customerid: String(gateway.rob),
    customer_name: 'Rob Resold',
    resellerid: String(gateway.resellerId),
    brandname: 'Rita Hosting',
    sellingamount: '-7.910',
    unutilisedsellingamount: '-7.910',
    greedy: 'false',
  });
  const missing = await call('customer-transactions.json', `customer-id=${gateway.rob}`);
  expect(missing.text).toContain('Required parameter missing: transaction-ids');
  const commas = await call('customer-transactions.json', `transaction-ids=1,2`);
  expect(commas.status).toBe(500);
});

it('lists greedy transactions under their dotted keys', async () => {
  const { text } = await call('customer-greedy-transactions.json', `customer-id=${gateway.rob}`);
  expect(JSON.parse(text)).toMatchObject({
    '1': {
      'customer_transaction.transid': String(ids.debit),
      'customer_transaction.type': 'debitnote',
      'customer_transaction.sellingamount': '-1.500',
      greedy: 'true',
    },
  });
});

it('settles nothing when the funds do not suffice, and everything when they do', async () => {
  const statuses = async () => {
    const rows = await gateway.app.db.invoice.findMany({
      where: { id: { in: [ids.small, ids.large, ids.debit] } },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ status }) => status);
  };
  const both = `invoice-ids=${ids.small}&invoice-ids=${ids.large}`;
  const refused = await call('customer-pay.json', both, 'POST');
  expect(refused.status).toBe(500);
  expect(JSON.parse(refused.text)).toMatchObject({ status: 'ERROR' });
  expect(await statuses()).toEqual(['UNPAID', 'UNPAID', 'UNPAID']);

  const paid = await call(
    'customer-pay.json',
    `invoice-ids%5B0%5D=${ids.small}&debit-ids=${ids.debit}`,
    'POST',
  );
  expect(paid.status).toBe(200);
  expect(JSON.parse(paid.text)[ids.small]).toMatchObject({
    invoiceid: String(ids.small),
    sellingamount: '-7.910',
    unutilisedsellingamount: '0.000',
    status: 'Success',
  });
  expect(await statuses()).toEqual(['PAID', 'UNPAID', 'PAID']);
  expect((await call('customer-pay.json', `invoice-ids=${ids.small}`)).status).toBe(500);
  expect((await call('customer-pay.json', '', 'POST')).text).toContain('invoice-ids or debit-ids');
  expect((await call('customer-pay.json', `invoice-ids=${ids.foreign}`, 'POST')).status).toBe(500);
});
