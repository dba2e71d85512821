import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, freeze } from '#core/clock.ts';
import { renewPaid } from '#modules/domains/ordering/renew-paid.ts';
import { runTask } from '#schema/tasks/run.ts';
import { booksAreRight, grantCredit } from '#test/billing/books.ts';
import { sell, waiting } from '#test/domains/cast.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { patiently } from '#test/setup/patiently.ts';
import { together } from '#test/setup/together.ts';

let gateway: Gateway;
const thaw = freeze('2027-03-01T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  await sell(gateway, 'com');
  // What her program executes unpaid is taken from her funds.
  await grantCredit(gateway, gateway.rita, '1000');
  await gateway.app.db.gateway.create({
    data: { label: 'mailin', module: 'mailin', displayName: 'Bank', isActive: true },
  });
});
afterAll(thaw);

const expiryOf = async (id: number) =>
  (await gateway.app.db.domain.findUniqueOrThrow({ where: { id } })).expiresOn
    ?.toISOString()
    .slice(0, 10);

/** Rob's domain, registered a year ago under a plain name and called so since. */
async function held(name: string): Promise<number> {
  const { db } = gateway.app;
  const plain = `plain-${name.replace(/-\w+(?=\.)/, '')}`;
  const id = await waiting(gateway, plain, { clientId: gateway.rob });
  const register = `mutation ($input: DomainRegisterInput!) {
    domainRegister(input: $input) { domain { status } }
  }`;
  await gateway.data(register, { input: { domain: { id: `Domain:${id}` } } });
  await db.sandboxDomain.update({ where: { name: plain }, data: { name } });
  const dueOn = new Date('2027-03-05');
  await db.sandboxDomain.update({ where: { name }, data: { expiresAt: dueOn } });
  const due = { expiresOn: dueOn, nextDueOn: dueOn, nextInvoiceOn: null };
  await db.domain.update({ where: { id }, data: { name, unicodeName: name, ...due } });
  return id;
}

/** The renewal invoice that the daily run makes for a domain that is due. */
async function renewalInvoice(domainId: number) {
  const generate = `mutation ($input: GenerateInvoicesInput!) {
    generateInvoices(input: $input) { count }
  }`;
  await gateway.data(generate, { input: { clientId: `Client:${gateway.rob}` } });
  return gateway.app.db.invoiceItem.findFirstOrThrow({
    where: { domainId, type: 'DOMAIN_RENEW' },
    orderBy: { id: 'desc' },
    select: { id: true, invoiceId: true },
  });
}

/** Executes an invoice as Rita's program does; what it is told of it. */
async function execute(invoiceId: number, cancel = 'false') {
  const auth = `auth-userid=${gateway.resellerId}&api-key=${tokenOf('reseller')}`;
  const query = `invoice-ids=${invoiceId}&cancel-invoice=${cancel}`;
  const url = `${gateway.url}/api/billing/execute-order-without-payment.json?${auth}&${query}`;
  const response = await fetch(url, { method: 'POST' });
  const body = (await response.json()) as Record<string, Record<string, string>>;
  return { code: response.status, ...(body[invoiceId] ?? body) };
}

it('renews what a renewal invoice is for, once, though it is paid later', async () => {
  const id = await held('due.com');
  const line = await renewalInvoice(id);
  expect(await execute(line.invoiceId)).toMatchObject({
    code: 200,
    actiontype: 'RenewDomain',
    description: 'due.com',
    actionstatus: 'Success',
    status: 'Success',
  });
  expect(await expiryOf(id)).toBe('2028-03-05');
  const paid = await gateway.rapi('AddInvoicePayment', { invoice_id: line.invoiceId });
  expect(paid.result).toBe('success');
  await renewPaid(gateway.app, line.id);
  expect(await expiryOf(id)).toBe('2028-03-05');
  await booksAreRight(gateway);
});

it('says that it is pending while nobody knows what the registrar did, and success after', async () => {
  const id = await held('waits-unknown.com');
  const { invoiceId } = await renewalInvoice(id);
  expect(await execute(invoiceId)).toMatchObject({
    code: 200,
    actionstatus: 'PendingExecution',
    status: 'Success',
  });
  expect(await expiryOf(id)).toBe('2027-03-05');
  advance({ minutes: 2 });
  const { db } = gateway.app;
  const task = await db.task.findFirstOrThrow({ where: { subjectId: id, state: 'UNKNOWN' } });
  await runTask(gateway.app, task.id);
  expect(await execute(invoiceId)).toMatchObject({ actionstatus: 'Success' });
  expect(await expiryOf(id)).toBe('2028-03-05');
});

it('says that it failed, in the registrar’s words, and may be tried again', async () => {
  const id = await held('no-refuse.com');
  const { invoiceId } = await renewalInvoice(id);
  const failed = {
    code: 200,
    invoiceid: String(invoiceId),
    actionstatus: 'Failed',
    actionstatusdesc: 'The registry refused the request.',
    status: 'error',
    error: 'The registry refused the request.',
  };
  expect(await execute(invoiceId)).toMatchObject(failed);
  expect(await execute(invoiceId, 'true')).toMatchObject(failed);
  const invoice = await gateway.app.db.invoice.findUniqueOrThrow({ where: { id: invoiceId } });
  expect(invoice.status).toBe('CANCELLED');
  expect(await gateway.app.db.task.count({ where: { subjectId: id, state: 'REJECTED' } })).toBe(2);
});

it('says that an order is pending while its registry checks it', async () => {
  const { db } = gateway.app;
  const tld = await db.tld.findUniqueOrThrow({ where: { extension: 'com' } });
  await db.cart.create({
    data: {
      clientId: gateway.rob,
      currencyCode: 'USD',
      expiresAt: new Date('2030-01-01T00:00:00Z'),
      items: {
        create: [
          {
            type: 'DOMAIN_REGISTER',
            domainName: 'new-pending.com',
            tldId: tld.id,
            years: 1,
            ns1: 'ns1.host.test',
            ns2: 'ns2.host.test',
          },
        ],
      },
    },
  });
  const form = { user_id: gateway.rob, payment_method: 'mailin', user_ip: '203.0.113.9' };
  const order = await gateway.rapi('AddOrder', { ...form, userAgent: 'x', acceptLanguage: 'en' });
  expect(order.result).toBe('success');
  expect(await execute(Number(order.invoice_id))).toMatchObject({
    code: 200,
    actiontype: 'AddNewDomain',
    actionstatus: 'PendingExecution',
    actionstatusdesc: 'The registry is checking the registration.',
  });
});

together('renews once when fifty execute the same invoice', async () => {
  const id = await held('raced.com');
  const { invoiceId } = await renewalInvoice(id);
  const isBusy = (answer: object) => /cannot be reached/.test(JSON.stringify(answer));
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => patiently(() => execute(invoiceId), isBusy)),
  );
  expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([200]));
  expect(await gateway.app.db.task.count({ where: { subjectId: id, kind: 'domain.renew' } })).toBe(
    1,
  );
  expect(await expiryOf(id)).toBe('2028-03-05');
});

/** Pays invoices from the customer's funds as Rita's program does; what it is told of one. */
async function pay(invoiceId: number) {
  const auth = `auth-userid=${gateway.resellerId}&api-key=${tokenOf('reseller')}`;
  const url = `${gateway.url}/api/billing/customer-pay.json?${auth}&invoice-ids=${invoiceId}`;
  const response = await fetch(url, { method: 'POST' });
  const body = (await response.json()) as Record<string, Record<string, string>>;
  return { code: response.status, ...(body[invoiceId] ?? body) };
}

/** An unpaid order of Rob's for a name, with funds to pay it. */
async function orderOf(domainName: string): Promise<number> {
  const { db } = gateway.app;
  const tld = await db.tld.findUniqueOrThrow({ where: { extension: 'com' } });
  const item = { type: 'DOMAIN_REGISTER', domainName, tldId: tld.id, years: 1 } as const;
  await db.cart.deleteMany({ where: { clientId: gateway.rob } });
  await db.cart.create({
    data: {
      clientId: gateway.rob,
      currencyCode: 'USD',
      expiresAt: new Date('2030-01-01T00:00:00Z'),
      items: { create: [{ ...item, ns1: 'ns1.host.test', ns2: 'ns2.host.test' }] },
    },
  });
  const form = { user_id: gateway.rob, payment_method: 'mailin', user_ip: '203.0.113.9' };
  const order = await gateway.rapi('AddOrder', { ...form, userAgent: 'x', acceptLanguage: 'en' });
  expect(order.result).toBe('success');
  await gateway.rapi('AddCredit', { client_id: gateway.rob, amount: 10, description: 'Funds' });
  return Number(order.invoice_id);
}

it('says of a payment what became of the order behind it (D32)', async () => {
  const { db } = gateway.app;
  const done = await orderOf('paid-for.com');
  expect(await pay(done)).toMatchObject({ code: 200, actionstatus: 'Success', status: 'Success' });
  expect((await db.domain.findFirstOrThrow({ where: { name: 'paid-for.com' } })).status).toBe(
    'ACTIVE',
  );
  const slow = await orderOf('later-pending.com');
  expect(await pay(slow)).toMatchObject({
    actionstatus: 'PendingExecution',
    actionstatusdesc: 'The registry is checking the registration.',
    status: 'Success',
  });
  const bare = await orderOf('bare-name.com');
  // Its name servers went after the order was placed.
  await db.domain.updateMany({ where: { name: 'bare-name.com' }, data: { ns1: '', ns2: '' } });
  expect(await pay(bare)).toMatchObject({
    code: 200,
    actionstatus: 'Failed',
    actionstatusdesc: 'At least two name servers are needed.',
    status: 'error',
    error: 'At least two name servers are needed.',
  });
  const { status } = await db.invoice.findUniqueOrThrow({ where: { id: bare } });
  expect(status).toBe('PAID');
  await booksAreRight(gateway);
});

it('answers alike for a customer that is absent, another’s, or beyond any number (D57, D58)', async () => {
  const auth = `auth-userid=${gateway.resellerId}&api-key=${tokenOf('reseller')}`;
  const ask = async (path: string) => {
    const response = await fetch(`${gateway.url}/api/billing/${path}&${auth}`);
    return { code: response.status, body: await response.json() };
  };
  for (const operation of ['customer-greedy-transactions', 'customer-balance'])
    for (const id of [999, gateway.carol, '9999999999'])
      expect(await ask(`${operation}.json?customer-id=${id}`)).toEqual({
        code: 500,
        body: { status: 'ERROR', message: `Customer ${id} not found` },
      });
  const unknown = await ask('customer-transactions.json?transaction-ids=999');
  expect(await ask('customer-transactions.json?transaction-ids=9999999999')).toEqual(unknown);
  expect(unknown.code).toBe(500);
});
