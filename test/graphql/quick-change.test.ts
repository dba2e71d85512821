import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const linesOf = (unitPrice: string) => [{ description: 'Work', unitPrice }];
const create = (selection: string, more: object = {}, key?: string) =>
  gateway.ask(
    `mutation ($input: CreateInvoiceInput!) { made: createInvoice(input: $input) { ${selection} } }`,
    {
      input: {
        clientId: `Client:${gateway.carol}`,
        status: 'UNPAID',
        lines: linesOf('7.00'),
        ...more,
      },
    },
    'staff',
    key ? { 'idempotency-key': key } : {},
  );
const SHOWN =
  '__typename id status total { amount currency } items { description amount { amount } }';
const read = async (id: string) =>
  (await gateway.data(`query ($id: ID!) { node(id: $id) { ... on Invoice { ${SHOWN} } } }`, { id }))
    .node;

it.each([
  ['rows alone', `invoice { ${SHOWN} }`],
  ['rows by a fragment and under other names', `a: invoice { ...F } __typename`],
  ['rows that another field leads to', `invoice { ${SHOWN} } client { id }`],
])('shows a change as a read shows it afterwards: %s', async (_title, selection) => {
  const fragment = selection.includes('...F') ? ` fragment F on Invoice { ${SHOWN} }` : '';
  const { data, errors } = await gateway.ask(
    `mutation ($input: CreateInvoiceInput!) { made: createInvoice(input: $input) { ${selection} } }${fragment}`,
    { input: { clientId: `Client:${gateway.carol}`, status: 'UNPAID', lines: linesOf('7.00') } },
  );
  expect(errors).toBeUndefined();
  const shown = data.made.invoice ?? data.made.a;
  expect(shown).toMatchObject({ status: 'UNPAID', total: { amount: '7.00', currency: 'USD' } });
  expect(shown).toEqual(await read(shown.id));
});

it('shows a refusal as any other way does, and keeps nothing of it', async () => {
  const { db } = gateway.app;
  const before = await db.invoice.count();
  const { errors, data } = await create('invoice { id }', { clientId: 'Client:99999' }, 'refused');
  expect(data?.made ?? null).toBeNull();
  expect(errors).toMatchObject([{ path: ['made'], extensions: { code: 'CLIENT_NOT_FOUND' } }]);
  expect(await db.invoice.count()).toBe(before);
  expect((await create('invoice { id }', {}, 'refused-again')).errors).toBeUndefined();
});

it('shows nothing of a change whose commit fails, and makes it once when it is sent again', async () => {
  const { db, database } = gateway.app;
  if (database.kind === 'embedded') return;
  await db.$executeRawUnsafe(`
    create function refuse_at_commit() returns trigger language plpgsql as
    $$ begin raise exception 'not today'; end $$`);
  await db.$executeRawUnsafe(`
    create constraint trigger refuse_at_commit after insert on invoices
    deferrable initially deferred for each row execute function refuse_at_commit()`);
  const before = await db.invoice.count();
  const failed = await create('invoice { id }', {}, 'commit');
  expect(failed.data?.made ?? null).toBeNull();
  expect(failed.errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
  expect(await db.invoice.count()).toBe(before);
  await db.$executeRawUnsafe('drop trigger refuse_at_commit on invoices');
  await db.$executeRawUnsafe('drop function refuse_at_commit');
  const again = await create('invoice { id }', {}, 'commit');
  expect(again.errors).toBeUndefined();
  expect((await create('invoice { id }', {}, 'commit')).data).toEqual(again.data);
  expect(await db.invoice.count()).toBe(before + 1);
});
