import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importRequest } from '#commands/import-options.ts';
import { planText } from '#import/plan.ts';
import { importByCommands, planByCommands } from '#import/by-commands.ts';
import { type RapiAccess, whasolsCommands } from '#import/rapi/spellings.ts';
import type { Database } from '#platform/database/client.ts';
import { anotherDatabase } from '#test/setup/database.ts';
import { accessTo, plainWhasols } from './shop/options.ts';
import { type OldWhasols, oldWhasols } from './shop/rapi.ts';

describe('an import from a running WHASOLS refuses', () => {
  let old: OldWhasols;
  let database: Database;
  const bring = async (more: Partial<RapiAccess> = {}) => {
    const commands = whasolsCommands({ ...accessTo(old), ...more });
    return importByCommands(database, { ...plainWhasols(old), commands });
  };

  beforeAll(async () => {
    database = await anotherDatabase();
  });
  beforeEach(async () => {
    old = await oldWhasols();
  });
  afterEach(() => old.close());
  afterAll(() => database?.close());

  it('a wrong token, without repeating it', async () => {
    const refused = bring({ token: 'guessed' });
    await expect(refused).rejects.toThrow(/--token: the source does not let in \(Authentication/);
    await expect(refused).rejects.not.toThrow(/guessed/);
  });

  it('an address that answers with a page, or not at all', async () => {
    const wrong = old.address.replace('/rapi', '/');
    await expect(bring({ address: wrong })).rejects.toThrow(
      /HTTP 404 and no JSON.*https:\/\/host\/rapi/,
    );
    await expect(bring({ address: 'http://127.0.0.1:1/rapi' })).rejects.toThrow(/cannot be read/);
  }, 60_000);

  it('to send the token without TLS', async () => {
    await expect(bring({ address: 'http://old.example/rapi' })).rejects.toThrow(/without TLS/);
    expect(old.commands).toEqual([]);
  });

  it('a token that may not call all it needs, before anything is read', async () => {
    old.forbidden.add('GetQuotes').add('GetTicket');
    await expect(bring()).rejects.toThrow(/may not call GetQuotes, GetTicket\./);
    const [begun] = await database.query({ text: 'select 1 from import_sources', values: [] });
    expect(begun).toBeUndefined();
  });

  it('an amount that is none, and goes on once it is corrected; so after it died', async () => {
    Object.assign(old.shop.transactions[0]!, { amountin: 'much' });
    await expect(bring()).rejects.toThrow(/accounts 501: amountin: "much"/);
    Object.assign(old.shop.transactions[0]!, { amountin: '119.00' });
    // The first calls ask what it is, each command once; then it goes on with the transactions.
    old.diesAfter = 45;
    await expect(bring()).rejects.toThrow(
      /stopped answering while it was read .* same command again/,
    );
    old.diesAfter = Number.POSITIVE_INFINITY;
    const [here] = await database.query({ text: 'select 1 from clients', values: [] });
    expect(here).toBeUndefined();
    old.commands.length = 0;
    const options = plainWhasols(old);
    const begun: unknown[] = [];
    const certificate = await importByCommands(database, {
      ...options,
      accepted: ['count of *', 'total of *'],
      onBegin: (_source, pass) => begun.push(pass),
    });
    expect(begun).toEqual([{ number: 1, isResumed: true }]);
    expect(certificate).toMatchObject({ pass: 1, isClean: true });
    const times = (command: string) => old.commands.filter((each) => each === command).length;
    expect([times('GetClients'), times('GetInvoice'), times('GetTransactions')]).toEqual([1, 1, 1]);
  }, 120_000);

  it('to call it clean where the source counts more than it tells', async () => {
    old.countsMore.add('invoices');
    Object.assign(old.shop.clients[0]!, {
      stats: { numunpaidinvoices: 1, numpaidinvoices: 2, creditbalance: '$1,006.50 USD' },
    });
    const another = await anotherDatabase();
    const { differences, isClean } = await importByCommands(another, {
      ...plainWhasols(old),
      accepted: ['count of *', 'total of orders', 'total of contacts'],
    }).finally(() => another.close());
    const open = differences.filter(({ isAccepted }) => !isAccepted);
    expect(isClean).toBe(false);
    expect(open.map(({ name, source, here }) => [name, source, here])).toEqual([
      ['total of invoices', '7', '6'],
      ['stats of client 1: credit', '1006.50', '5.0000'],
      ['stats of client 1: paid invoices', '2', '1'],
    ]);
  }, 120_000);

  it('nothing to a plan, which says field by field what is not given', async () => {
    const plan = await planByCommands(whasolsCommands(accessTo(old)), () => {});
    const of = (name: string) => plan.nouns.find((noun) => noun.name === name)!;
    expect(of('clients')).toMatchObject({ rows: 3, taken: 3 });
    expect(of('clients').lines).toContainEqual({
      field: 'email',
      reason: 'an earlier row has the same: replaced',
      rows: 1,
      ids: [3],
    });
    expect(of('users').lines).toContainEqual({
      field: 'password',
      reason: 'no hash that is known: a new password has to be chosen',
      rows: 1,
      ids: [12],
    });
    expect(of('products').left.tax).toMatch(/no product is taxed/);
    expect(of('clients').unavailable).toContain('lastlogin');
    const text = planText(plan);
    expect(text).toMatch(/not moved: tax rules: no command tells them/);
    expect(text).toMatch(/invoices \(tblinvoices\): 6 rows, 6 come/);
  });

  it('arguments that say too little', () => {
    const rapi = ['whasols', '--rapi', 'https://old.example/rapi'];
    expect(() => importRequest(rapi, {})).toThrow(/set WHASOLS_TOKEN/);
    expect(() => importRequest(['whasols', '--token', 'x'], {})).toThrow(
      /hostgraph import whasols/,
    );
    expect(() => importRequest([...rapi, '--per-second', '0'], { WHASOLS_TOKEN: 'x' })).toThrow(
      /from 1 to 1000/,
    );
    expect(() => importRequest([...rapi, '--role', 'A=*'], { WHASOLS_TOKEN: 'x' })).toThrow(
      '--role: it does nothing with --rapi.',
    );
    expect(importRequest(rapi, { WHASOLS_TOKEN: 'x' }).from).toEqual({
      whasols: { address: 'https://old.example/rapi', token: 'x', perSecond: 20 },
    });
  });
});
