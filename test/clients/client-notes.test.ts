import { freeze } from '#core/clock.ts';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(thaw);

const ADD = `mutation ($input: AddClientNoteInput!) {
  addClientNote(input: $input) { clientNote { id text isSticky client { id } } }
}`;

it('writes a note and tells of it', async () => {
  const clientId = `Client:${gateway.carol}`;
  const { addClientNote } = await gateway.data(ADD, { input: { clientId, text: ' Pays late. ' } });
  expect(addClientNote.clientNote).toMatchObject({
    text: 'Pays late.',
    isSticky: false,
    client: { id: clientId },
  });
  const events = await gateway.app.db.outboxEvent.findMany({ where: { type: 'clientNote.added' } });
  expect(events.map(({ clientId: whose }) => whose)).toEqual([gateway.carol]);
  const [entry] = await gateway.app.db.auditEntry.findMany({ where: { action: 'addClientNote' } });
  expect(entry?.input).toEqual({ clientId, text: 'Pays late.', isSticky: false });
});

it('refuses an empty note by name, and leaves no trace', async () => {
  const before = await gateway.app.db.auditEntry.count();
  const input = { clientId: `Client:${gateway.carol}`, text: '  ' };
  const answer = await gateway.ask(ADD, { input });
  expect(codeOf(answer)).toBe('BAD_INPUT');
  expect(answer.errors?.[0]?.extensions.field).toBe('text');
  expect(await gateway.app.db.auditEntry.count()).toBe(before);
});

it('does not tell another reseller’s client from none', async () => {
  const foreign = { clientId: `Client:${gateway.carol}`, text: 'x' };
  const absent = { clientId: 'Client:9999', text: 'x' };
  const [one, other] = await Promise.all([
    gateway.ask(ADD, { input: foreign }, 'reseller'),
    gateway.ask(ADD, { input: absent }, 'reseller'),
  ]);
  expect(codeOf(one)).toBe('CLIENT_NOT_FOUND');
  expect(one.errors).toEqual(other.errors);
});

it('writes one note for fifty sends of one idempotency key', async () => {
  const input = { clientId: `Client:${gateway.stranger}`, text: 'Once.' };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      gateway.ask(ADD, { input }, 'staff', { 'idempotency-key': 'note-1' }),
    ),
  );
  const ids = new Set(answers.map(({ data }) => data?.addClientNote.clientNote.id));
  expect(ids.size).toBe(1);
  expect(await gateway.app.db.clientNote.count({ where: { note: 'Once.' } })).toBe(1);
  const other = { ...input, text: 'Twice.' };
  const reused = await gateway.ask(ADD, { input: other }, 'staff', { 'idempotency-key': 'note-1' });
  expect(codeOf(reused)).toBe('IDEMPOTENCY_KEY_REUSED');
});

it('speaks AddClientNote as it always did', async () => {
  await transcript(gateway, 'AddClientNote', [
    { title: 'a note', form: { user_id: gateway.carol, notes: 'Called today.', sticky: 'true' } },
    { title: 'by another spelling', form: { clientid: gateway.carol, notes: 'Again.' } },
    { title: 'no such client', form: { user_id: 9999, notes: 'x' } },
    { title: 'nothing in it', form: { user_id: gateway.carol, notes: '' } },
    { title: 'a stranger', form: { user_id: gateway.carol, notes: 'x' }, as: 'stranger' },
    { title: 'nobody', form: { user_id: gateway.carol, notes: 'x' }, as: null },
  ]);
});

it('speaks GetClients as it always did', async () => {
  await transcript(
    gateway,
    'GetClients',
    [
      { title: 'the first two', form: { limit_num: 2 } },
      {
        title: 'the second page, descending',
        form: { limit_num: 2, page_num: 2, sort_order: 'DESC' },
      },
      { title: 'by name', form: { first_name: 'ste', sort_order_field: 'last_name' } },
      { title: 'a reseller sees its own', form: {}, as: 'reseller' },
      { title: 'a status that is none', form: { status: 'Sleeping' } },
    ],
    ['entry_date'],
  );
});

it('tells customers nothing of notes through the log, and resellers of their own customers’', async () => {
  const add = `mutation ($input: AddClientNoteInput!) { addClientNote(input: $input) { __typename } }`;
  for (const client of [gateway.carol, gateway.rob])
    await gateway.data(add, { input: { clientId: `Client:${client}`, text: 'Pays late.' } });
  const received = async (as: 'staff' | 'reseller' | 'carol' | 'rob') => {
    const { events } = await gateway.data('{ events { type ids } }', {}, as);
    const notes = (events as { type: string; ids: { clientId: number } }[]).filter(({ type }) =>
      type.startsWith('CLIENT_NOTE_'),
    );
    return [...new Set(notes.map(({ ids }) => ids.clientId))];
  };
  await vi.waitFor(async () => expect(await received('staff')).toContain(gateway.rob), 5_000);
  expect(await received('reseller')).toEqual([gateway.rob]);
  expect([await received('carol'), await received('rob')]).toEqual([[], []]);
});
