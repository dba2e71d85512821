import { createClient } from 'graphql-ws';
import { beforeAll, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { sweepCarts } from '#modules/cart/sweep.ts';
import { endWithService, startFollowingServices } from '#modules/domains/life/end-with-service.ts';
import { sell } from '#test/domains/cast.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf, type Who } from '#test/people.ts';
import { addService, openStore, type Store } from '#test/services/store.ts';
import { orderedDomain, orderedService, placedOrder } from './estate.ts';

let gateway: Gateway;
let store: Store;

beforeAll(async () => {
  gateway = await openGateway(startFollowingServices);
  store = await openStore(gateway);
  await sell(gateway, 'com');
});

const domain = (id: number) => gateway.app.db.domain.findUniqueOrThrow({ where: { id } });
const steps = async (id: number) => {
  const events = await gateway.app.db.outboxEvent.findMany({
    where: { type: 'domain.statusChanged', subjectId: id },
    orderBy: { id: 'asc' },
  });
  return events.map(({ payload }) => (payload as { to: string }).to);
};

it('tells of domains that are called off with their order, and taken up again', async () => {
  const id = await placedOrder(gateway, gateway.carol);
  const named = await orderedDomain(gateway, id, 'off.com');
  await gateway.rapi('CancelOrder', { order_id: id });
  expect((await domain(named)).status).toBe('CANCELLED');
  await gateway.rapi('PendingOrder', { order_id: id });
  expect((await domain(named)).status).toBe('PENDING');
  await gateway.rapi('FraudOrder', { order_id: id });
  expect(await steps(named)).toEqual(['CANCELLED', 'PENDING', 'FRAUD']);
});

it('lets a domain run out with its service where that was wished, until it is taken back', async () => {
  const service_id = await addService(gateway, gateway.carol, store.plain, {
    status: 'ACTIVE',
    domainName: 'ends.com',
  });
  const id = await placedOrder(gateway, gateway.carol);
  const named = await orderedDomain(gateway, id, 'ends.com', { status: 'ACTIVE' });
  const waiting = await orderedDomain(gateway, id, 'never.com', { serviceId: service_id });
  const other = await orderedDomain(gateway, id, 'stays.com', { status: 'ACTIVE' });
  const parked = await orderedDomain(gateway, id, 'parked.com', {
    serviceId: service_id,
    status: 'ACTIVE',
    autoRenew: false,
  });
  const added = await gateway.rapi('AddCancelRequest', { service_id, cancel_domain: 'YES' });
  expect(added).toMatchObject({ result: 'success' });
  await vi.waitFor(async () => expect((await domain(named)).autoRenew).toBe(false), 20_000);
  expect((await domain(waiting)).status).toBe('CANCELLED');
  expect((await domain(other)).autoRenew).toBe(true);
  await gateway.rapi('DeleteCancelRequest', { service_id });
  await vi.waitFor(async () => expect((await domain(named)).autoRenew).toBe(true), 20_000);
  expect((await domain(waiting)).status).toBe('PENDING');
  // Nobody wanted this one renewed before, and nobody does now.
  expect((await domain(parked)).autoRenew).toBe(false);
});

it('does the same whether it hears of a cancellation once or twice, early or late', async () => {
  const { db } = gateway.app;
  const serviceId = await addService(gateway, gateway.carol, store.plain, { status: 'ACTIVE' });
  const order = await placedOrder(gateway, gateway.carol);
  const named = await orderedDomain(gateway, order, 'twice.com', { serviceId, status: 'ACTIVE' });
  const like = { clientId: gateway.carol, serviceId, cancelOn: new Date('2027-01-01') };
  const { id: requestId } = await db.cancellationRequest.create({
    data: { ...like, cancelDomain: true },
  });
  const onEvent = () => endWithService(gateway.app, { requestId });
  await onEvent();
  await onEvent();
  expect((await domain(named)).autoRenew).toBe(false);
  await db.cancellationRequest.update({ where: { id: requestId }, data: { status: 'WITHDRAWN' } });
  await onEvent();
  await onEvent();
  expect((await domain(named)).autoRenew).toBe(true);
});

it('deletes carts whose time is over, and no other', async () => {
  const { db } = gateway.app;
  const cart = (clientId: number, expiresAt: Date) =>
    db.cart.create({ data: { clientId, currencyCode: 'USD', expiresAt } });
  await cart(gateway.carol, new Date(Date.now() - 1_000));
  const { id } = await cart(gateway.rob, new Date(Date.now() + 3_600_000));
  await sweepCarts(gateway.app);
  expect((await db.cart.findMany()).map((row) => row.id)).toEqual([id]);
});

/** What somebody hears of orders from now on. */
async function listen(who: Who) {
  const received: { type: string; order: { status: string } | null }[] = [];
  let opened = () => {};
  const connected = new Promise<void>((resolve) => (opened = resolve));
  const client = createClient({
    url: `${gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${tokenOf(who)}` },
    lazy: false,
    on: { connected: () => opened() },
  });
  await connected;
  client.subscribe<{ orderUpdated: (typeof received)[number] }>(
    { query: 'subscription { orderUpdated { type order { status } } }' },
    {
      next: ({ data }) => void (data && received.push(data.orderUpdated)),
      error: () => {},
      complete: () => {},
    },
  );
  return { received, client };
}

it('tells its client and staff of an order as it happens, and no stranger', async () => {
  const [carol, stranger] = [await listen('carol'), await listen('stranger')];
  // A subscription is registered a moment after its socket is open.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const id = await placedOrder(gateway, gateway.carol);
  await orderedService(gateway, id, store.plain);
  await gateway.rapi('AcceptOrder', { order_id: id });
  await gateway.rapi('FraudOrder', { order_id: id });
  await vi.waitFor(() => expect(carol.received).toHaveLength(2), 10_000);
  expect(carol.received.map(({ type }) => type)).toEqual(['ORDER_ACCEPTED', 'ORDER_MARKED_FRAUD']);
  expect(carol.received.at(-1)!.order).toEqual({ status: 'FRAUD' });
  expect(stranger.received).toEqual([]);
  await carol.client.dispose();
  await stranger.client.dispose();
});

it('ends the registered domains of a fraudulent order, and their open bills (D11)', async () => {
  const { db } = gateway.app;
  const id = await placedOrder(gateway, gateway.carol, { status: 'ACTIVE' });
  const named = await orderedDomain(gateway, id, 'fraud-one.com', {
    status: 'ACTIVE',
    expiresOn: new Date('2027-11-29'),
    nextDueOn: new Date('2026-12-01'),
    nextInvoiceOn: new Date('2026-12-01'),
  });
  const bill = `mutation ($input: GenerateInvoicesInput!) { generateInvoices(input: $input) { count } }`;
  await gateway.data(bill, { input: { clientId: `Client:${gateway.carol}` } });
  const line = await db.invoiceItem.findFirstOrThrow({ where: { domainId: named } });
  expect((await gateway.rapi('FraudOrder', { order_id: id })).result).toBe('success');
  expect(await domain(named)).toMatchObject({ status: 'FRAUD', autoRenew: false });
  const invoice = await db.invoice.findUniqueOrThrow({ where: { id: line.invoiceId } });
  expect(invoice.status).toBe('CANCELLED');
  expect((await gateway.rapi('DeleteOrder', { order_id: id })).result).toBe('success');
  expect(await db.domain.count({ where: { id: named } })).toBe(0);
  // What staff had registered before the order was called off is not deleted with it.
  const other = await placedOrder(gateway, gateway.carol, { status: 'CANCELLED' });
  const kept = await orderedDomain(gateway, other, 'kept-one.com', { status: 'GRACE' });
  expect((await gateway.rapi('DeleteOrder', { order_id: other })).result).toBe('error');
  expect((await domain(kept)).status).toBe('GRACE');
});

it('tells what orders are sorted by, and with what they were placed (D75)', async () => {
  const id = await placedOrder(gateway, gateway.carol, {
    userAgent: 'Browser/1.0',
    acceptLanguage: 'de',
    productType: 'hostingaccount',
  });
  await gateway.rapi('CancelOrder', { order_id: id });
  const { orders } = await gateway.rapi('GetOrders', { id });
  expect(orders.order[0].cancellation_date).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  const { order } = await gateway.data(
    `{ order(id: "Order:${id}") { cancelledAt productType userAgent acceptLanguage } }`,
  );
  expect(order).toEqual({
    cancelledAt: expect.stringMatching(/^\d{4}-/),
    productType: 'hostingaccount',
    userAgent: 'Browser/1.0',
    acceptLanguage: 'de',
  });
});
