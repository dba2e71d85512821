import { beforeAll, expect, it } from 'vitest';
import type { App } from '#schema/app.ts';
import { runTask } from '#schema/tasks/run.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';

/** What the readers of the log did: those in `broken` throw. */
const readers = Array.from({ length: 12 }, (_, number) => `test.bad${number}`);
const broken = new Set(readers);
const handled: string[] = [];

async function startReaders(app: App): Promise<void> {
  for (const name of [...readers, 'test.good'])
    await app.outbox.consume({
      name,
      types: ['ban.added'],
      handle: async ({ payload }) => {
        const { banId } = payload as { banId: number };
        if (banId === 1 && broken.has(name)) throw new Error(`${name} has a bug.`);
        handled.push(`${name} ${banId}`);
      },
    });
}

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway(startReaders);
});

async function tell(banId: number): Promise<void> {
  await gateway.app.db.outboxEvent.create({ data: { type: 'ban.added', payload: { banId } } });
  // As every change does; else the log is first looked at when its timer fires.
  await gateway.app.db.$executeRaw`select pg_notify('outbox', '')`;
}
const tasks = () => gateway.app.db.task.findMany({ where: { kind: 'event.handle' } });

it('sets an event aside that readers cannot handle, and those behind it go on (F9)', async () => {
  const { outboxConsumer } = gateway.app.db;
  const failing = { name: { in: readers }, failures: { gt: 0 } };
  await tell(1);
  await tell(2);
  await expect.poll(() => outboxConsumer.count({ where: failing }), { timeout: 20_000 }).toBe(12);
  // They hold the others up; half a minute of pauses later, which is not waited for, no longer.
  await expect.poll(() => handled.toSorted()).toEqual(['test.good 1', 'test.good 2']);
  await outboxConsumer.updateMany({ where: failing, data: { failures: 5 } });
  await expect
    .poll(() => handled.filter((what) => what.endsWith(' 2')).length, { timeout: 25_000 })
    .toBe(13);
  expect(handled.filter((what) => what.endsWith(' 1'))).toEqual(['test.good 1']);
  expect(await tasks()).toHaveLength(12);
}, 60_000);

it('leaves twelve dead tasks for twelve failing handlers, each before staff (F9)', async () => {
  const { app } = gateway;
  // The worker makes a first attempt of each by itself; what it notes must not come later.
  const waiting = { kind: 'event.handle', state: 'QUEUED' as const, failures: { gt: 0 } };
  await expect.poll(() => app.db.task.count({ where: waiting }), { timeout: 20_000 }).toBe(12);
  await app.db.task.updateMany({
    where: { kind: 'event.handle' },
    data: { failures: 11, nextAttemptAt: new Date(Date.now() + 3_600_000) },
  });
  for (const { id } of await tasks()) await runTask(app, id);
  const dead = await tasks();
  expect(dead.map(({ state }) => state)).toEqual(Array.from({ length: 12 }, () => 'DEAD'));
  expect(dead.map(({ message }) => message).toSorted()).toContain('test.bad7 has a bug.');
  const items = { title: { startsWith: 'event.handle of OutboxEvent' }, status: 'NEW' as const };
  expect(await app.db.todoItem.count({ where: items })).toBe(12);
});

it('hands it to its reader again once that is mended: handled once (F9)', async () => {
  broken.clear();
  const [first] = await tasks();
  const RETRY = `mutation ($input: RetryTaskInput!) { retryTask(input: $input) {
    task { state error { code } attempts } } }`;
  const input = { taskId: `Task:${first!.id}` };
  const { retryTask } = await gateway.data(RETRY, { input });
  expect(retryTask.task).toMatchObject({ state: 'SUCCEEDED', error: null });
  expect(handled.filter((what) => what.endsWith(' 1'))).toHaveLength(2);
  const again = await gateway.ask(RETRY, { input });
  expect(again.errors?.[0]?.extensions.code).toBe('TASK_ENDED');
});
