import { beforeAll, expect, it } from 'vitest';
import { booksStatement } from '#modules/billing/ledger/check-books.ts';
import { proveBooks } from '#modules/billing/ledger/prove-books.ts';
import { observeState } from '#start/observed-state.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  observeState(gateway.app);
});

it('goes through each table once, not once for each client (F38)', async () => {
  const rows = await gateway.app.database.query<Record<string, string>>({
    text: `explain ${booksStatement}`,
    values: [],
  });
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('clients');
  // What EXPLAIN calls a select that is carried out anew for each row.
  expect(plan).not.toContain('SubPlan');
});

it('keeps what the night has proven, with its time, for queries and alerts (F38)', async () => {
  const { app } = gateway;
  const PROOF = '{ bookProof { provenAt faults { what kept proven } } }';
  const metric = async (name: string) =>
    new RegExp(`^${name} (\\S+)`, 'm').exec(
      await (await fetch(`${gateway.url}/metrics`)).text(),
    )?.[1];
  expect((await gateway.data(PROOF)).bookProof).toBeNull();
  expect(await metric('hostgraph_books_proven_timestamp_seconds')).toBe('0');

  const input = { clientId: `Client:${gateway.carol}`, amount: '12.50', description: 'Gift' };
  await gateway.data(
    'mutation ($input: AddCreditInput!) { addCredit(input: $input) { credit { id } } }',
    { input },
  );
  const before = Date.now();
  await proveBooks(app);
  const { provenAt, faults } = (await gateway.data(PROOF)).bookProof;
  expect(Date.parse(provenAt)).toBeGreaterThanOrEqual(before);
  expect(faults).toEqual([]);

  // Somebody has written past the program.
  await app.db.client.update({ where: { id: gateway.carol }, data: { creditBalance: '99' } });
  await proveBooks(app);
  const fault = { kept: '99.0000', proven: '12.5000' };
  expect((await gateway.data(PROOF)).bookProof.faults).toEqual([
    { what: `credit account of client ${gateway.carol}`, ...fault },
    { what: `credit of client ${gateway.carol}`, ...fault },
  ]);
  expect(await metric('hostgraph_book_faults')).toBe('2');
  const { errors } = await gateway.ask(PROOF, {}, 'carol');
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});
