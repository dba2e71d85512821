import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { freeze } from '#core/clock.ts';
import { startMail } from '#modules/mail/start-mail.ts';
import { startWebhooks } from '#modules/mail/start-webhooks.ts';
import { startSandboxes } from '#modules/sandboxes/start-sandboxes.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { isSigned, openReceiver, type Receiver } from '#test/mail/receiver.ts';
import { type FakeSmtp, fakeSmtp } from '#test/providers/mailers/fake-smtp.ts';
import { done, openShop } from '#test/shop.ts';
import { makeSandbox, type TestSandbox } from './sandbox.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

let gateway: Gateway;
let sandbox: TestSandbox;
let receiver: Receiver;
let smtp: FakeSmtp;
let productId: number;
const thaw = freeze('2026-03-10T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway(startMail, startWebhooks, startSandboxes);
  gateway.app.config.privateWebhooks = true;
  // The company sends emails; from a sandbox none may come there.
  smtp = await fakeSmtp();
  gateway.app.config.mailer = {
    name: 'smtp',
    settings: { url: `smtp://127.0.0.1:${smtp.port}` },
  };
  const shop = await openShop(gateway);
  productId = await shop.addProduct();
  await done(gateway, 'SetConfigurationValue', { setting: 'CreateInvoiceDaysBefore', value: 7 });
  sandbox = await makeSandbox(gateway, 'Days');
  receiver = await openReceiver();
});
afterAll(async () => {
  gateway.app.config.privateWebhooks = false;
  gateway.app.config.mailer = undefined;
  await receiver.stop();
  await smtp.stop();
  thaw();
});

const ADVANCE = `mutation ($to: Date!) { advanceClock(input: { to: $to }) { clock { now } } }`;
const CLOCK = '{ sandboxClock { now movesTo days { on failures events { type count } } } }';
const INVOICES = `{ invoices(orderBy: [{ field: ID, direction: ASC }]) {
  nodes { issuedOn dueOn status total { amount } } } }`;

/** Moves the clock, and waits until it has come there. */
async function advanceTo(to: string) {
  await sandbox.data(ADVANCE, { to });
  const clock = async () => (await sandbox.data(CLOCK)).sandboxClock;
  await vi.waitUntil(async () => (await clock()).movesTo === null, {
    timeout: 100_000,
    interval: 200,
  });
  return clock();
}

/** What of a gateway an order of the old API needs. */
const within = () => sandbox as unknown as Gateway;

/** Orders the product for a client, has it paid and set up. */
async function buy(clientId: number, method: string) {
  await done(within(), 'CartAddItem', {
    user_id: clientId,
    hosting: productId,
    client_ip_address: '203.0.113.9',
  });
  const order = await done(within(), 'AddOrder', {
    user_id: clientId,
    payment_method: method,
    user_ip: '203.0.113.9',
    userAgent: 'x',
    acceptLanguage: 'en',
  });
  await done(within(), 'AddInvoicePayment', { invoice_id: Number(order.invoiceid) });
  await done(within(), 'AcceptOrder', { order_id: Number(order.orderid) });
}

it('bills, reminds and suspends in the days between, and nothing of it leaves', async () => {
  const { webhook, secret } = (
    await sandbox.data(
      `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } secret } }`,
      { input: { url: receiver.url, eventTypes: ['invoice.created'] } },
    )
  ).createWebhook;
  expect(webhook.id).toBe('Webhook:1');
  await buy(1, 'mailin');

  // 10 March and 40 days are 19 April: March has 31.
  const { now, days } = await advanceTo('2026-04-19');
  expect(now.slice(0, 10)).toBe('2026-04-19');
  expect(days).toHaveLength(40);
  expect([days[0].on, days.at(-1).on]).toEqual(['2026-03-11', '2026-04-19']);
  expect(days.flatMap(({ failures }: { failures: string[] }) => failures)).toEqual([]);

  // The month that begins on 10 April costs 10.00. Its invoice is made 7 days before; nobody pays,
  // and 5 days after, on 15 April, it is 10 % more, and the service is suspended.
  const { nodes } = (await sandbox.data(INVOICES)).invoices;
  expect(nodes).toEqual([
    { issuedOn: '2026-03-10', dueOn: '2026-03-10', status: 'PAID', total: { amount: '10.00' } },
    { issuedOn: '2026-04-03', dueOn: '2026-04-10', status: 'UNPAID', total: { amount: '11.00' } },
  ]);
  const dayOf = (type: string) =>
    days
      .filter(({ events }: { events: { type: string }[] }) => events.some((e) => e.type === type))
      .map(({ on }: { on: string }) => on);
  expect(dayOf('invoice.created')).toEqual(['2026-04-03']);
  expect(dayOf('service.suspended')).toEqual(['2026-04-15']);

  // Emails are written and stay; the webhook is told, and told that it is of a sandbox.
  const { emails } = await sandbox.data('{ emails(first: 50) { nodes { status to } } }');
  expect(emails.nodes.length).toBeGreaterThan(2);
  expect(new Set(emails.nodes.map(({ status }: { status: string }) => status))).toEqual(
    new Set(['KEPT']),
  );
  expect(smtp.emails).toEqual([]);
  expect(receiver.arrived).toHaveLength(1);
  const [request] = receiver.arrived;
  expect(JSON.parse(request!.body)).toMatchObject({ type: 'invoice.created' });
  expect(request!.headers['hostgraph-sandbox']).toBe(sandbox.handle);
  expect(isSigned(request!, secret)).toBe(true);

  // The company's own books, emails and time know nothing of it.
  expect((await gateway.data(INVOICES)).invoices.nodes).toEqual([]);
  expect((await gateway.data('{ emails { nodes { id } } }')).emails.nodes).toEqual([]);
  const { automationLog } = await gateway.data('{ automationLog { now } }');
  expect(automationLog.now).toBe('2026-03-10T12:00:00.000Z');
});

it('goes on from where it stands, and never back', async () => {
  const { days } = await advanceTo('2026-04-20');
  expect(days.map(({ on }: { on: string }) => on)).toEqual(['2026-04-20']);
  const back = await sandbox.ask(ADVANCE, { to: '2026-04-20' });
  expect(back.errors?.[0]?.extensions.code).toBe('CLOCK_OUT_OF_RANGE');
  const { sandboxes } = await gateway.data('{ sandboxes { nodes { clockAt } } }');
  expect(sandboxes.nodes[0].clockAt.slice(0, 10)).toBe('2026-04-20');
});

it('charges the stored cards: the good one pays, the other is declined', async () => {
  await buy(3, 'sandbox');
  await buy(4, 'sandbox');
  // Bought on 20 April: the next month is due on 20 May, and charged on that day.
  await advanceTo('2026-05-21');
  const { invoices } = await sandbox.data(`{ invoices(filter: { dueOn: { from: "2026-05-20",
    to: "2026-05-20" } }, orderBy: [{ field: ID, direction: ASC }]) {
    nodes { client { id } status total { amount } transactions { nodes { amountIn { amount } } } } } }`);
  expect(invoices.nodes).toEqual([
    {
      client: { id: 'Client:3' },
      status: 'PAID',
      total: { amount: '10.00' },
      transactions: { nodes: [{ amountIn: { amount: '10.00' } }] },
    },
    {
      client: { id: 'Client:4' },
      status: 'UNPAID',
      total: { amount: '10.00' },
      transactions: { nodes: [] },
    },
  ]);
});

it('says nothing to the outside, whatever is asked there', async () => {
  // Sold without a registrar, names are looked up in the registry's directory.
  await sandbox.data(`mutation { createTld(input: { extension: "com", cost: "8",
    registerPrices: ["12"], renewPrices: ["13"], transferPrices: ["12"] }) { tld { id } } }`);
  const { domainSearch } = await sandbox.data(
    '{ domainSearch(name: "shop.com") { status unknownReason } }',
  );
  expect(domainSearch).toEqual([
    { status: 'UNKNOWN', unknownReason: 'A sandbox says nothing to the outside.' },
  ]);
  const { providers } = await sandbox.data('{ providers { kind name } }');
  const names = providers.map(({ kind, name }: Record<string, string>) => `${kind}:${name}`);
  expect(names.toSorted()).toEqual([
    'GATEWAY:mailin',
    'GATEWAY:sandbox',
    'PANEL:autorelease',
    'PANEL:manual',
    'REGISTRAR:manual',
    'REGISTRAR:sandbox',
    'STORAGE:disk',
    'STORAGE:s3',
  ]);
});
