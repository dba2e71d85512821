import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Certificate } from '#import/certificate/certificate.ts';
import { importByCommands } from '#import/by-commands.ts';
import { checkBooks } from '#modules/billing/ledger/check-books.ts';
import type { Database } from '#platform/database/client.ts';
import { ensureDemo } from '#start/demo.ts';
import { ensureEssentials } from '#start/essentials.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { anotherDatabase, resetDatabase } from '#test/setup/database.ts';
import { plainWhasols } from './shop/options.ts';

let gateway: Gateway;
let database: Database;
let certificate: Certificate;

beforeAll(async () => {
  gateway = await openGateway(async () => {});
  await resetDatabase();
  await ensureEssentials(gateway.app);
  await gateway.app.authCache.outlive();
  const { staff } = (await ensureDemo(gateway.app))!;
  database = await anotherDatabase();
  const source = { address: `${gateway.url}/rapi`, token: staff };
  certificate = await importByCommands(database, plainWhasols(source));
}, 240_000);
afterAll(() => database?.close());

it('a gateway of this program is taken over by its own commands, to a clean certificate', async () => {
  expect(certificate.differences).toEqual([]);
  expect(certificate.isClean).toBe(true);
  const groups = certificate.groups.map(({ group }) => group);
  expect(groups).toEqual(
    expect.arrayContaining(['due', 'as the lists count', 'as the source counts for each client']),
  );
  expect(await checkBooks(database.prisma)).toEqual([]);
});

it('what clients owe and have is the same there and here, by the ledgers of both', async () => {
  const balances = (of: Database) =>
    of.query({
      text: `select client_id, currency_code, account::text, balance::text from account_balances
             where account in ('RECEIVABLE', 'CLIENT_CREDIT') and balance <> 0
             order by client_id, currency_code, account`,
      values: [],
    });
  const there = await balances(gateway.app.database);
  expect(there.length).toBeGreaterThan(0);
  expect(await balances(database)).toEqual(there);
});
