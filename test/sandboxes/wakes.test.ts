import { afterAll, beforeAll, expect, vi } from 'vitest';
import { freeze } from '#core/clock.ts';
import { startSandboxes } from '#modules/sandboxes/start-sandboxes.ts';
import type { Database } from '#platform/database/client.ts';
import { sandboxPlace } from '#sandbox/place.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { stopAfterFile } from '#test/setup/stops.ts';
import { together } from '#test/setup/together.ts';
import { ADD_CLIENT, clientOf, makeSandbox, type TestSandbox } from './sandbox.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

let gateway: Gateway;
let sandboxes: TestSandbox[];
const thaw = freeze('2026-03-10T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway(startSandboxes);
  sandboxes = [
    await makeSandbox(gateway, 'One', 'NOTHING'),
    await makeSandbox(gateway, 'Two', 'NOTHING'),
  ];
});
afterAll(thaw);

const CHANNELS = ['outbox', 'jobs', 'tasks'];
const ADD_KEY = `mutation { createApiCredential(input: { kind: STAFF, name: "Other", permissions: ["*"] }) {
  credential { id } } }`;

/** Counts what is heard by whoever works on a database. */
async function heardOn(database: Database) {
  let count = 0;
  const stops: (() => Promise<void>)[] = [];
  for (const channel of CHANNELS) stops.push(await database.listen(channel, () => (count += 1)));
  stopAfterFile(async () => {
    for (const stop of stops) await stop();
  });
  return () => count;
}

/** Waits until nothing has been heard for a second and a half, which is longer than a relay's pause. */
async function silence(counts: (() => number)[]): Promise<number[]> {
  let last = '';
  await vi.waitUntil(
    () => {
      const heard = counts.map((count) => count()).join(' ');
      const isSame = heard === last;
      last = heard;
      return isSame;
    },
    { interval: 1_500, timeout: 30_000 },
  );
  return counts.map((count) => count());
}

// On the embedded database each sandbox has an engine of its own.
together('wakes a sandbox for what happens in it, and for nothing else', async () => {
  const { database, config } = gateway.app;
  const besides: Database[] = [];
  for (const { id } of sandboxes) {
    const beside = await database.beside(sandboxPlace(config, Number(id.split(':')[1])));
    stopAfterFile(() => beside.close());
    besides.push(beside);
  }
  const counts = [];
  for (const each of [database, ...besides]) counts.push(await heardOn(each));
  const { data } = gateway;
  const companies = [data, sandboxes[0]!.data, sandboxes[1]!.data];
  for (const [place, ask] of companies.entries()) {
    const before = await silence(counts);
    // Events, rights that are changed, and an email that is sent by a task.
    await ask(ADD_CLIENT, clientOf(`woken${place}@example.com`));
    await ask(ADD_KEY);
    const after = await silence(counts);
    const woken = after.map((count, at) => count > before[at]!);
    expect(woken).toEqual(companies.map((_, at) => at === place));
  }
});
