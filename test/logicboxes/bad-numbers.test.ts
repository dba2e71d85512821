import { beforeAll, expect, it } from 'vitest';
import { operations } from '#transports/logicboxes/operations.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tableHashes } from '#test/graphql/tables.ts';
import { tokenOf } from '#test/people.ts';

let gateway: Gateway;
let invoiceId: number;
beforeAll(async () => {
  gateway = await openGateway();
  const line = { description: 'Advice', unitPrice: '10' };
  const { createInvoice } = await gateway.data(
    `mutation ($input: CreateInvoiceInput!) {
      createInvoice(input: $input) { invoice { databaseId } }
    }`,
    { input: { clientId: `Client:${gateway.rob}`, status: 'UNPAID', lines: [line] } },
  );
  invoiceId = createInvoice.invoice.databaseId;
});

type Name = keyof typeof operations;
type Form = Record<string, string>;

/** What is read as a number or as a flag, and what else an operation needs, from its reference. */
const places = (): [Name, string, Form][] => {
  const invoice = { 'invoice-ids': String(invoiceId) };
  const whether = { 'cancel-invoice': 'false' };
  return [
    ['billing/customer-balance', 'customer-id', {}],
    ['billing/customer-greedy-transactions', 'customer-id', {}],
    ['billing/customer-pay', 'invoice-ids', {}],
    ['billing/customer-pay', 'debit-ids', invoice],
    ['billing/customer-transactions', 'transaction-ids', {}],
    ['billing/execute-order-without-payment', 'invoice-ids', whether],
    ['billing/execute-order-without-payment', 'cancel-invoice', invoice],
    ['products/reseller-price', 'reseller-id', {}],
    ['products/customer-price', 'customer-id', {}],
    ...Object.keys(operations).map((name): [Name, string, Form] => [
      name as Name,
      'auth-userid',
      { ...invoice, ...whether, 'customer-id': '1', 'transaction-ids': '1' },
    ]),
  ];
};

/** Never the number of anything. */
const bad = [
  '1,000.00',
  '1e3',
  'NaN',
  '1.5',
  '3.3000000000000003',
  '-1',
  '0x10',
  '٣',
  '1'.repeat(15),
];
/** Whole numbers, and still of nothing here. */
const unknown = ['0', '2147483647', '2147483648', '9999999999'];

async function call(name: Name, form: Form, format: 'json' | 'xml') {
  const own = { 'auth-userid': String(gateway.resellerId), 'api-key': tokenOf('reseller') };
  const body = new URLSearchParams({ ...own, ...form });
  const { method } = operations[name];
  const response = await fetch(
    `${gateway.url}/api/${name}.${format}${method === 'POST' ? '' : `?${body}`}`,
    method === 'POST' ? { method, body } : {},
  );
  return { status: response.status, text: await response.text() };
}

it('refuses what is no number by the parameter’s name, in both formats, as often as it is sent (M33, M34)', async () => {
  const before = await tableHashes(gateway.app);
  for (const [name, parameter, form] of places())
    for (const value of bad) {
      const json = await call(name, { ...form, [parameter]: value }, 'json');
      const what = `${name} ${parameter}=${value}`;
      expect([what, json]).toEqual([
        what,
        // HTTP 500 is this platform's own way to refuse.
        {
          status: 500,
          text: JSON.stringify({
            status: 'ERROR',
            message: `Invalid value for parameter: ${parameter}`,
          }),
        },
      ]);
      expect([what, await call(name, { ...form, [parameter]: value }, 'json')]).toEqual([
        what,
        json,
      ]);
      const xml = await call(name, { ...form, [parameter]: value }, 'xml');
      expect(xml.text).toContain(`Invalid value for parameter: ${parameter}`);
    }
  expect(await tableHashes(gateway.app)).toEqual(before);
});

it('refuses one bad number among good ones, and does nothing for the others (M33)', async () => {
  const before = await tableHashes(gateway.app);
  for (const name of ['billing/customer-pay', 'billing/execute-order-without-payment'] as const)
    for (const value of [...bad, '2147483647']) {
      const { text } = await call(
        name,
        {
          'cancel-invoice': 'true',
          'invoice-ids[0]': String(invoiceId),
          'invoice-ids[1]': value,
        },
        'json',
      );
      expect([value, JSON.parse(text).status]).toEqual([value, 'ERROR']);
    }
  expect(await tableHashes(gateway.app)).toEqual(before);
});

it('knows nothing under the largest numbers, and is never at fault for them (M33)', async () => {
  const before = await tableHashes(gateway.app);
  for (const [name, parameter, form] of places())
    for (const value of unknown) {
      if (parameter === 'cancel-invoice' && value === '0') continue;
      const { text } = await call(name, { ...form, [parameter]: value }, 'json');
      const { status, message = '' } = JSON.parse(text) as { status?: string; message?: string };
      const what = `${name} ${parameter}=${value}`;
      expect([what, status]).toEqual([what, 'ERROR']);
      expect([what, message]).not.toContain('An unexpected error has occurred');
      expect([what, message]).not.toContain('');
    }
  expect(await tableHashes(gateway.app)).toEqual(before);
});
