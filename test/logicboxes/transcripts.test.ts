import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { type DemoPrice, demoKeys } from '#start/demo/price-entries.ts';
import { operations } from '#transports/logicboxes/operations.ts';
import { booksAreRight, grantCredit, invoiceOf } from '#test/billing/books.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { treeOfJson, treeOfXml } from './decode.ts';
import { sellByLists } from './price-lists.ts';

let gateway: Gateway;
let productId: number;
const thaw = freeze('2026-11-21T12:00:00Z');
const formats = ['json', 'xml'] as const;
type Format = (typeof formats)[number];

/** The first product key of every family: the others look the same. */
const shown = demoKeys.filter(
  ({ family }, place) => demoKeys.findIndex((key) => key.family === family) === place,
);
const price: DemoPrice = ({ tenure }) => (tenure === 12 ? '0.1' : '0.30000001');

beforeAll(async () => {
  gateway = await openGateway();
  const { db } = gateway.app;
  await sellByLists(gateway, price);
  await db.productKey.deleteMany({ where: { key: { notIn: shown.map(({ key }) => key) } } });
  await db.gateway.create({
    data: { label: 'mailin', module: 'mailin', displayName: 'Bank', isActive: true },
  });
  const group = await db.productGroup.create({ data: { title: 'Hosting', slug: 'hosting' } });
  const type = await db.productType.findFirstOrThrow({ orderBy: { id: 'asc' } });
  const own = { groupId: group.id, typeId: type.id, name: 'Starter', slug: 'starter' };
  const prices = { create: [{ currencyCode: 'USD', cycle: 'MONTHLY' as const, price: '7.91' }] };
  const product = await db.product.create({ data: { ...own, currencyCode: 'USD', prices } });
  productId = product.id;
  // What her program executes unpaid is taken from her funds.
  await grantCredit(gateway, gateway.rita, '1000');
  // Numbers as long as the platform's own, so that they stand out in the answers.
  await db.$executeRaw`select setval('invoices_id_seq', 77433276)`;
  await db.$executeRaw`select setval('orders_id_seq', 51821175)`;
  await grantThirtyCents();
});
afterAll(thaw);

/** Rob's credit of 0.1 + 0.2; an order spends it, as the cart shows (M24). */
async function grantThirtyCents(): Promise<void> {
  await grantCredit(gateway, gateway.rob, '0.1');
  await grantCredit(gateway, gateway.rob, '0.2');
}

const call = async (operation: string, query: string, method = 'GET') => {
  const auth = `auth-userid=${gateway.resellerId}&api-key=${tokenOf('reseller')}`;
  const response = await fetch(`${gateway.url}/api/${operation}?${auth}&${query}`, { method });
  return { status: response.status, text: await response.text() };
};

/** An invoice of Rob's for 0.1 + 0.2, with its number. */
async function invoice(): Promise<number> {
  const lines = [
    { description: 'Hosting', unitPrice: '0.1' },
    { description: 'Backup', unitPrice: '0.2' },
  ];
  return (await invoiceOf(gateway, gateway.rob, '0', { lines })).databaseId;
}

/** An order of Rob's that waits for its payment: the number of its invoice. */
async function pendingOrder(clientId = gateway.rob): Promise<number> {
  const { db } = gateway.app;
  const item = { type: 'PRODUCT', productId, cycle: 'MONTHLY', domainName: 'rob.example' } as const;
  const expiresAt = new Date('2030-01-01T00:00:00Z');
  const items = { create: [item] };
  await db.cart.create({ data: { clientId, currencyCode: 'USD', expiresAt, items } });
  const form = { user_id: clientId, payment_method: 'mailin', user_ip: '203.0.113.9' };
  const reply = await gateway.rapi('AddOrder', { ...form, userAgent: 'x', acceptLanguage: 'en' });
  expect(reply.result).toBe('success');
  const where = { clientId };
  const order = await db.order.findFirstOrThrow({ where, orderBy: { id: 'desc' } });
  return order.invoiceId ?? 0;
}

interface Spoken {
  query(): Promise<string>;
  method?: 'POST';
}

const customer = async () => `customer-id=${gateway.rob}`;

/** How each operation is called; what changes something gets its own invoice each time. */
const calls: Record<keyof typeof operations, Spoken> = {
  'billing/customer-balance': { query: customer },
  'billing/customer-transactions': { query: async () => `transaction-ids=${await invoice()}` },
  'billing/customer-greedy-transactions': {
    query: async () => {
      const { db } = gateway.app;
      await db.invoice.updateMany({ data: { isGreedy: false } });
      await db.invoice.update({ where: { id: await invoice() }, data: { isGreedy: true } });
      return customer();
    },
  },
  'billing/customer-pay': {
    method: 'POST',
    query: async () => {
      await grantCredit(gateway, gateway.rob, '0.3');
      return `invoice-ids=${await invoice()}`;
    },
  },
  'billing/execute-order-without-payment': {
    method: 'POST',
    query: async () => {
      const invoiceId = await pendingOrder();
      await grantThirtyCents();
      return `invoice-ids=${invoiceId}&cancel-invoice=false`;
    },
  },
  'products/reseller-price': { query: async () => '' },
  'products/customer-price': { query: async () => 'customer-id=' },
  'products/category-keys-mapping': { query: async () => '' },
};

/** Ids differ between two calls, so they are named by what they are. */
const steady = (text: string) =>
  text.replaceAll(/\b774332\d\d\b/g, 'INVOICE').replaceAll(/\b5182117\d\b/g, 'ORDER');

it.each(Object.entries(calls))(
  'speaks %s in JSON and in XML, the same tree',
  async (name, spoken) => {
    const answers = {} as Record<Format, string>;
    for (const format of formats) {
      const query = await spoken.query();
      const { status, text } = await call(`${name}.${format}`, query, spoken.method);
      expect(status, text).toBe(200);
      answers[format] = steady(text);
      const file = `${import.meta.dirname}/transcripts/${name.split('/')[1]}.${format}`;
      await expect(`${answers[format].trimEnd()}\n`).toMatchFileSnapshot(file);
    }
    expect(treeOfXml(answers.xml)).toEqual(treeOfJson(answers.json));
  },
);

it('adds 0.1 and 0.2 digit for digit', async () => {
  const { text } = await call('billing/customer-balance.json', await customer());
  expect(text).toContain('"totalsellingbalance":0.30,');
  const id = await invoice();
  const details = await call('billing/customer-transactions.json', `transaction-ids=${id}`);
  expect(details.text).toContain('"sellingamount":"-0.300"');
});

const execute = 'billing/execute-order-without-payment.json';
const standing = async (invoiceId: number) => {
  const { db } = gateway.app;
  const { status, balance } = await db.invoice.findUniqueOrThrow({ where: { id: invoiceId } });
  const order = await db.order.findFirstOrThrow({
    where: { invoiceId },
    include: { services: true },
  });
  const services = order.services.map((service) => service.status);
  return { invoice: status, owed: balance.toFixed(2), order: order.status, services };
};

it('executes what waits for an invoice; the debt stays, or is cancelled', async () => {
  const [stored, cancelled] = [await pendingOrder(), await pendingOrder()];
  // An empty value is what a public PHP client sends for FALSE (D87); one not sent is missing.
  const missing = await call(execute, `invoice-ids=${stored}`, 'POST');
  expect(missing).toEqual({
    status: 500,
    text: '{"status":"ERROR","message":"Required parameter missing: cancel-invoice"}',
  });
  const read = await call(execute, `invoice-ids=${stored}&cancel-invoice=false`);
  expect(read).toMatchObject({ status: 500 });
  expect((await standing(stored)).order).toBe('PENDING');

  expect((await call(execute, `invoice-ids=${stored}&cancel-invoice=false`, 'POST')).status).toBe(
    200,
  );
  // 7.91 less the credit of 0.30, which the order spent (M24).
  expect(await standing(stored)).toEqual({
    invoice: 'UNPAID',
    owed: '7.61',
    order: 'ACTIVE',
    services: ['ACTIVE'],
  });
  const brackets = `invoice-ids%5B0%5D=${cancelled}&cancel-invoice=1`;
  const { text } = await call(execute, brackets, 'POST');
  expect(JSON.parse(text)[cancelled]).toMatchObject({
    description: 'rob.example',
    actiontype: 'Add',
  });
  expect(await standing(cancelled)).toEqual({
    invoice: 'CANCELLED',
    owed: '0.00',
    order: 'ACTIVE',
    services: ['ACTIVE'],
  });
  await booksAreRight(gateway);
});

it('executes all of the invoices or none, and nobody else’s', async () => {
  const [waiting, foreign] = [await pendingOrder(), await pendingOrder(gateway.carol)];
  const plain = await invoice();
  for (const other of [foreign, plain, 2_000_000_000]) {
    const ids = `invoice-ids=${waiting}&invoice-ids=${other}&cancel-invoice=true`;
    expect(await call(execute, ids, 'POST')).toMatchObject({ status: 500 });
  }
  expect(await standing(waiting)).toMatchObject({ invoice: 'UNPAID', order: 'PENDING' });
  expect(await standing(foreign)).toMatchObject({ invoice: 'UNPAID', order: 'PENDING' });
  const once = await Promise.all(
    Array.from({ length: 5 }, () =>
      call(execute, `invoice-ids=${waiting}&cancel-invoice=false`, 'POST'),
    ),
  );
  expect(once.filter(({ status }) => status === 200)).toHaveLength(1);
});

it('takes an empty cancel-invoice for FALSE, as public PHP clients send it: the debt stays (D87)', async () => {
  const invoiceId = await pendingOrder();
  const { status } = await call(execute, `invoice-ids=${invoiceId}&cancel-invoice=`, 'POST');
  expect(status).toBe(200);
  expect(await standing(invoiceId)).toMatchObject({ invoice: 'UNPAID', order: 'ACTIVE' });
});
