import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { startApp } from '#app.ts';
import { beginRun, dailyRun } from '#modules/system/automation/daily-run.ts';
import { dailyStepsOf } from '#modules/system/automation/daily-step.ts';
import { startJobs } from '#platform/jobs/jobs.ts';
import { runTasks } from '#schema/tasks/run.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { testDatabase } from '#test/setup/database.ts';
import { beginOf, provider, resent, resetProvider } from './outside.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

it('takes a job that is cut off by a stop up again at once, where it stood (F74)', async () => {
  const database = await testDatabase();
  const { prisma } = database;
  const done: number[] = [];
  const runner = async (patienceMs: number, stopAt = Infinity, hangs = false) => {
    const jobs = await startJobs(database, { patienceMs });
    let reached = () => {};
    const atStop = new Promise<void>((resolve) => (reached = resolve));
    await jobs.define('test.cut', { retryLimit: 0 }, async (_data, { signal, attempt }) => {
      expect(attempt).toBe(1);
      for (let client = done.length + 1; client <= 30; client += 1) {
        if (client === stopAt) {
          reached();
          // One that looks at the signal between two clients, and one that does not come to it.
          await new Promise((resolve) =>
            hangs ? undefined : signal.addEventListener('abort', resolve),
          );
        }
        signal.throwIfAborted();
        done.push(client);
      }
    });
    return { jobs, atStop };
  };
  const first = await runner(5_000, 11);
  await first.jobs.send(prisma, 'test.cut', {});
  await first.atStop;
  await first.jobs.stop();
  expect(done).toHaveLength(10);
  const second = await runner(50, 21, true);
  await second.atStop;
  await second.jobs.stop();
  expect(done).toHaveLength(20);
  const third = await runner(5_000);
  await expect.poll(() => done.length, { timeout: 30_000 }).toBe(30);
  expect(done).toEqual(Array.from({ length: 30 }, (_none, place) => place + 1));
  await third.jobs.stop();
});

it('stops a step of the daily run between two clients and leaves the rest to the next gateway (F74)', async () => {
  const thaw = freeze('2031-05-05T12:00:00Z');
  afterAll(thaw);
  const { app } = gateway;
  const done: number[] = [];
  const one = {
    name: 'quotes' as const,
    about: 'Quote',
    due: async () => [1, 2, 3, 4].filter((id) => !done.includes(id)),
  };
  const stopping = await startApp(app.config, { opened: await testDatabase() });
  dailyStepsOf(stopping.app).set('quotes', {
    ...one,
    handle: async (_app, id) => {
      done.push(id);
      if (id === 2) void stopping.app.tasks.stop();
      return 'done';
    },
  });
  dailyStepsOf(app).set('quotes', {
    ...one,
    handle: async (_app, id) => {
      done.push(id);
      return 'done';
    },
  });
  // Until the stop the step is the stopping gateway's alone.
  const step = app.kinds.get('daily.quotes')!;
  app.kinds.delete(step.kind);
  const cut = await dailyRun(stopping.app);
  expect(done).toEqual([1, 2]);
  app.kinds.set(step.kind, step);
  app.tasks.wake();
  await expect
    .poll(() => app.db.task.count({ where: { kind: 'daily.tickets', state: 'SUCCEEDED' } }), {
      timeout: 20_000,
    })
    .toBe(1);
  expect(done).toEqual([1, 2, 3, 4]);
  const [task] = await app.db.task.findMany({ where: { kind: step.kind } });
  expect(task).toMatchObject({ state: 'SUCCEEDED', failures: 0 });
  // The other gateway may have tried it before it knew the step again.
  expect(task!.attempts).toBeGreaterThanOrEqual(2);
  expect(cut?.steps.length).toBeGreaterThan(0);
  const run = await app.db.automationRun.findFirstOrThrow({ where: { name: 'daily' } });
  expect(run.state).toBe('SUCCEEDED');
  // Done already: nothing is begun twice on a day that another process is at work on.
  const again = await Promise.all([beginRun(app, '2031-05-06'), beginRun(app, '2031-05-06')]);
  expect(again.filter(Boolean)).toHaveLength(1);
});

it('answers a request within its time, whatever forty tasks wait for; they go on without it (F40)', async () => {
  resetProvider();
  provider.next = Array.from({ length: 40 }, () => 'SLOW' as const);
  provider.slowMs = 3_000;
  const ids: number[] = [];
  for (let subject = 1; subject <= 40; subject += 1)
    ids.push(await beginOf(gateway, resent, { subject: 9_000 + subject }));
  const began = performance.now();
  const waited = runTasks(gateway.app, ids, { withinMs: 300 });
  await expect(waited).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  expect(performance.now() - began).toBeLessThan(2_900);
  const where = { id: { in: ids }, state: 'SUCCEEDED' as const };
  await expect.poll(() => gateway.app.db.task.count({ where }), { timeout: 50_000 }).toBe(40);
  expect(new Set(provider.calls).size).toBe(40);
});
