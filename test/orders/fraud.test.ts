import { afterAll, beforeAll, expect, it } from 'vitest';
import { setUpOrder } from '#modules/orders/set-up-order.ts';
import { runTask } from '#schema/tasks/run.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { fakeMinFraud } from '#test/providers/fraud/fake-minfraud.ts';
import { openStore, type Store } from '#test/services/store.ts';
import { orderedService, placedOrder } from './estate.ts';

let gateway: Gateway;
let store: Store;
let fake: Awaited<ReturnType<typeof fakeMinFraud>>;

beforeAll(async () => {
  gateway = await openGateway();
  fake = await fakeMinFraud();
  store = await openStore(gateway);
  await gateway.app.db.product.update({
    where: { id: store.plain },
    data: { setupMoment: 'ORDER_PLACED' },
  });
});
afterAll(() => fake.stop());

const configure = (input: object, as?: 'clerk' | 'carol') =>
  gateway.ask(
    `mutation ($input: ConfigureFraudCheckInput!) {
      configureFraudCheck(input: $input) { module isActive storedSettings
        fraudCheck { id name isActive settings { name value } } } }`,
    { input: { module: 'minfraud', isActive: true, ...input } },
    as,
  );
const setting = (name: string, secretValue: string) => ({ name, secretValue });

/** An order that would be set up automatically, as it stands afterwards. */
async function settled() {
  const id = await placedOrder(gateway, gateway.carol, { ip: '203.0.113.9' });
  await orderedService(gateway, id, store.plain);
  await setUpOrder(gateway.app, id);
  await setUpOrder(gateway.app, id);
  return gateway.app.db.order.findUniqueOrThrow({ where: { id } });
}

it('is set up by those who may, and only with what it needs', async () => {
  expect(codeOf(await configure({}))).toBe('FRAUD_CHECK_SETTINGS_WRONG');
  expect(codeOf(await configure({ module: 'none' }))).toBe('FRAUD_CHECK_UNKNOWN');
  expect(codeOf(await configure({ settings: [setting('colour', 'red')] }))).toBe('BAD_INPUT');
  expect(codeOf(await configure({}, 'carol'))).toBe('FORBIDDEN');
  const settings = [setting('accountId', '42'), setting('licenseKey', 'LICENSE')];
  const { data } = await configure({ settings });
  expect(data.configureFraudCheck).toEqual({
    module: 'minfraud',
    isActive: true,
    storedSettings: ['accountId', 'licenseKey'],
    fraudCheck: {
      id: 'FraudCheck:1',
      name: 'MaxMind minFraud',
      isActive: true,
      settings: expect.arrayContaining([
        { name: 'accountId', value: '42' },
        // A secret.
        { name: 'licenseKey', value: null },
      ]),
    },
  });
  const CHECKS = '{ fraudChecks { id module isActive } }';
  const { fraudChecks } = await gateway.data(CHECKS);
  expect(fraudChecks).toEqual([{ id: 'FraudCheck:1', module: 'minfraud', isActive: true }]);
  expect(codeOf(await gateway.ask(CHECKS, {}, 'reseller'))).toBe('FORBIDDEN');
  const [row] = await gateway.app.db.moduleSetup.findMany({ where: { type: 'FRAUD' } });
  expect(row!.settingsEncrypted).not.toContain('LICENSE');
  const audit = await gateway.app.db.auditEntry.findMany();
  expect(JSON.stringify(audit.map(({ input }) => input))).not.toContain('LICENSE');
});

it('has its say before anything is set up, and leaves doubtful orders to people', async () => {
  await configure({ settings: [setting('host', '127.0.0.1')] });
  expect(await settled()).toMatchObject({ status: 'ACTIVE', fraudVerdict: 'PASS' });
  const requested = () => fake.seen.length;
  expect(requested()).toBe(1);
  fake.score = 45;
  expect(await settled()).toMatchObject({ status: 'PENDING', fraudVerdict: 'REVIEW' });
  fake.score = 88;
  const doubted = await settled();
  expect(doubted).toMatchObject({ status: 'PENDING', fraudVerdict: 'FAIL' });
  expect(requested()).toBe(3);
  const reply = await gateway.rapi('AcceptOrder', { order_id: doubted.id });
  expect(reply).toEqual({ result: 'success' });
});

it('is asked again by itself after it was away, and nothing is set up unchecked (F6)', async () => {
  const { db } = gateway.app;
  fake.score = 5.25;
  await configure({ settings: [setting('host', '127.0.0.9')] });
  const waiting = await settled();
  expect(waiting).toMatchObject({
    status: 'PENDING',
    fraudVerdict: null,
    fraudOutput: { error: expect.stringContaining('cannot be reached') },
  });
  const { id: orderId } = waiting;
  const task = await db.task.findFirstOrThrow({
    where: { kind: 'order.fraudCheck', subjectId: orderId },
  });
  expect(task).toMatchObject({ state: 'QUEUED', attempts: 1 });
  await configure({ settings: [setting('host', '127.0.0.1')] });
  expect((await runTask(gateway.app, task.id)).state).toBe('SUCCEEDED');
  await setUpOrder(gateway.app, orderId);
  const checked = await db.order.findUniqueOrThrow({ where: { id: orderId } });
  expect(checked).toMatchObject({ status: 'ACTIVE', fraudVerdict: 'PASS' });
  expect(checked.fraudScore?.toFixed(2)).toBe('5.25');
});

it('lets orders wait for people when it refuses to answer', async () => {
  await configure({ settings: [setting('licenseKey', 'WRONG')] });
  expect(await settled()).toMatchObject({ status: 'PENDING', fraudVerdict: null });
  await configure({ isActive: false });
  expect(await settled()).toMatchObject({ status: 'ACTIVE', fraudVerdict: null });
});
