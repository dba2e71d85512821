import { beforeAll, expect, it } from 'vitest';
import { forget } from '#modules/system/automation/forget.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const follow = (after: string) =>
  gateway.ask('subscription ($after: String) { ticketUpdated(after: $after) { type } }', { after });
const ADD = `mutation ($id: ID!) {
  addClientNote(input: { clientId: $id, text: "x" }) { clientNote { id } } }`;

it('forgets events after a month, and says so to whoever comes with an older cursor', async () => {
  const { db, outbox } = gateway.app;
  for (let times = 0; times < 3; times += 1)
    await gateway.data(ADD, { id: `Client:${gateway.carol}` });
  await expect.poll(() => db.outboxEvent.count({ where: { position: null } })).toBe(0);
  const [first, second] = await db.outboxEvent.findMany({ orderBy: { position: 'asc' } });
  const before = new Date(Date.now() - 31 * 24 * 3_600_000);
  await db.outboxEvent.updateMany({
    where: { position: { lte: second!.position! } },
    data: { at: before },
  });
  await forget(gateway.app);
  expect(await db.outboxEvent.count({ where: { at: before } })).toBe(0);
  expect(codeOf(await follow(String(first!.position)))).toBe('CURSOR_EXPIRED');
  const { data } = await gateway.ask(`{ events(after: "${second!.position}") { type } }`);
  expect(data.events.length).toBeGreaterThan(0);
  expect(await outbox.retains(second!.position!)).toBe(true);
});

it('forgets idempotency keys that are not remembered any more', async () => {
  const { db } = gateway.app;
  const key = (name: string, hours: number) => ({
    scope: 'credential:1',
    key: name,
    requestHash: 'x',
    expiresAt: new Date(Date.now() + hours * 3_600_000),
  });
  await db.idempotencyKey.createMany({ data: [key('old', -1), key('young', 1)] });
  await forget(gateway.app);
  expect(await db.idempotencyKey.findMany({ select: { key: true } })).toEqual([{ key: 'young' }]);
});
