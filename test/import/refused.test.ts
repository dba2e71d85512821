import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { OnProgress } from '#import/run.ts';
import { importWhmcs, planWhmcs } from '#import/whmcs.ts';
import type { Database } from '#platform/database/client.ts';
import { anotherDatabase } from '#test/setup/database.ts';
import { newShop, type Shop, whyNoShop } from './shop/database.ts';
import { databaseAlone, plainImport } from './shop/options.ts';
import { settings, uglyShop } from './shop/ugly.ts';

const reason = await whyNoShop();
if (reason) console.warn(`What an import refuses is not tested: ${reason}.`);

describe.skipIf(reason)('an import from WHMCS refuses', () => {
  const shops: Shop[] = [];
  let database: Database;
  const shop = async (made: Promise<Shop>) => {
    shops.push(await made);
    return shops.at(-1)!;
  };
  const bring = (address: string, onProgress: OnProgress = () => {}) =>
    importWhmcs(database, { ...plainImport(address), onProgress });

  beforeAll(async () => {
    database = await anotherDatabase();
  });
  afterEach(async () => {
    for (const each of shops.splice(0)) await each.drop();
  });
  afterAll(() => database?.close());

  it('a version whose tables are not known, by its name', async () => {
    const { address } = await shop(uglyShop('10.1.0'));
    await expect(bring(address)).rejects.toThrow(/WHMCS 10\.1\.0, whose tables are not known/);
  });

  it('a database that is none of WHMCS, a dump that is not whole, and a server that is not there', async () => {
    const empty = await shop(newShop());
    await empty.run('drop table tblcredit');
    await empty.add('tblconfiguration', settings());
    await expect(bring(empty.address)).rejects.toThrow(/not whole: the table tblcredit is missing/);
    await empty.run('drop table tblconfiguration');
    await expect(bring(empty.address)).rejects.toThrow(/no database of WHMCS/);
    const nowhere = 'mysql://root:secret@127.0.0.1:1/x';
    await expect(bring(nowhere)).rejects.toThrow(/127\.0\.0\.1:1\/x cannot be read \(ECONNREFUSED/);
    await expect(bring(nowhere)).rejects.not.toThrow(/secret/);
    await expect(bring('http://old.example/')).rejects.toThrow(/give it as mysql:/);
  });

  it('a second one at once', async () => {
    const { address } = await shop(uglyShop());
    let second: Promise<unknown> | undefined;
    const first = bring(address, () => {
      second ??= bring(address).catch((error: Error) => error.message);
    });
    // The embedded database has one connection, on which the second waits for its turn.
    const [certificate, refused] = [await first, await second];
    expect(certificate.pass).toBe(1);
    if (database.kind === 'postgresql') expect(refused).toMatch(/Another import is at work/);
  });

  it('a database that was filled from elsewhere', async () => {
    const other = await shop(uglyShop());
    await other.run(
      `update tblconfiguration set value = 'https://new.example/' where setting = 'SystemURL'`,
    );
    await expect(bring(other.address)).rejects.toThrow(
      'This database was filled from https://old.example/, not from https://new.example/',
    );
  });

  it('nothing to a plan, which says field by field what will not come', async () => {
    const { address } = await shop(uglyShop());
    const plan = await planWhmcs(databaseAlone(address));
    const of = (name: string) => plan.nouns.find((noun) => noun.name === name)!;
    expect(of('clients')).toMatchObject({ rows: 4, taken: 4 });
    expect(of('clients').lines).toEqual(
      expect.arrayContaining([
        { field: 'email', reason: 'an earlier row has the same: replaced', rows: 1, ids: [2] },
        { field: 'currency', reason: 'currency was removed: XXX instead', rows: 1, ids: [3] },
        {
          field: 'firstname',
          reason: 'Latin-1 in UTF-8: the text was repaired',
          rows: 1,
          ids: [2],
        },
      ]),
    );
    expect(plan.leftBehind).toMatchObject([{ table: 'tblpaymethods', rows: 1 }]);
    expect(of('invoice lines').lines).toEqual([
      { field: '', reason: 'its row of invoices is gone', rows: 1, ids: [13] },
    ]);
  });
});
