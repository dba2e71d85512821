import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { freeze } from '#core/clock.ts';
import { startServices } from '#modules/services/automation.ts';
import { dailyRun } from '#modules/system/automation/daily-run.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { until } from '#test/mail/post.ts';
import { booksAreRight } from './books.ts';
import { client, product, service, settings } from './store.ts';

vi.setConfig({ testTimeout: 60_000 });
let gateway: Gateway;
let plain: number;
let thaw = freeze('2028-03-01T12:00:00Z');
const goTo = (day: string) => {
  thaw();
  thaw = freeze(`${day}T12:00:00Z`);
};
beforeAll(async () => {
  gateway = await openGateway(startServices);
  plain = await product(gateway, 'Plain');
  await settings(gateway, {
    AutoTermination: 'on',
    LateFeeType: 'Fixed',
    InvoiceLateFeeAmount: '0',
  });
});
afterAll(() => thaw());

/** A service that is paid for years, with an addon that falls due on a day. */
async function withAddon(name: string, due: string, more: { suspendsParent?: boolean } = {}) {
  const { db } = gateway.app;
  const clientId = await client(gateway, name);
  const serviceId = await service(gateway, clientId, plain, {
    bought: '2028-01-15',
    due: '2035-01-15',
  });
  const { suspendsParent = false } = more;
  const kind = await db.addon.create({
    data: { name: `Kind of ${name}`, suspendsParent } as never,
  });
  const { id } = await db.serviceAddon.create({
    data: {
      clientId,
      serviceId,
      addonId: kind.id,
      name: 'Backup',
      currencyCode: 'USD',
      registeredOn: new Date('2028-01-15'),
      nextDueOn: new Date(due),
      nextInvoiceOn: new Date(due),
      status: 'ACTIVE',
      recurringAmount: '5',
      billingCycle: 'ANNUALLY',
    },
  });
  return { clientId, serviceId, id };
}
const runOn = async (day: string) => {
  goTo(day);
  await dailyRun(gateway.app);
  return dailyRun(gateway.app);
};
const statesOf = async ({ id, serviceId }: { id: number; serviceId: number }) => {
  const { db } = gateway.app;
  const addon = await db.serviceAddon.findUniqueOrThrow({ where: { id } });
  const owner = await db.service.findUniqueOrThrow({ where: { id: serviceId } });
  return [addon.status, owner.status];
};
const eventsOf = async (clientId: number) =>
  (
    await gateway.app.db.outboxEvent.findMany({
      where: { clientId, type: { startsWith: 'service' } },
      orderBy: { id: 'asc' },
    })
  ).map(({ type }) => type);
const pay = async (clientId: number) => {
  const { id } = await gateway.app.db.invoice.findFirstOrThrow({ where: { clientId } });
  const document = `mutation ($id: ID!) { addInvoicePayment(input: { invoiceId: $id }) { __typename } }`;
  await gateway.data(document, { id: `Invoice:${id}` });
};

it('suspends an overdue extra by itself and ends it in time, its service stays', async () => {
  const ours = await withAddon('Otto', '2028-03-10');
  await runOn('2028-03-01');
  await runOn('2028-03-14');
  expect(await statesOf(ours)).toEqual(['ACTIVE', 'ACTIVE']);
  const again = await runOn('2028-03-15');
  expect(await statesOf(ours)).toEqual(['SUSPENDED', 'ACTIVE']);
  expect(again?.steps.find(({ name }) => name === 'addons')).toMatchObject({ total: 0 });
  await runOn('2028-04-09');
  expect(await statesOf(ours)).toEqual(['TERMINATED', 'ACTIVE']);
  expect(await eventsOf(ours.clientId)).toEqual([
    'serviceAddon.suspended',
    'serviceAddon.terminated',
  ]);
  await booksAreRight(gateway);
});

it('brings an extra back once it is paid, and its service where it was sold to suspend it', async () => {
  const apart = await withAddon('Petra', '2028-05-10');
  const bound = await withAddon('Quentin', '2028-05-10', { suspendsParent: true });
  await runOn('2028-05-01');
  await runOn('2028-05-15');
  expect(await statesOf(apart)).toEqual(['SUSPENDED', 'ACTIVE']);
  expect(await statesOf(bound)).toEqual(['SUSPENDED', 'SUSPENDED']);
  for (const { clientId } of [apart, bound]) await pay(clientId);
  for (const one of [apart, bound])
    await until(async () => (await statesOf(one)).join() === 'ACTIVE,ACTIVE');
});

it('spares extras whose service or client is spared', async () => {
  const { db } = gateway.app;
  const [stored, until28, exempt] = [
    await withAddon('Rosa', '2028-07-10'),
    await withAddon('Sven', '2028-07-10'),
    await withAddon('Tina', '2028-07-10'),
  ];
  const spared = { overrideAutoSuspend: true, overrideAutoTerminate: true };
  await db.service.update({ where: { id: stored.serviceId }, data: spared });
  const day = { overrideSuspendUntilOn: new Date('2028-07-28') };
  await db.service.update({ where: { id: until28.serviceId }, data: day });
  const group = await db.clientGroup.create({
    data: { name: 'Kin', suspendTerminateExempt: true },
  });
  await db.client.update({ where: { id: exempt.clientId }, data: { groupId: group.id } });
  await runOn('2028-07-01');
  await runOn('2028-07-20');
  for (const one of [stored, until28, exempt])
    expect(await statesOf(one)).toEqual(['ACTIVE', 'ACTIVE']);
  await runOn('2028-07-28');
  expect(await statesOf(until28)).toEqual(['SUSPENDED', 'ACTIVE']);
});

it('ends the extras of a service with it', async () => {
  const ours = await withAddon('Udo', '2034-01-15');
  goTo('2028-09-01');
  const document = `mutation ($id: ID!) {
    addCancelRequest(input: { serviceId: $id, type: IMMEDIATE }) { __typename } }`;
  await gateway.data(document, { id: `Service:${ours.serviceId}` });
  await runOn('2028-09-01');
  expect(await statesOf(ours)).toEqual(['CANCELLED', 'CANCELLED']);
  expect(await eventsOf(ours.clientId)).toContain('serviceAddon.terminated');
});
