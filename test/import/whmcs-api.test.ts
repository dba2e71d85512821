import { afterAll, beforeAll, expect, it } from 'vitest';
import { importRequest } from '#commands/import-options.ts';
import { importByCommands } from '#import/by-commands.ts';
import type { Certificate } from '#import/certificate/certificate.ts';
import { whmcsCommands } from '#import/rapi/spellings.ts';
import { checkBooks } from '#modules/billing/ledger/check-books.ts';
import type { Database } from '#platform/database/client.ts';
import { anotherDatabase } from '#test/setup/database.ts';
import { plainWhasols } from './shop/options.ts';
import { type OldWhasols, oldWhasols } from './shop/rapi.ts';

let old: OldWhasols;
let database: Database;
let certificate: Certificate;

const commands = (secret: string) =>
  whmcsCommands({
    address: old.api,
    identifier: 'import',
    secret,
    accessKey: null,
    perSecond: 1_000,
  });

beforeAll(async () => {
  [old, database] = [await oldWhasols(), await anotherDatabase()];
  old.pageSize = 2;
  old.shop.settings.Version = '8.3.1-release.1';
  const accepted = ['count of *', 'total of orders', 'total of contacts'];
  certificate = await importByCommands(database, {
    ...plainWhasols(old),
    accepted,
    commands: commands('hush'),
  });
}, 120_000);
afterAll(async () => {
  await database?.close();
  await old?.close();
});

it('a WHMCS comes over by its API alone, money and all', async () => {
  expect(certificate).toMatchObject({ system: 'whmcs', version: '8.3.1-release.1', isClean: true });
  const sums = certificate.groups.flatMap(({ group, sums: by }) =>
    Object.entries(by).map(([currency, { source, here }]) => [group, currency, source, here]),
  );
  // The same shop as that of whasols.test.ts, where each is added up.
  expect(sums).toEqual([
    ['credit', 'USD', '5', '5'],
    ['credit', 'EUR', '0', '0'],
    ['invoiced', 'USD', '181', '181'],
    ['invoiced', 'EUR', '80', '80'],
    ['paid', 'USD', '141', '141'],
    ['due', 'USD', '25', '25'],
    ['due', 'EUR', '80', '80'],
  ]);
  expect(await checkBooks(database.prisma)).toEqual([]);
});

it('what is spelled otherwise there comes as it does from a WHASOLS', async () => {
  const [row] = await database.query({
    text: `select s.recurring_amount::text as amount, s.username, s.server_id, d.expires_on::text as expires,
             c.created_at::date::text as since, i.paid_at::date::text as paid, g.title, o.number,
             (select count(*)::int from users where password_hash is not null) as hashes
           from services s join clients c on c.id = s.client_id join domains d on d.id = 1
           join invoices i on i.id = 101 join product_groups g on g.id = 1 join orders o on o.id = 1
           where s.id = 1`,
    values: [],
  });
  expect(row).toEqual({
    amount: '10.0000',
    username: 'ada',
    server_id: 1,
    expires: '2027-02-28',
    since: '2024-02-29',
    paid: '2025-03-10',
    title: 'Group 1',
    number: '1234567890',
    hashes: 1,
  });
});

it('a wrong secret is refused, and the database alone is no longer needed', async () => {
  const refused = importByCommands(database, { ...plainWhasols(old), commands: commands('guess') });
  await expect(refused).rejects.toThrow(
    /--api-secret: the source does not let in \(Authentication/,
  );
  const api = ['whmcs', '--api', 'https://old.example/includes/api.php'];
  const environment = { WHMCS_API_IDENTIFIER: 'me', WHMCS_API_SECRET: 'hush' };
  expect(importRequest(api, environment).from).toEqual({
    whmcsApi: {
      address: 'https://old.example/includes/api.php',
      identifier: 'me',
      secret: 'hush',
      accessKey: null,
      perSecond: 20,
    },
  });
  expect(() => whmcsCommands({ ...importOf('http://old.example/api.php'), perSecond: 1 })).toThrow(
    /--api: give it as https:/,
  );
});

const importOf = (address: string) => ({ address, identifier: '', secret: '', accessKey: null });
