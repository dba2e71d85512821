import { beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const ADD = `mutation ($input: AddClientNoteInput!) {
  addClientNote(input: $input) { clientNote { id text } }
}`;
const send = (text: string, key: string, as: 'staff' | 'reseller' = 'staff', document = ADD) => {
  const clientId = `Client:${as === 'staff' ? gateway.carol : gateway.rob}`;
  return gateway.ask(document, { input: { clientId, text } }, as, { 'idempotency-key': key });
};

it('gives the first answer again, byte for byte, though the data has changed since', async () => {
  const first = await send('Before.', 'k-1');
  await gateway.app.db.clientNote.updateMany({ data: { note: 'After.' } });
  const again = await send('Before.', 'k-1');
  expect(JSON.stringify(again.data)).toBe(JSON.stringify(first.data));
  // And says that it is the first one's (F79).
  expect(first.headers.get('idempotent-replayed')).toBeNull();
  expect(again.headers.get('idempotent-replayed')).toBe('true');
});

it('does the change once for another selection under the same key', async () => {
  const first = await send('Selected.', 'k-2');
  const other = ADD.replace('id text', 'isSticky id');
  const again = await send('Selected.', 'k-2', 'staff', other);
  expect(again.data.addClientNote.clientNote).toEqual({
    isSticky: false,
    id: first.data.addClientNote.clientNote.id,
  });
});

it('keeps the keys of two credentials apart', async () => {
  const mine = await send('Mine.', 'k-3');
  const theirs = await send('Theirs.', 'k-3', 'reseller');
  expect(theirs.data.addClientNote.clientNote.text).toBe('Theirs.');
  expect(mine.data.addClientNote.clientNote.text).toBe('Mine.');
});

it('treats each change of one operation on its own', async () => {
  const clientId = `Client:${gateway.carol}`;
  const both = `mutation ($a: AddClientNoteInput!, $b: AddClientNoteInput!) {
    a: addClientNote(input: $a) { clientNote { id } }
    b: addClientNote(input: $b) { clientNote { id } }
  }`;
  const variables = { a: { clientId, text: 'One.' }, b: { clientId, text: 'Two.' } };
  const headers = { 'idempotency-key': 'k-4' };
  const first = await gateway.ask(both, variables, 'staff', headers);
  const again = await gateway.ask(both, variables, 'staff', headers);
  expect(again.data).toEqual(first.data);
  expect(first.data.a.clientNote.id).not.toBe(first.data.b.clientNote.id);
  expect(await gateway.app.db.clientNote.count({ where: { note: { in: ['One.', 'Two.'] } } })).toBe(
    2,
  );
});

it('forgets a key after two days', async () => {
  await send('Old.', 'k-5');
  await gateway.app.db.idempotencyKey.updateMany({
    where: { key: 'k-5' },
    data: { expiresAt: new Date(0) },
  });
  await send('Old.', 'k-5');
  expect(await gateway.app.db.clientNote.count({ where: { note: 'Old.' } })).toBe(2);
});

it('leaves nothing of a refused change, so that the key is free again', async () => {
  const input = { clientId: 'Client:9999', text: 'x' };
  const headers = { 'idempotency-key': 'k-6' };
  const refused = await gateway.ask(ADD, { input }, 'staff', headers);
  expect(codeOf(refused)).toBe('CLIENT_NOT_FOUND');
  expect(await gateway.app.db.idempotencyKey.count({ where: { key: 'k-6' } })).toBe(0);
});

it('refuses a key that is none', async () => {
  expect(codeOf(await send('x', 'two words'))).toBe('IDEMPOTENCY_KEY_INVALID');
  expect(codeOf(await send('x', 'k'.repeat(129)))).toBe('IDEMPOTENCY_KEY_INVALID');
});
