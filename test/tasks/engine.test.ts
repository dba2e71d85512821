import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { advance, useSystemClock } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import { runTask, runTasks } from '#schema/tasks/run.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import {
  requested,
  beginOf,
  impatient,
  passing,
  provider,
  resent,
  resetProvider,
} from './outside.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
beforeEach(resetProvider);
afterEach(useSystemClock);

const rowOf = (id: number) => gateway.app.db.task.findUniqueOrThrow({ where: { id } });
const stateOf = async (id: number) => (await rowOf(id)).state;
const run = (id: number) => runTask(gateway.app, id);

it('talks once and records once, however many run it at the same time', async () => {
  provider.next = ['SLOW'];
  const id = await beginOf(gateway);
  await Promise.all(Array.from({ length: 10 }, () => run(id)));
  await run(id);
  expect(await stateOf(id)).toBe('SUCCEEDED');
  expect(provider.calls).toHaveLength(1);
  expect(provider.recorded).toEqual(['ref-of-this']);
});

it('ends with the provider’s words when it rejects', async () => {
  provider.next = ['REFUSED'];
  const id = await beginOf(gateway);
  await expect(runTasks(gateway.app, [id])).rejects.toMatchObject({
    code: 'PROVIDER_REJECTED',
    message: 'provider says REFUSED',
    extensions: { retryable: false },
  });
  expect(await stateOf(id)).toBe('REJECTED');
  expect(provider.recorded).toEqual(['provider says REFUSED']);
});

it('goes on trying by itself what never reached the provider, under one key (F5)', async () => {
  provider.next = ['NOT_SENT', 'NOT_SENT', 'OK'];
  const id = await beginOf(gateway);
  for (const pause of [30, 120]) {
    await run(id);
    const { state, errorCode, nextAttemptAt, sentAt } = await rowOf(id);
    expect({ state, errorCode, sentAt }).toEqual({
      state: 'QUEUED',
      errorCode: 'PROVIDER_UNREACHABLE',
      sentAt: null,
    });
    expect(Math.round((nextAttemptAt!.getTime() - Date.now()) / 1_000)).toBe(pause);
  }
  await run(id);
  expect(await stateOf(id)).toBe('SUCCEEDED');
  expect(new Set(provider.calls).size).toBe(1);
  expect(provider.calls).toHaveLength(3);
});

it('ends with its answer what a person began and could not be sent (F3)', async () => {
  provider.next = ['NOT_SENT'];
  const id = await beginOf(gateway, requested, { isInteractive: true });
  await expect(runTasks(gateway.app, [id])).rejects.toMatchObject({
    code: 'PROVIDER_UNREACHABLE',
    extensions: { retryable: true },
  });
  expect(await rowOf(id)).toMatchObject({ state: 'CANCELLED', nextAttemptAt: null });
  expect(provider.recorded).toEqual(['provider says NOT_SENT']);
  await run(id);
  expect(provider.calls).toHaveLength(1);
});

it('is dead when its time is over, and lies before staff as a to-do and an event', async () => {
  const { db } = gateway.app;
  provider.next = ['NOT_SENT'];
  const id = await beginOf(gateway);
  await db.task.update({ where: { id }, data: { retryUntil: new Date(Date.now() - 1_000) } });
  await run(id);
  expect(await rowOf(id)).toMatchObject({ state: 'DEAD', errorCode: 'PROVIDER_UNREACHABLE' });
  const title = `test.asked of Test 1 needs attention (task ${id})`;
  expect(await db.todoItem.count({ where: { title, status: 'NEW' } })).toBe(1);
  expect(await db.outboxEvent.count({ where: { type: 'task.dead', subjectId: id } })).toBe(1);
});

it('is cancelled when its time is over where something else begins it anew', async () => {
  provider.next = ['NOT_SENT'];
  const id = await beginOf(gateway, passing);
  advance({ hours: 2 });
  await run(id);
  expect(await stateOf(id)).toBe('CANCELLED');
  expect(provider.recorded).toEqual(['provider says NOT_SENT']);
});

it('tells staff of what is held up for an hour, and takes that back when it succeeds', async () => {
  const { db } = gateway.app;
  provider.next = ['NOT_SENT', 'NOT_SENT', 'OK'];
  const id = await beginOf(gateway);
  const items = () => db.todoItem.findMany({ where: { title: { endsWith: `(task ${id})` } } });
  await run(id);
  expect(await items()).toEqual([]);
  advance({ minutes: 61 });
  await run(id);
  expect(await items()).toMatchObject([{ status: 'NEW' }]);
  await run(id);
  expect(await items()).toMatchObject([{ status: 'RESOLVED' }]);
});

it('keeps an unknown outcome unknown, and asks before anything is sent again', async () => {
  provider.next = ['UNKNOWN'];
  const id = await beginOf(gateway);
  await expect(runTasks(gateway.app, [id])).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  expect(await stateOf(id)).toBe('UNKNOWN');
  provider.found = { ref: 'found-there' };
  await run(id);
  expect(await stateOf(id)).toBe('SUCCEEDED');
  expect(provider.calls).toHaveLength(1);
  expect(provider.recorded).toEqual(['found-there']);
});

it('keeps it unknown while the provider cannot be asked, and then lays it before staff', async () => {
  provider.next = ['UNKNOWN'];
  const id = await beginOf(gateway);
  await run(id);
  provider.found = new ProviderError('NOT_SENT', 'the line is dead');
  for (const _try of [1, 2, 3]) expect((await run(id)).state).toBe('UNKNOWN');
  await gateway.app.db.task.update({ where: { id }, data: { attempts: 23 } });
  expect(await run(id)).toMatchObject({ state: 'DEAD', errorCode: 'OUTCOME_UNKNOWN' });
  expect(provider.calls).toHaveLength(1);
});

it('sends again once the provider says that nothing arrived', async () => {
  provider.next = ['UNKNOWN', 'OK'];
  const id = await beginOf(gateway);
  await run(id);
  await run(id);
  expect(await stateOf(id)).toBe('SUCCEEDED');
  expect(new Set(provider.calls).size).toBe(1);
  expect(provider.calls).toHaveLength(2);
});

it('sends again under its key where the provider knows the key', async () => {
  provider.next = ['UNKNOWN', 'OK'];
  const id = await beginOf(gateway, resent);
  await run(id);
  await run(id);
  expect(await stateOf(id)).toBe('SUCCEEDED');
  expect(new Set(provider.calls).size).toBe(1);
});

it('has one time limit for an attempt, after which its outcome is unknown', async () => {
  provider.next = ['SLOW'];
  provider.slowMs = 600;
  const id = await beginOf(gateway, impatient);
  expect(await run(id)).toMatchObject({
    state: 'UNKNOWN',
    message: 'The provider did not answer in time.',
  });
  expect(provider.recorded).toEqual([]);
});

it('gives its lease back when recording fails, and records the same answer later (F2)', async () => {
  provider.recording = [new Error('The invoice is locked.')];
  const id = await beginOf(gateway);
  const { state, leaseUntil, nextAttemptAt } = await run(id);
  expect({ state, leaseUntil }).toEqual({ state: 'UNKNOWN', leaseUntil: null });
  expect(nextAttemptAt!.getTime() - Date.now()).toBeLessThanOrEqual(5_000);
  await run(id);
  expect(await stateOf(id)).toBe('SUCCEEDED');
  expect({ calls: provider.calls.length, looks: provider.looks }).toEqual({ calls: 1, looks: 0 });
  expect(provider.recorded).toEqual(['ref-of-this']);
});

it('is dead after twelve failures of ours in a row, whose pauses outlast a night', async () => {
  provider.next = Array.from({ length: 12 }, () => 'BUG' as const);
  const id = await beginOf(gateway, resent);
  let waited = 0;
  for (let failure = 1; failure < 12; failure += 1) {
    const { state, nextAttemptAt } = await run(id);
    expect(state).toBe('QUEUED');
    waited += nextAttemptAt!.getTime() - Date.now();
  }
  expect(await run(id)).toMatchObject({ state: 'DEAD', errorCode: 'TASK_FAILED', failures: 12 });
  expect(waited / 3_600_000).toBeGreaterThan(12);
});

it('takes over from a dead process when its lease ends by the database’s clock, asking first (F1, F11)', async () => {
  const id = await beginOf(gateway);
  const { db } = gateway.app;
  await db.$executeRaw`
    update tasks set state = 'RUNNING', attempts = 1, sent_at = now(), next_attempt_at = null,
      lease_token = gen_random_uuid(), lease_until = clock_timestamp() + interval '1 minute'
    where id = ${id}`;
  // The lease goes by the database's clock: that of another machine may be ahead.
  advance({ minutes: 10 });
  await run(id);
  expect(await stateOf(id)).toBe('RUNNING');
  // Known before the lease ends: from then on the worker of this process may ask as well.
  provider.found = { ref: 'done-before-the-crash' };
  await db.$executeRaw`
    update tasks set lease_until = clock_timestamp() - interval '1 second' where id = ${id}`;
  await run(id);
  expect(await stateOf(id)).toBe('SUCCEEDED');
  // Tasks of earlier tests may have come due with the clock; this one was not sent again.
  expect(provider.calls).not.toContain((await rowOf(id)).idempotencyKey);
  expect(provider.recorded).toContain('done-before-the-crash');
});

it.each([
  ['QUEUED', 'SUCCEEDED'],
  ['QUEUED', 'DEAD'],
  ['SUCCEEDED', 'QUEUED'],
  ['REJECTED', 'RUNNING'],
  ['CANCELLED', 'QUEUED'],
  ['UNKNOWN', 'QUEUED'],
  ['DEAD', 'RUNNING'],
] as const)('never goes from %s to %s: the database refuses', async (from, to) => {
  const id = await beginOf(gateway, requested, { subject: 77 });
  const { db } = gateway.app;
  const way = { QUEUED: [], CANCELLED: ['CANCELLED'] }[from as string] ?? ['RUNNING', from];
  for (const state of way as (typeof from)[])
    await db.task.update({ where: { id }, data: { state, leaseUntil: null } });
  await expect(db.task.update({ where: { id }, data: { state: to } })).rejects.toThrow(
    /does not go from/,
  );
});
