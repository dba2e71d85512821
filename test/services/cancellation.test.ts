import { advance, freeze } from '#core/clock.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dailyRun } from '#modules/system/automation/daily-run.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { fakeWhm, type FakeWhm } from '#test/providers/panels/fake-whm.ts';
import { act, createServer, addService, openStore, type Store } from './store.ts';

let gateway: Gateway;
let whm: FakeWhm;
let store: Store;
const thaw = freeze('2026-11-21T12:00:00Z');

beforeAll(async () => {
  gateway = await openGateway();
  whm = await fakeWhm();
  store = await openStore(gateway);
  await createServer(gateway, whm);
});
afterAll(async () => {
  thaw();
  await whm.stop();
});

const ADD = `mutation ($input: AddCancelRequestInput!) {
  addCancelRequest(input: $input) { cancellationRequest {
    type status reason cancelDomain cancelOn service { id } } } }`;
const DELETE = `mutation ($input: DeleteCancelRequestInput!) {
  deleteCancelRequest(input: $input) { cancellationRequest { status } } }`;
const ask = (serviceId: number, more: object = {}, as?: 'carol' | 'stranger' | 'reseller') =>
  gateway.ask(ADD, { input: { serviceId: `Service:${serviceId}`, ...more } }, as);
const active = (productId: number, more: object = {}) =>
  addService(gateway, gateway.carol, productId, { status: 'ACTIVE', ...more });

it('ends a service at the end of its period by default, once at a time', async () => {
  const id = await active(store.plain);
  const { data } = await ask(id, { reason: ' Too dear. ', cancelDomain: true }, 'carol');
  expect(data.addCancelRequest.cancellationRequest).toEqual({
    type: 'END_OF_BILLING_PERIOD',
    status: 'OPEN',
    reason: 'Too dear.',
    cancelDomain: true,
    cancelOn: '2026-12-01',
    service: { id: `Service:${id}` },
  });
  expect(codeOf(await ask(id))).toBe('CANCELLATION_EXISTS');
  const input = { serviceId: `Service:${id}` };
  const { deleteCancelRequest } = await gateway.data(DELETE, { input });
  expect(deleteCancelRequest.cancellationRequest.status).toBe('WITHDRAWN');
  expect(codeOf(await gateway.ask(DELETE, { input }))).toBe('CANCELLATION_NOT_FOUND');
  expect(codeOf(await ask(id))).toBeUndefined();
});

it('keeps one request of fifty sent at once', async () => {
  const id = await active(store.plain);
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask(id)));
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
});

it('does not tell another’s service from none', async () => {
  const id = await active(store.plain);
  const [foreign, absent] = [await ask(id, {}, 'stranger'), await ask(9999, {}, 'stranger')];
  expect(codeOf(foreign)).toBe('SERVICE_NOT_FOUND');
  expect(foreign.errors).toEqual(absent.errors);
  await gateway.app.db.service.update({ where: { id }, data: { status: 'TERMINATED' } });
  expect(codeOf(await ask(id))).toBe('SERVICE_STATUS_WRONG');
});

it('carries requests out on their day: the account goes first, then the request is done', async () => {
  const { db } = gateway.app;
  await db.cancellationRequest.deleteMany();
  const hosted = await addService(gateway, gateway.carol, store.hosting, {
    domainName: 'gone.example',
  });
  await act(gateway, 'moduleCreate', hosted);
  const [now, later] = [await active(store.plain), await active(store.plain)];
  await ask(hosted, { type: 'IMMEDIATE' });
  await ask(now, { type: 'IMMEDIATE' });
  await ask(later);
  await dailyRun(gateway.app);
  const statusOf = async (id: number) =>
    (await db.service.findUniqueOrThrow({ where: { id } })).status;
  expect([await statusOf(hosted), await statusOf(now), await statusOf(later)]).toEqual([
    'CANCELLED',
    'CANCELLED',
    'ACTIVE',
  ]);
  expect(whm.accounts.size).toBe(0);
  advance({ days: 10 });
  await dailyRun(gateway.app);
  expect(await statusOf(later)).toBe('CANCELLED');
  const open = await db.cancellationRequest.count({ where: { status: 'OPEN' } });
  expect(open).toBe(0);
});

it('leaves a cancellation pending while the panel cannot remove the account', async () => {
  const { db } = gateway.app;
  const id = await addService(gateway, gateway.carol, store.hosting, {
    domainName: 'stay.example',
  });
  await act(gateway, 'moduleCreate', id);
  await ask(id, { type: 'IMMEDIATE' });
  whm.misbehave('drop', '/removeacct');
  await dailyRun(gateway.app);
  await dailyRun(gateway.app);
  const request = await db.cancellationRequest.findFirstOrThrow({ where: { serviceId: id } });
  expect(request.status).toBe('OPEN');
  expect(whm.seen.filter(({ path }) => path.endsWith('/removeacct'))).toHaveLength(2);
  await act(gateway, 'moduleTerminate', id);
  const after = await db.cancellationRequest.findFirstOrThrow({ where: { serviceId: id } });
  expect(after.status).toBe('COMPLETED');
});

it('does not list a cancellation that was taken back (D49)', async () => {
  const service_id = await active(store.plain);
  await gateway.rapi('AddCancelRequest', { service_id, type: 'End of Billing Period' });
  const listed = async () => {
    const { packages } = await gateway.rapi('GetCancelledPackages', { limit_num: 100 });
    const of = packages.package as { service_id: string }[];
    return of.filter((each) => each.service_id === String(service_id)).length;
  };
  const shown = async () => {
    const form = { user_id: gateway.carol, service_id, page_name: 'rc' };
    return (await gateway.rapi('GetClientProduct', form)).cancel_requests.length;
  };
  expect([await listed(), await shown()]).toEqual([1, 1]);
  await gateway.rapi('DeleteCancelRequest', { service_id });
  expect([await listed(), await shown()]).toEqual([0, 0]);
});
