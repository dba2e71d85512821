import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { openBell } from '#platform/database/bell.ts';
import { ring, transaction } from '#platform/database/transaction.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

it('rings once for all that end together, and forgets nobody (F43)', async () => {
  const rung: string[][] = [];
  let letGo = () => {};
  const slow = new Promise<void>((resolve) => (letGo = resolve));
  const bell = openBell(
    async (channels) => {
      rung.push(channels);
      if (rung.length === 1) await slow;
    },
    () => {},
  );
  bell.ring('outbox');
  // While the first is under way: two channels, fifty times each.
  for (let change = 0; change < 50; change += 1) for (const to of ['outbox', 'jobs']) bell.ring(to);
  letGo();
  await bell.close();
  expect(rung).toEqual([['outbox'], ['outbox', 'jobs']]);
});

it('wakes whoever listens once a change is committed, and never for one that is undone (F43)', async () => {
  const { database, db } = gateway.app;
  let heard = 0;
  const stop = await database.listen('bell_test', () => (heard += 1));
  const from = heard;
  await transaction(db, async (tx) => {
    ring(tx, 'bell_test');
    await sleep(50);
    expect(heard).toBe(from);
  });
  await expect.poll(() => heard).toBe(from + 1);
  const undone = transaction(db, (tx) => {
    ring(tx, 'bell_test');
    return Promise.reject(new Error('undo'));
  });
  await expect(undone).rejects.toThrow('undo');
  ring(db, 'bell_test');
  await expect.poll(() => heard).toBe(from + 2);
  await stop();
});
