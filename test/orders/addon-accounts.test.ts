import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { unseal } from '#modules/mail/email-secret.ts';
import { writeEmails } from '#modules/mail/write-emails.ts';
import { setUpOrder } from '#modules/orders/set-up-order.ts';
import { startServices } from '#modules/services/automation.ts';
import { tryAgain } from '#modules/services/retry-queued.ts';
import { dailyStepsOf } from '#modules/system/automation/daily-step.ts';
import { transaction } from '#platform/database/transaction.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { fakeWhm, type FakeWhm } from '#test/providers/panels/fake-whm.ts';
import { until } from '#test/mail/post.ts';
import { act, createServer, impatience, openStore, type Store } from '#test/services/store.ts';
import { together } from '#test/setup/together.ts';
import { eventsOf, orderedService, placedOrder } from './estate.ts';

// An addon with a server module of its own: its account is on a second panel, under the domain of
// the service it is bought with.
let gateway: Gateway;
let alpha: FakeWhm;
let beta: FakeWhm;
let store: Store;
let backup: number;
let betaId: number;

beforeAll(async () => {
  gateway = await openGateway(startServices);
  [alpha, beta] = [await fakeWhm(), await fakeWhm()];
  store = await openStore(gateway);
  await createServer(gateway, alpha, { ...impatience, isDefault: true });
  betaId = await createServer(gateway, beta, { ...impatience, name: 'beta' });
  await gateway.app.db.product.update({
    where: { id: store.hosting },
    data: { setupMoment: 'ORDER_PLACED' },
  });
  const { createAddon } = await gateway.data(
    `mutation ($input: CreateAddonInput!) { createAddon(input: $input) { addon { databaseId } } }`,
    {
      input: {
        name: 'Offsite backup',
        payType: 'FREE',
        autoActivated: true,
        serverModule: 'cpanel',
        serverPackageName: 'pro',
        productIds: [`Product:${store.hosting}`],
      },
    },
  );
  backup = createAddon.addon.databaseId;
});
afterAll(async () => {
  await alpha.stop();
  await beta.stop();
});
beforeEach(() => {
  beta.seen.length = 0;
});

const row = (id: number) => gateway.app.db.serviceAddon.findUniqueOrThrow({ where: { id } });
const creations = () => beta.seen.filter(({ path }) => path.endsWith('/createacct'));
const entries = (serviceAddonId: number) =>
  gateway.app.db.moduleQueueEntry.findMany({ where: { serviceAddonId, isCompleted: false } });
const accept = (orderId: number) =>
  gateway.ask(
    `mutation ($input: AcceptOrderInput!) { acceptOrder(input: $input) { order { status } } }`,
    { input: { orderId: `Order:${orderId}` } },
  );

/** The emails its activation asks for, however often the post hears of it. */
async function welcomes(subjectId: number) {
  const { app } = gateway;
  const type = 'serviceAddon.activated';
  const events = await app.db.outboxEvent.findMany({ where: { subjectId, type } });
  for (const event of [...events, ...events])
    await transaction(app.db, (tx) => writeEmails({ app, tx }, event as unknown as PublishedEvent));
  return app.db.email.findMany({ where: { subject: { contains: 'Offsite backup' } } });
}

/** An order of Carol's for hosting with the addon. */
async function ordered(domainName: string) {
  const { db } = gateway.app;
  const orderId = await placedOrder(gateway, gateway.carol, { amount: '0' });
  const serviceId = await orderedService(gateway, orderId, store.hosting, domainName);
  const { id } = await db.serviceAddon.create({
    data: {
      clientId: gateway.carol,
      serviceId,
      addonId: backup,
      orderId,
      currencyCode: 'USD',
      name: 'Offsite backup',
      billingCycle: 'FREE',
      registeredOn: new Date('2026-11-01'),
    },
  });
  return { orderId, serviceId, id };
}

it('makes an account of its own on another server, and welcomes the customer to it once', async () => {
  const { orderId, serviceId, id } = await ordered('both.example');
  expect((await accept(orderId)).data.acceptOrder.order.status).toBe('ACTIVE');
  expect(await row(id)).toMatchObject({ status: 'ACTIVE', hasAccount: true, serverId: betaId });
  expect(alpha.accounts.get('both')).toMatchObject({ plan: 'starter' });
  expect(beta.accounts.get('both')).toMatchObject({ domain: 'both.example', plan: 'pro' });
  expect(codeOf(await accept(orderId))).toBe('ORDER_NOT_PENDING');
  expect(creations()).toHaveLength(1);
  expect(await eventsOf(gateway, id, 'serviceAddon.')).toEqual(['serviceAddon.activated']);
  const [message, ...more] = await welcomes(id);
  expect(message).toMatchObject({
    subject: 'Your Offsite backup is ready',
    clientId: gateway.carol,
    html: expect.stringContaining('User name: both'),
  });
  // What lies in the table is sealed; the customer is sent the password.
  const sent = unseal(gateway.app, message!);
  expect(sent.text).toContain(beta.accounts.get('both')!.password);
  expect(message!.text).not.toContain(beta.accounts.get('both')!.password);
  expect(more).toEqual([]);
  const { service } = await gateway.data(
    `query ($id: ID!) { service(id: $id) { addons { name status hasAccount username } } }`,
    { id: `Service:${serviceId}` },
    'carol',
  );
  expect(service.addons).toEqual([
    { name: 'Offsite backup', status: 'ACTIVE', hasAccount: true, username: 'both' },
  ]);
});

it('waits in the module queue while its panel fails, and is made once by the next try', async () => {
  const { db } = gateway.app;
  const { orderId, serviceId, id } = await ordered('later.example');
  beta.misbehave('actThenDrop', '/createacct');
  expect(codeOf(await accept(orderId))).toBe('OUTCOME_UNKNOWN');
  expect(await row(id)).toMatchObject({ status: 'PENDING', hasAccount: false });
  const [entry] = await entries(id);
  expect(entry).toMatchObject({ serviceType: 'addon', relatedId: id, serviceId });
  const form = { related_id: id, type: 'services' };
  expect(await gateway.rapi('GetModuleQueue', form)).toMatchObject({
    count: '1',
    queue: [{ type: 'addon', related_id: String(id), moduleAction: 'CreateAccount' }],
  });
  await db.moduleQueueEntry.update({
    where: { id: entry!.id },
    data: { nextAttemptAt: new Date(0) },
  });
  await tryAgain(gateway.app, entry!.id);
  expect(await row(id)).toMatchObject({ status: 'ACTIVE', hasAccount: true });
  expect(await entries(id)).toEqual([]);
  expect(creations()).toHaveLength(1);
});

it('is made by itself, once, when the order is due, and later if no server has room', async () => {
  const { db } = gateway.app;
  const { orderId, id } = await ordered('itself.example');
  await db.server.update({ where: { id: betaId }, data: { isActive: false } });
  await setUpOrder(gateway.app, orderId);
  const [entry] = await entries(id);
  expect(entry?.lastAttemptError).toBe('No server has room for another account of this product.');
  await db.server.update({ where: { id: betaId }, data: { isActive: true } });
  await db.moduleQueueEntry.update({
    where: { id: entry!.id },
    data: { nextAttemptAt: new Date(0) },
  });
  await tryAgain(gateway.app, entry!.id);
  await setUpOrder(gateway.app, orderId);
  expect(await row(id)).toMatchObject({ status: 'ACTIVE', hasAccount: true });
  expect(creations()).toHaveLength(1);
});

it('is suspended, runs and goes with its service, and goes with its order', async () => {
  const first = await ordered('ends.example');
  await accept(first.orderId);
  const isSuspended = () => beta.accounts.get('ends')?.suspended;
  await act(gateway, 'moduleSuspend', first.serviceId);
  await until(async () => (await row(first.id)).status === 'SUSPENDED');
  expect(isSuspended()).toBe(true);
  await act(gateway, 'moduleUnsuspend', first.serviceId);
  await until(async () => (await row(first.id)).status === 'ACTIVE');
  expect(isSuspended()).toBe(false);
  await act(gateway, 'moduleTerminate', first.serviceId);
  await until(async () => (await row(first.id)).status === 'TERMINATED');
  expect(beta.accounts.has('ends')).toBe(false);

  const second = await ordered('undone.example');
  await accept(second.orderId);
  const order_id = second.orderId;
  expect(await gateway.rapi('PendingOrder', { order_id })).toMatchObject({ result: 'success' });
  expect(await row(second.id)).toMatchObject({ status: 'ACTIVE', hasAccount: true });
  expect(await gateway.rapi('CancelOrder', { order_id })).toMatchObject({ result: 'success' });
  expect(await row(second.id)).toMatchObject({ status: 'CANCELLED', hasAccount: false });
  expect(beta.accounts.has('undone')).toBe(false);
});

it('is suspended by its panel while it is overdue itself, and comes back once it is paid', async () => {
  const { app } = gateway;
  const { orderId, serviceId, id } = await ordered('late.example');
  await accept(orderId);
  const { id: invoiceId } = await app.db.invoice.create({
    data: {
      clientId: gateway.carol,
      currencyCode: 'USD',
      status: 'UNPAID',
      total: '5',
      balance: '5',
      issuedOn: new Date('2026-10-01'),
      dueOn: new Date('2026-10-10'),
      items: {
        create: {
          description: 'Backup',
          unitPrice: '5',
          amount: '5',
          currencyCode: 'USD',
          serviceAddonId: id,
        },
      },
    },
  });
  const isSuspended = () => beta.accounts.get('late')!.suspended;
  const daily = dailyStepsOf(gateway.app).get('addons')!;
  const day = '2026-11-20';
  expect(await daily.due(app, day, {})).toContain(id);
  expect(await daily.handle(app, id, day)).toBe('done');
  expect([isSuspended(), (await row(id)).status]).toEqual([true, 'SUSPENDED']);
  expect(await daily.due(app, day, {})).not.toContain(id);
  // Its service coming back does not bring it back while it is not paid.
  await act(gateway, 'moduleSuspend', serviceId);
  await act(gateway, 'moduleUnsuspend', serviceId);
  expect(isSuspended()).toBe(true);
  await gateway.data(
    'mutation ($input: AddInvoicePaymentInput!) { addInvoicePayment(input: $input) { __typename } }',
    { input: { invoiceId: `Invoice:${invoiceId}`, amount: '5', transactionRef: 'paid-late' } },
  );
  await until(async () => (await row(id)).status === 'ACTIVE');
  expect(isSuspended()).toBe(false);
});

it('is active at once, with nothing made, where staff made the account by hand', async () => {
  const { orderId, id } = await ordered('byhand.example');
  await gateway.rapi('AcceptOrder', { order_id: orderId, service_action: 'SWE' });
  expect(await row(id)).toMatchObject({ status: 'ACTIVE', hasAccount: false });
  expect(creations()).toEqual([]);
});

together('makes one account when fifty set the order up at once', async () => {
  const { orderId, id } = await ordered('fifty.example');
  await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      index % 2 ? accept(orderId) : setUpOrder(gateway.app, orderId),
    ),
  );
  expect(await row(id)).toMatchObject({ status: 'ACTIVE', hasAccount: true });
  expect(creations()).toHaveLength(1);
});
