import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { freeze } from '#core/clock.ts';
import { renewPaid, startRenewingPaid } from '#modules/domains/ordering/renew-paid.ts';
import { startOrders } from '#modules/orders/automation.ts';
import { setUpOrder } from '#modules/orders/set-up-order.ts';
import { startServices } from '#modules/services/automation.ts';
import { tryAgain } from '#modules/services/retry-queued.ts';
import { sell } from '#test/domains/cast.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { fakeWhm, type FakeWhm } from '#test/providers/panels/fake-whm.ts';
import { createServer, openStore, type Store } from '#test/services/store.ts';
import { eventsOf, orderedDomain, orderedService, placedOrder } from './estate.ts';

let gateway: Gateway;
let whm: FakeWhm;
let store: Store;
const thaw = freeze('2027-03-01T12:00:00Z');

beforeAll(async () => {
  gateway = await openGateway(startServices, startOrders, startRenewingPaid);
  whm = await fakeWhm();
  store = await openStore(gateway);
  await createServer(gateway, whm);
  await sell(gateway, 'com');
});
afterAll(async () => {
  thaw();
  await whm.stop();
});

const order = (id: number) => gateway.app.db.order.findUniqueOrThrow({ where: { id } });
const service = (id: number) => gateway.app.db.service.findUniqueOrThrow({ where: { id } });
const domain = (id: number) => gateway.app.db.domain.findUniqueOrThrow({ where: { id } });
const timestamp = (
  setupMoment: 'ORDER_PLACED' | 'PAYMENT_RECEIPT' | 'ORDER_ACCEPTED' | 'MANUALLY',
) => gateway.app.db.product.update({ where: { id: store.hosting }, data: { setupMoment } });
const setUp = (id: number) => setUpOrder(gateway.app, id);

/** An order with an invoice that is owed, for things already made. */
async function billed(orderId: number, line: object): Promise<number> {
  const { createInvoice } = await gateway.data(
    `mutation ($input: CreateInvoiceInput!) {
      createInvoice(input: $input) { invoice { databaseId } } }`,
    {
      input: {
        clientId: `Client:${gateway.carol}`,
        status: 'UNPAID',
        lines: [{ description: 'First payment', unitPrice: '10' }],
      },
    },
  );
  const invoiceId: number = createInvoice.invoice.databaseId;
  const { db } = gateway.app;
  await db.invoiceItem.updateMany({ where: { invoiceId }, data: line });
  await db.order.update({ where: { id: orderId }, data: { invoiceId } });
  return invoiceId;
}
const pay = (invoice_id: number) => gateway.rapi('AddInvoicePayment', { invoice_id });

it('sets up at once what is to be set up when it is ordered, and accepts the order', async () => {
  await timestamp('ORDER_PLACED');
  const id = await placedOrder(gateway, gateway.carol);
  const hosted = await orderedService(gateway, id, store.hosting, 'at-once.example');
  await setUp(id);
  await setUp(id);
  expect((await service(hosted)).status).toBe('ACTIVE');
  expect((await order(id)).status).toBe('ACTIVE');
  expect(await eventsOf(gateway, id, 'order.')).toEqual(['order.accepted']);
});

it('waits for the payment, and then needs nobody', async () => {
  await timestamp('PAYMENT_RECEIPT');
  const id = await placedOrder(gateway, gateway.carol);
  const hosted = await orderedService(gateway, id, store.hosting, 'paid.example');
  const named = await orderedDomain(gateway, id, 'paid.com');
  const invoiceId = await billed(id, { serviceId: hosted, type: 'SERVICE' });
  await setUp(id);
  expect((await service(hosted)).status).toBe('PENDING');
  expect((await domain(named)).status).toBe('PENDING');
  expect(await pay(invoiceId)).toMatchObject({ result: 'success' });
  await vi.waitFor(async () => expect((await order(id)).status).toBe('ACTIVE'), 20_000);
  expect((await service(hosted)).status).toBe('ACTIVE');
  expect((await domain(named)).status).toBe('ACTIVE');
  expect(whm.accounts.get('paid')).toMatchObject({ domain: 'paid.example' });
});

it('leaves to people what is theirs, and what a fraud check doubts', async () => {
  for (const [setupMoment, more] of [
    ['MANUALLY', {}],
    ['ORDER_ACCEPTED', {}],
    ['ORDER_PLACED', { fraudVerdict: 'REVIEW' }],
  ] as const) {
    await timestamp(setupMoment);
    const id = await placedOrder(gateway, gateway.carol, { amount: '0', ...more });
    const hosted = await orderedService(gateway, id, store.hosting, 'theirs.example');
    await setUp(id);
    expect([setupMoment, (await service(hosted)).status]).toEqual([setupMoment, 'PENDING']);
    expect((await order(id)).status).toBe('PENDING');
  }
});

it('puts what cannot be begun into the module queue, until a server has room', async () => {
  const { db } = gateway.app;
  await timestamp('ORDER_PLACED');
  const id = await placedOrder(gateway, gateway.carol);
  const hosted = await orderedService(gateway, id, store.hosting, 'full.example');
  await db.server.updateMany({ data: { isActive: false } });
  await setUp(id);
  const entryOf = () => db.moduleQueueEntry.findFirstOrThrow({ where: { serviceId: hosted } });
  const entry = await entryOf();
  expect(entry).toMatchObject({ moduleAction: 'CreateAccount', isCompleted: false, retries: 0 });
  expect(entry.lastAttemptError).toBe('No server has room for another account of this product.');
  await db.moduleQueueEntry.update({
    where: { id: entry.id },
    data: { nextAttemptAt: new Date('2027-03-01T11:00:00Z') },
  });
  await tryAgain(gateway.app, entry.id);
  expect(await entryOf()).toMatchObject({ retries: 1, isCompleted: false });
  await db.server.updateMany({ data: { isActive: true } });
  await db.moduleQueueEntry.update({
    where: { id: entry.id },
    data: { nextAttemptAt: new Date('2027-03-01T11:00:00Z') },
  });
  await tryAgain(gateway.app, entry.id);
  expect((await service(hosted)).status).toBe('ACTIVE');
  expect(await entryOf()).toMatchObject({ isCompleted: true });
});

it('tells of a domain that cannot be ordered, and does not try it again and again', async () => {
  const id = await placedOrder(gateway, gateway.carol, { amount: '0' });
  const named = await orderedDomain(gateway, id, 'bare.com', { ns1: '', ns2: '' });
  await setUp(id);
  expect(await domain(named)).toMatchObject({
    status: 'PENDING',
    statusMessage: expect.stringContaining('name server'),
  });
  expect(await eventsOf(gateway, named, 'domain.')).toEqual(['domain.registrationFailed']);
});

it('renews a domain once its renewal is paid, once', async () => {
  const id = await placedOrder(gateway, gateway.carol, { amount: '0' });
  const named = await orderedDomain(gateway, id, 'renewed.com');
  await setUp(id);
  expect((await domain(named)).expiresOn).toEqual(new Date('2028-03-01'));
  const renewal = await placedOrder(gateway, gateway.carol);
  const invoiceId = await billed(renewal, { domainId: named, type: 'DOMAIN_RENEW' });
  expect(await pay(invoiceId)).toMatchObject({ result: 'success' });
  await vi.waitFor(
    async () => expect((await domain(named)).expiresOn).toEqual(new Date('2029-03-01')),
    20_000,
  );
  const [line] = await gateway.app.db.invoiceItem.findMany({ where: { invoiceId } });
  await renewPaid(gateway.app, line!.id);
  expect((await domain(named)).expiresOn).toEqual(new Date('2029-03-01'));
});
