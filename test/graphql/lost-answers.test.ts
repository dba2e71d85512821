import { beforeAll, expect } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { together } from '#test/setup/together.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const ADD = `mutation ($id: ID!) { addClientNote(input: { clientId: $id, text: "Kept." }) {
  clientNote { databaseId client { tickets { edges { node { id } } } } } } }`;

together('says that the answer was lost, not that nothing was done, after the commit', async () => {
  const { database, db } = gateway.app;
  const id = `Client:${gateway.carol}`;
  const headers = { 'idempotency-key': 'lost' };
  const answer = await database.connection(async ({ script }) => {
    // Whatever reads tickets waits longer than it may; the note itself is written.
    await script('begin; lock table tickets in access exclusive mode');
    return gateway.ask(ADD, { id }, 'staff', headers);
  });
  expect(codeOf(answer)).toBe('ANSWER_LOST');
  // What repeats requests by their status repeats this one under its key (F80).
  expect(answer.status).toBe(503);
  expect(await db.clientNote.count({ where: { note: 'Kept.' } })).toBe(1);
  const again = await gateway.ask(ADD, { id }, 'staff', headers);
  expect(again.data.addClientNote.clientNote.client.tickets.edges).toEqual([]);
  expect(await db.clientNote.count({ where: { note: 'Kept.' } })).toBe(1);
});
