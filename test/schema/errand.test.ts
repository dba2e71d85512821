import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { advance, freeze, useSystemClock } from '#core/clock.ts';
import { ProviderError, type Outcome } from '#core/provider-error.ts';
import { transaction } from '#platform/database/transaction.ts';
import { systemActor } from '#core/actor.ts';
import { systemRequest } from '#schema/context.ts';
import { errand } from '#schema/errand.ts';
import { settle, settleAll } from '#schema/settle.ts';
import { openWork } from '#schema/work.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';

/** What the outside is told to do next, and what it has seen. */
const outside = {
  calls: [] as string[],
  next: [] as (Outcome | 'OK' | 'SLOW')[],
  found: null as object | null,
  recorded: [] as string[],
};

const kind = errand<{ what: string }, { ref: string }>({
  kind: 'test.errand',
  retries: 1,
  go: async ({ key }, { what }) => {
    outside.calls.push(key);
    const next = outside.next.shift() ?? 'OK';
    if (next === 'SLOW') await sleep(150);
    else if (next !== 'OK') throw new ProviderError(next, `outside says ${next}`);
    return { ref: `ref-of-${what}` };
  },
  after: async (_work, _input, { ref }) => void outside.recorded.push(ref),
  refused: async (_work, _input, message) => void outside.recorded.push(message),
  reconcile: async () => {
    if (outside.found instanceof ProviderError) throw outside.found;
    return outside.found as { ref: string } | null;
  },
});

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
beforeEach(() => {
  Object.assign(outside, { calls: [], next: [], found: null, recorded: [] });
});
afterEach(useSystemClock);

async function begin(): Promise<number> {
  const { app } = gateway;
  const worker = { app, actor: systemActor(new Set()), requestInfo: systemRequest('test') };
  return transaction(app.db, (tx) =>
    openWork(worker, tx).begin(kind, {
      subject: { type: 'Test', id: 1 },
      clientId: gateway.carol,
      input: { what: 'this' },
    }),
  );
}

const stateOf = async (id: number) =>
  (await gateway.app.db.errand.findUniqueOrThrow({ where: { id } })).state;

it('talks once and records once, however many settle it at the same time', async () => {
  outside.next = ['SLOW'];
  const id = await begin();
  await Promise.all(Array.from({ length: 10 }, () => settle(gateway.app, id)));
  await settle(gateway.app, id);
  expect(await stateOf(id)).toBe('DONE');
  expect(outside.calls).toHaveLength(1);
  expect(outside.recorded).toEqual(['ref-of-this']);
});

it('ends with the outside’s words when it refuses', async () => {
  outside.next = ['REFUSED'];
  const id = await begin();
  await expect(settleAll(gateway.app, [id])).rejects.toMatchObject({
    code: 'PROVIDER_REJECTED',
    message: 'outside says REFUSED',
  });
  expect(await stateOf(id)).toBe('REFUSED');
  expect(outside.recorded).toEqual(['outside says REFUSED']);
});

it('tries again what never reached the outside, with the same key, then gives up', async () => {
  outside.next = ['NOT_SENT', 'NOT_SENT'];
  const id = await begin();
  await settle(gateway.app, id);
  expect(await stateOf(id)).toBe('PENDING');
  await settle(gateway.app, id);
  expect(await stateOf(id)).toBe('REFUSED');
  expect(new Set(outside.calls).size).toBe(1);
  expect(outside.calls).toHaveLength(2);
});

it('keeps an unknown outcome unknown, and asks before anything is sent again', async () => {
  outside.next = ['UNKNOWN'];
  const id = await begin();
  await expect(settleAll(gateway.app, [id])).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  expect(await stateOf(id)).toBe('UNKNOWN');

  outside.found = { ref: 'found-there' };
  await settle(gateway.app, id);
  expect(await stateOf(id)).toBe('DONE');
  expect(outside.calls).toHaveLength(1);
  expect(outside.recorded).toEqual(['found-there']);
});

it('keeps it unknown while the outside cannot be asked, however often that is tried', async () => {
  outside.next = ['UNKNOWN'];
  const id = await begin();
  await settle(gateway.app, id);
  outside.found = new ProviderError('NOT_SENT', 'the line is dead');
  for (const _try of [1, 2, 3]) {
    await settle(gateway.app, id);
    expect(await stateOf(id)).toBe('UNKNOWN');
  }
  outside.found = { ref: 'done-at-first' };
  await settle(gateway.app, id);
  expect(outside.calls).toHaveLength(1);
  expect(outside.recorded).toEqual(['done-at-first']);
});

it('sends again once the outside says that nothing arrived', async () => {
  outside.next = ['UNKNOWN', 'OK'];
  const id = await begin();
  await settle(gateway.app, id);
  await settle(gateway.app, id);
  expect(await stateOf(id)).toBe('DONE');
  expect(new Set(outside.calls).size).toBe(1);
  expect(outside.calls).toHaveLength(2);
});

it('takes over from a process that died in the middle, after its lease, by asking first', async () => {
  freeze('2026-11-21T12:00:00Z');
  const id = await begin();
  const { db } = gateway.app;
  const died = { state: 'SENT', attempts: 1, sentAt: new Date('2026-11-21T12:00:00Z') } as const;
  const leaseUntil = new Date('2026-11-21T12:02:00Z');
  await db.errand.update({ where: { id }, data: { ...died, leaseUntil } });
  await settle(gateway.app, id);
  expect(await stateOf(id)).toBe('SENT');

  advance({ minutes: 3 });
  outside.found = { ref: 'done-before-the-crash' };
  await settle(gateway.app, id);
  expect(await stateOf(id)).toBe('DONE');
  expect(outside.calls).toEqual([]);
  expect(outside.recorded).toEqual(['done-before-the-crash']);
});
