import { beforeAll, beforeEach, expect } from 'vitest';
import { transaction } from '#platform/database/transaction.ts';
import { runTask } from '#schema/tasks/run.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { secondGateway } from '#test/second-gateway.ts';
import { together } from '#test/setup/together.ts';
import { addKinds, requested, beginOf, provider, resetProvider } from './outside.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
beforeEach(resetProvider);

const TASKS = 1_000;

together(
  'carries out a thousand tasks with two workers, each exactly once',
  async () => {
    addKinds(gateway.app);
    await secondGateway(gateway);
    const { db } = gateway.app;
    await transaction(db, async (tx) => {
      await tx.$executeRaw`
      insert into tasks (kind, subject_type, subject_id, input, idempotency_key, actor,
                         next_attempt_at, retry_until, updated_at)
      select 'test.asked', 'Test', n, '{"what":"this"}', gen_random_uuid(), 'system', now(),
             now() + interval '1 day', now()
      from generate_series(1, ${TASKS}::int) as n`;
      await tx.$executeRaw`select pg_notify('tasks', '')`;
    });
    const left = () =>
      db.task.count({ where: { kind: 'test.asked', state: { not: 'SUCCEEDED' } } });
    await expect.poll(left, { timeout: 150_000, interval: 1_000 }).toBe(0);
    expect(provider.calls).toHaveLength(TASKS);
    expect(new Set(provider.calls).size).toBe(TASKS);
    expect(provider.recorded).toHaveLength(TASKS);
    const { _max } = await db.task.aggregate({ _max: { attempts: true } });
    expect(_max.attempts).toBe(1);
  },
  180_000,
);

together('records nothing of an attempt whose lease another worker has taken (F10)', async () => {
  provider.next = ['SLOW'];
  provider.slowMs = 1_500;
  const { app } = gateway;
  const id = await beginOf(gateway, requested, { subject: 4_711 });
  const late = runTask(app, id);
  await expect.poll(() => provider.calls.length).toBe(1);
  // Another worker finds the lease ended, asks the provider, and records.
  await app.db.$executeRaw`
    update tasks set lease_until = clock_timestamp() - interval '1 second' where id = ${id}`;
  provider.found = { ref: 'found-by-the-other' };
  const other = { ...app };
  expect((await runTask(other, id)).state).toBe('SUCCEEDED');
  await late;
  expect(provider.recorded).toEqual(['found-by-the-other']);
  const audit = { action: 'test.asked SUCCEEDED', input: { path: ['taskId'], equals: id } };
  expect(await app.db.auditEntry.count({ where: audit })).toBe(1);
});

together(
  'never runs two tasks of one subject at once, and the next one at once after',
  async () => {
    provider.next = ['SLOW'];
    provider.slowMs = 600;
    const { app } = gateway;
    const first = await beginOf(gateway, requested, { subject: 5_000 });
    const running = runTask(app, first);
    await expect.poll(() => provider.calls.length).toBe(1);
    // Only now: a worker may take it up at once.
    const second = await beginOf(gateway, requested, { subject: 5_000, carriedOutBy: 'worker' });
    expect((await runTask({ ...app }, second)).state).toBe('QUEUED');
    await running;
    const ended = performance.now();
    const stateOf = async () =>
      (await app.db.task.findUniqueOrThrow({ where: { id: second } })).state;
    await expect.poll(stateOf, { timeout: 10_000, interval: 20 }).toBe('SUCCEEDED');
    expect(performance.now() - ended).toBeLessThan(2_000);
    expect(provider.calls).toHaveLength(2);
  },
);
