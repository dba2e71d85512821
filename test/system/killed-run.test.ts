import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze, today } from '#core/clock.ts';
import { beginRun, dailyRun, runAtWork } from '#modules/system/automation/daily-run.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { client, product, service } from '#test/billing/store.ts';

let gateway: Gateway;
const thaw = freeze('2028-03-01T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => thaw());

const invoices = () => gateway.app.db.invoice.count({ where: { kind: 'STANDARD' } });

it('takes a killed daily run over a minute after its last sign of life, never twice (F29)', async () => {
  const { app } = gateway;
  const lara = await client(gateway, 'Lara');
  await service(gateway, lara, await product(gateway, 'Plain'), {
    bought: '2028-02-01',
    due: '2028-03-01',
  });
  const before = await invoices();
  // What kill -9 leaves behind: a step that runs, with a lease of two minutes that nobody renews.
  const { taskId } = (await beginRun(app, today()))!;
  const silentFor = (seconds: number) => app.db.$executeRaw`
    update tasks set state = 'RUNNING', lease_token = gen_random_uuid(), next_attempt_at = null,
      lease_until = clock_timestamp() + make_interval(secs => ${120 - seconds})
    where id = ${taskId}`;
  await silentFor(30);
  expect(await dailyRun(app)).toBeNull();
  const { until } = (await runAtWork(app))!;
  expect(until.getTime() - Date.now()).toBeGreaterThan(0);
  await silentFor(61);
  expect((await dailyRun(app))?.steps.length).toBeGreaterThan(3);
  expect(await invoices()).toBe(before + 1);
  expect((await dailyRun(app))?.steps.every(({ failed }) => failed === 0)).toBe(true);
  expect(await invoices()).toBe(before + 1);
});
