import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { startServices } from '#modules/services/automation.ts';
import { sell } from '#test/domains/cast.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { fakeWhm, type FakeWhm } from '#test/providers/panels/fake-whm.ts';
import { createServer, openStore, type Store } from '#test/services/store.ts';
import { transcript } from '#test/transcript.ts';
import { eventsOf, orderedDomain, orderedService, placedOrder } from './estate.ts';

let gateway: Gateway;
let whm: FakeWhm;
let store: Store;
let alpha: number;
const thaw = freeze('2027-03-01T12:00:00Z');

beforeAll(async () => {
  gateway = await openGateway(startServices);
  whm = await fakeWhm();
  store = await openStore(gateway);
  alpha = await createServer(gateway, whm);
  await sell(gateway, 'com');
});
afterAll(async () => {
  thaw();
  await whm.stop();
});
beforeEach(() => {
  whm.seen.length = 0;
});

const ACCEPT = `mutation ($input: AcceptOrderInput!) {
  acceptOrder(input: $input) { order { status acceptedAt items { itemStatus } } }
}`;
const accept = (orderId: number, more: object = {}, as: 'staff' | 'carol' = 'staff') =>
  gateway.ask(ACCEPT, { input: { orderId: `Order:${orderId}`, ...more } }, as);
const creations = () => whm.seen.filter(({ path }) => path.endsWith('/createacct'));
const service = (id: number) => gateway.app.db.service.findUniqueOrThrow({ where: { id } });
const domain = (id: number) => gateway.app.db.domain.findUniqueOrThrow({ where: { id } });
const order = (id: number) => gateway.app.db.order.findUniqueOrThrow({ where: { id } });

it('speaks AcceptOrder as it always did', async () => {
  const whole = await placedOrder(gateway, gateway.carol);
  await orderedService(gateway, whole, store.hosting, 'golden.example');
  await orderedDomain(gateway, whole, 'golden.com');
  const plain = async () => {
    const id = await placedOrder(gateway, gateway.carol);
    await orderedService(gateway, id, store.plain);
    return id;
  };
  const robs = await placedOrder(gateway, gateway.rob);
  await transcript(gateway, 'AcceptOrder', [
    { title: 'a server that is none', form: { order_id: whole, server_id: 9999 } },
    { title: 'an action that is none', form: { order_id: whole, service_action: 'MAKE' } },
    {
      title: 'everything',
      form: {
        order_id: whole,
        server_id: alpha,
        service_action: 'CASWE',
        send_registrar: 'SRTSCE',
      },
    },
    { title: 'a second time', form: { order_id: whole } },
    {
      title: 'only accounts and registrars',
      form: { order_id: await plain(), service_action: 'CA', send_registrar: 'STR' },
    },
    {
      title: 'only emails',
      form: { order_id: await plain(), service_action: 'swe', send_registrar: 'sce' },
    },
    { title: 'the other spelling', form: { order_id: await plain(), send_registrar: 'STRSCE' } },
    { title: 'of a reseller’s customer', form: { order_id: robs }, as: 'reseller' },
    { title: 'no such order', form: { order_id: 9999 } },
    { title: 'no order named', form: {} },
    { title: 'a customer may not', form: { order_id: whole }, as: 'carol' },
    { title: 'nobody', form: { order_id: whole }, as: null },
  ]);
  expect(whm.accounts.get('golden')).toMatchObject({ domain: 'golden.example' });
});

it('makes the account and registers the domain, and tells of all of it', async () => {
  const id = await placedOrder(gateway, gateway.carol);
  const hosted = await orderedService(gateway, id, store.hosting, 'whole.example');
  const named = await orderedDomain(gateway, id, 'whole.com', { years: 2 });
  const { data } = await accept(id, { username: 'whole9', password: 'Quite-a-secret-1' });
  expect(data.acceptOrder.order).toEqual({
    status: 'ACTIVE',
    acceptedAt: '2027-03-01T12:00:00.000Z',
    items: [{ itemStatus: 'ACTIVE' }],
  });
  expect(await service(hosted)).toMatchObject({ username: 'whole9', serverId: alpha });
  expect(whm.accounts.get('whole9')).toMatchObject({ password: 'Quite-a-secret-1' });
  expect(await domain(named)).toMatchObject({
    status: 'ACTIVE',
    expiresOn: new Date('2029-03-01'),
  });
  expect(await eventsOf(gateway, id, 'order.')).toEqual(['order.accepted']);
  expect(await eventsOf(gateway, hosted, 'service.')).toEqual(['service.activated']);
  const [entry] = await gateway.app.db.auditEntry.findMany({
    where: { action: 'acceptOrder' },
    orderBy: { id: 'desc' },
  });
  expect(JSON.stringify(entry!.input)).not.toContain('Quite-a-secret-1');
});

it('only sends emails where accounts and domains were made by hand', async () => {
  const id = await placedOrder(gateway, gateway.carol);
  const hosted = await orderedService(gateway, id, store.hosting, 'hand.example');
  const named = await orderedDomain(gateway, id, 'hand.com');
  const coming = await orderedDomain(gateway, id, 'coming.com', { origin: 'TRANSFER' });
  await accept(id, { createAccounts: false, sendToRegistrar: false });
  expect(creations()).toEqual([]);
  expect(await service(hosted)).toMatchObject({ status: 'ACTIVE', hasAccount: false });
  expect(await domain(named)).toMatchObject({
    status: 'ACTIVE',
    expiresOn: new Date('2028-03-01'),
  });
  expect(await domain(coming)).toMatchObject({ status: 'PENDING_TRANSFER' });
  const requested = { subjectType: 'Domain', subjectId: { in: [named, coming] } };
  expect(await gateway.app.db.task.count({ where: requested })).toBe(0);
  expect(await eventsOf(gateway, named, 'domain.')).toContain('domain.registered');
});

it('stays accepted when the panel refuses: the account waits in the module queue', async () => {
  const { db } = gateway.app;
  const id = await placedOrder(gateway, gateway.carol);
  const hosted = await orderedService(gateway, id, store.hosting, 'queue.example');
  await db.product.update({ where: { id: store.hosting }, data: { serverPackageName: 'gold' } });
  const answer = await accept(id);
  await db.product.update({ where: { id: store.hosting }, data: { serverPackageName: 'starter' } });
  expect(codeOf(answer)).toBe('PROVIDER_REJECTED');
  expect((await order(id)).status).toBe('ACTIVE');
  expect((await service(hosted)).status).toBe('PENDING');
  const [entry] = await db.moduleQueueEntry.findMany({ where: { serviceId: hosted } });
  expect(entry).toMatchObject({ moduleAction: 'CreateAccount', isCompleted: false });
  expect(entry!.lastAttemptError).toContain('cannot have the package “gold”');
});

it('leaves everything as it was when a part of it cannot be begun', async () => {
  const id = await placedOrder(gateway, gateway.carol);
  const plain = await orderedService(gateway, id, store.plain);
  const named = await orderedDomain(gateway, id, 'bare.com', { ns1: '', ns2: '' });
  const answer = await accept(id);
  expect(codeOf(answer)).toBe('NAMESERVERS_REQUIRED');
  expect((await order(id)).status).toBe('PENDING');
  expect((await service(plain)).status).toBe('PENDING');
  expect((await domain(named)).status).toBe('PENDING');
  expect(codeOf(await accept(id, { registrarId: 'Registrar:999' }))).toBe('REGISTRAR_NOT_ACTIVE');
  expect(codeOf(await accept(id, { serverId: `Server:${alpha}` }))).toBe('SERVER_NOT_FOUND');
  expect(codeOf(await accept(id, {}, 'carol'))).toBe('FORBIDDEN');
});

it('renews what was ordered for renewal, once', async () => {
  const { db } = gateway.app;
  const held = await placedOrder(gateway, gateway.carol);
  const named = await orderedDomain(gateway, held, 'again.com');
  await accept(held);
  const id = await placedOrder(gateway, gateway.carol);
  await db.orderItem.create({
    data: {
      orderId: id,
      type: 'DOMAIN_RENEW',
      domainId: named,
      description: 'again.com',
      years: 2,
      currencyCode: 'USD',
    },
  });
  await accept(id);
  expect((await domain(named)).expiresOn).toEqual(new Date('2030-03-01'));
  await gateway.rapi('PendingOrder', { order_id: id });
  expect((await accept(id)).errors).toBeUndefined();
  expect((await domain(named)).expiresOn).toEqual(new Date('2030-03-01'));
});

it('makes one account and one order at the registrar, accepted fifty times at once', async () => {
  const id = await placedOrder(gateway, gateway.carol);
  await orderedService(gateway, id, store.hosting, 'crowd.example');
  const named = await orderedDomain(gateway, id, 'crowd.com');
  const replies = await Promise.all(
    Array.from({ length: 50 }, () => gateway.rapi('AcceptOrder', { order_id: id })),
  );
  expect(replies.filter(({ result }) => result === 'success')).toHaveLength(1);
  expect(new Set(replies.map(({ message }) => message))).toEqual(
    new Set([undefined, 'Order ID not found or Status not Pending']),
  );
  expect(creations()).toHaveLength(1);
  const orders = { kind: 'domain.register', subjectType: 'Domain', subjectId: named };
  expect(await gateway.app.db.task.count({ where: orders })).toBe(1);
});
