import { beforeAll, expect, it } from 'vitest';
import type { App } from '#schema/app.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';

const WAVE = 200;
const POISONED = 100;

const handled: number[] = [];

async function startReader(app: App): Promise<void> {
  await app.outbox.consume({
    name: 'test.wave',
    types: ['ban.added'],
    handle: async ({ payload }) => {
      const { banId } = payload as { banId: number };
      if (banId === POISONED) throw new Error('This one cannot be read.');
      handled.push(banId);
    },
  });
}

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway(startReader);
});

it('handles a wave of events in order, and sets the poisoned one in its middle aside (F9)', async () => {
  const { db } = gateway.app;
  const payloads = Array.from({ length: WAVE }, (_, place) => ({ banId: place + 1 }));
  await db.outboxEvent.createMany({
    data: payloads.map((payload) => ({ type: 'ban.added', payload })),
  });
  await db.$executeRaw`select pg_notify('outbox', '')`;
  // Five failures with pauses of 1, 2, 4, 8 and 16 s are half a minute; then the others go on.
  await expect.poll(() => new Set(handled).size, { timeout: 120_000 }).toBe(WAVE - 1);
  const first = payloads.map(({ banId }) => banId).filter((banId) => banId !== POISONED);
  // What was handled with the poisoned one in a transaction that failed is handled again.
  expect([...new Set(handled)]).toEqual(first);
  const { tasks } = await gateway.data(
    `{ tasks(filter: { kind: ["event.handle"] }) { nodes { state error { message } } } }`,
  );
  expect(tasks.nodes).toHaveLength(1);
  await expect
    .poll(async () => (await db.task.findFirst({ where: { kind: 'event.handle' } }))?.message)
    .toBe('This one cannot be read.');
}, 150_000);
