import { beforeAll, expect, it } from 'vitest';
import { startOutbox } from '#platform/outbox/outbox.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const ADD = `mutation ($types: [String!]!) { createWebhook(input: {
  url: "https://example.com/events", eventTypes: $types }) { webhook { id } } }`;
const NOTE = `mutation ($id: ID!) {
  addClientNote(input: { clientId: $id, text: "x" }) { clientNote { id } } }`;

it('refuses events that do not exist, naming those that do (F49)', async () => {
  const wrong = await gateway.ask(ADD, { types: ['invoice.payed'] });
  expect(codeOf(wrong)).toBe('BAD_INPUT');
  const [issue] = wrong.errors![0]!.extensions.issues as { path: unknown; message: string }[];
  expect(issue!.path).toEqual(['input', 'eventTypes', 0]);
  expect(issue!.message).toContain('invoice.paid');
  expect(codeOf(await gateway.ask(ADD, { types: ['nothing.*'] }))).toBe('BAD_INPUT');
  expect(codeOf(await gateway.ask(ADD, { types: ['invoice.paid', 'ticket.*'] }))).not.toBe(
    'BAD_INPUT',
  );
});

it('takes no cursor of another log, such as one from before a restore (F15)', async () => {
  const { database, outbox } = gateway.app;
  await gateway.data(NOTE, { id: `Client:${gateway.carol}` });
  const events = (after: string) => gateway.ask(`{ events(after: "${after}") { cursor } }`);
  const follow = (after: string) =>
    gateway.ask(`subscription { ticketUpdated(after: "${after}") { cursor } }`);
  await expect.poll(async () => (await events('0')).data.events.length).toBeGreaterThan(0);
  const [{ cursor }] = (await events('0')).data.events;
  expect((await events(cursor)).errors).toBeUndefined();
  for (const ask of [events, follow])
    for (const after of ['9999', String(BigInt(cursor) + 9_999n), 'x'])
      expect(codeOf(await ask(after))).toBe('CURSOR_INVALID');

  // The same rows in another database: what a restore comes to.
  await database.query({ text: `update installations set fingerprint = 'elsewhere'`, values: [] });
  const restored = await startOutbox(database, { works: false });
  expect(restored.positionOf(cursor)).toBeNull();
  expect(outbox.positionOf(cursor)).not.toBeNull();
  const again = await startOutbox(database, { works: false });
  expect(again.positionOf(restored.cursorOf(1n))).toBe(1n);
  await Promise.all([restored.stop(), again.stop()]);
});

it('finds the ends of a long log by its index (F71)', async () => {
  const { database } = gateway.app;
  await database.query({
    text: `insert into outbox_events (type, payload, position)
           select 'ticket.replied', '{}', 1000 + n from generate_series(1, 20000) as n`,
    values: [],
  });
  await database.query({ text: 'analyze outbox_events' });
  const began = performance.now();
  await Promise.all(Array.from({ length: 100 }, () => gateway.app.outbox.retains(1n)));
  const spent = performance.now() - began;
  // 20,000 rows read a hundred times take seconds; an entry of an index a hundred times does not.
  expect(spent).toBeLessThan(400);
  await database.query({ text: 'delete from outbox_events where position > 1000', values: [] });
});
