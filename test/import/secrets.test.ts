import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importRequest } from '#commands/import-options.ts';
import { Keyring } from '#core/secret.ts';
import type { ApiAccess } from '#import/source/api.ts';
import { importWhmcs, planWhmcs } from '#import/whmcs.ts';
import type { Database } from '#platform/database/client.ts';
import { anotherDatabase } from '#test/setup/database.ts';
import { oldApi, type OldApi } from './shop/api.ts';
import { type Shop, whyNoShop } from './shop/database.ts';
import { databaseAlone, encryptionKey, plainImport, whmcsOf } from './shop/options.ts';
import { uglyShop } from './shop/ugly.ts';

const reason = await whyNoShop();
if (reason) console.warn(`The import by the API is not tested: ${reason}.`);

const keyring = new Keyring(encryptionKey);

describe.skipIf(reason)('what the API of the source tells', () => {
  let shop: Shop;
  let database: Database;
  let api: OldApi;

  const access = (more: Partial<ApiAccess> = {}): ApiAccess => ({
    address: api.address,
    identifier: 'import',
    secret: 's3cret-of-the-api',
    accessKey: null,
    ...more,
  });
  const bring = (given: ApiAccess | null = access()) =>
    importWhmcs(database, { ...plainImport(shop.address), api: given });
  const plain = async (table: string, column: string, purpose: string, context: string) => {
    const rows = await database.query<{ id: number; text: string | null }>({
      text: `select id, ${column} as text from ${table} order by id`,
      values: [],
    });
    const read = (id: number, text: string) =>
      keyring.box(purpose).decrypt(text, context.replace('#', String(id)));
    return Object.fromEntries(rows.map(({ id, text }) => [id, text && read(id, text)]));
  };
  const passwords = () => plain('services', 'password_encrypted', 'service-password', 'services:#');
  const tokens = () => plain('pay_methods', 'token_encrypted', 'pay-method', 'pay_methods:#');

  beforeAll(async () => {
    [shop, database] = [await uglyShop(), await anotherDatabase()];
    api = await oldApi({
      systemUrl: 'https://old.example/',
      identifier: 'import',
      secret: 's3cret-of-the-api',
      passwords: new Map([
        [1, 'adas-panel'],
        [2, 'graces-panel'],
      ]),
      unlisted: [1],
      payMethods: new Map([
        [
          1,
          [
            {
              id: 2,
              type: 'RemoteCreditCard',
              remote_token: '{"customer":"cus_1","method":"pm_1"}',
            },
            { id: 3, type: 'RemoteBankAccount', remote_token: 'M-7' },
            { id: 4, type: 'CreditCard', card_last_four: '1111' },
            { id: 5, type: 'RemoteCreditCard', remote_token: '' },
          ],
        ],
      ]),
      decrypted: new Map([['secret==', 'root-of-web1']]),
    });
    // Pages of one, as a server may give fewer than it was asked for.
    api.pageSize = 1;
    await shop.run(`update tblhosting set password = 'enc==' where id in (1, 2)`);
    await shop.run('delete from tblpaymethods');
    await shop.add('tblpaymentgateways', [
      { gateway: 'stripe', setting: 'name', value: 'Cards', order: 2 },
    ]);
    const card = {
      userid: 1,
      payment_type: 'RemoteCreditCard',
      gateway_name: 'stripe',
      description: '',
      contact_type: 'Client',
      contact_id: 1,
      order_preference: 2,
      deleted_at: null,
    };
    await shop.add('tblpaymethods', [
      { ...card, id: 2, description: 'Work', order_preference: 1 },
      {
        ...card,
        id: 3,
        payment_type: 'RemoteBankAccount',
        gateway_name: 'banktransfer',
        order_preference: 0,
        contact_type: 'Contact',
        contact_id: 21,
      },
      { ...card, id: 4, payment_type: 'CreditCard', gateway_name: '' },
      { ...card, id: 5, order_preference: 3 },
      { ...card, id: 6, order_preference: 0, deleted_at: '2025-01-01 10:00:00' },
      { ...card, id: 7, userid: 99 },
    ]);
    await shop.add('tblcreditcards', [
      {
        pay_method_id: 2,
        card_type: 'Visa',
        last_four: '4242',
        expiry_date: '2031-02-28 00:00:00',
      },
    ]);
    await shop.add('tblbankaccts', [{ pay_method_id: 3, bank_name: 'First Bank' }]);
  });
  beforeEach(() => {
    api.isDown = false;
    api.actions.length = 0;
  });
  afterAll(async () => {
    await api?.close();
    await database?.close();
    await shop?.drop();
  });

  it('is asked by https, of the same installation, with credentials it takes', async () => {
    await expect(bring(access({ address: 'http://old.example/api.php' }))).rejects.toThrow(
      '--api: give it as https://host/includes/api.php.',
    );
    const wrong = bring(access({ secret: 'another-secret' }));
    await expect(wrong).rejects.toThrow(/cannot be used \(Authentication Failed\)/);
    await expect(wrong).rejects.not.toThrow(/another-secret/);
    await expect(bring(access({ address: 'http://127.0.0.1:1/api.php' }))).rejects.toThrow(
      /127\.0\.0\.1:1\/api\.php cannot be used \(127\.0\.0\.1:1 did not answer/,
    );
    api.content.systemUrl = 'https://elsewhere.example/';
    await expect(bring()).rejects.toThrow(
      '--api: it is that of "https://elsewhere.example/", the database that of https://old.example/.',
    );
    api.content.systemUrl = 'https://old.example/';
  });

  it('is in the plan, pay method by pay method', async () => {
    const said = databaseAlone(shop.address);
    const without = await planWhmcs(said);
    expect(without.leftBehind).toMatchObject([{ table: 'tblpaymethods', rows: 6 }]);
    const of = (plan: typeof without, name: string) =>
      plan.nouns.find((noun) => noun.name === name);
    expect(of(without, 'services')?.left).toEqual({
      password: 'is encrypted with a key of the source: --api tells it',
    });
    const plan = await planWhmcs({ ...said, api: access() });
    expect(plan.leftBehind).toEqual([]);
    expect(of(plan, 'services')?.left).toEqual({});
    expect(of(plan, 'pay methods')).toMatchObject({ rows: 6, taken: 2 });
    expect(of(plan, 'pay methods')?.lines).toEqual([
      {
        field: '',
        reason: 'its number is stored by the source itself: the client enters it anew',
        rows: 1,
        ids: [4],
      },
      { field: '', reason: 'the API tells no token of it', rows: 1, ids: [5] },
      { field: '', reason: 'it was deleted', rows: 1, ids: [6] },
      { field: '', reason: 'its row of clients is gone', rows: 1, ids: [7] },
    ]);
  });

  it('stops where the API goes away, and goes on from there', async () => {
    const cut = importWhmcs(database, {
      ...plainImport(shop.address),
      api: access(),
      onProgress: (step) => {
        if (step === 'orders') api.isDown = true;
      },
    });
    await expect(cut).rejects.toThrow(/stopped answering at services after 0 .*did not answer/);
    api.isDown = false;
    const { pass } = await bring();
    expect(pass).toBe(1);
  });

  it('is encrypted here: passwords of services and servers, and tokens', async () => {
    expect(await passwords()).toEqual({ 1: 'adas-panel', 2: 'graces-panel' });
    expect(
      await plain('servers', 'password_encrypted', 'server-password', 'servers:#:password'),
    ).toEqual({ 1: 'root-of-web1' });
    // What Stripe needs in one text; what another gateway calls it stays.
    expect(await tokens()).toEqual({ 2: 'cus_1/pm_1', 3: 'M-7' });
    const rows = await database.query({
      text: `select id, client_id, type::text, description, contact_id, last4, brand, expiry_month,
             expiry_year, bank_name, is_default from pay_methods order by id`,
      values: [],
    });
    expect(rows).toMatchObject([
      {
        id: 2,
        client_id: 1,
        type: 'CREDIT_CARD',
        description: 'Work',
        contact_id: null,
        last4: '4242',
        brand: 'Visa',
        expiry_month: 2,
        expiry_year: 2031,
        is_default: false,
      },
      { id: 3, type: 'BANK_ACCOUNT', contact_id: 21, bank_name: 'First Bank', is_default: true },
    ]);
  });

  it('is read only', async () => {
    await bring();
    expect([...new Set(api.actions)].toSorted()).toEqual([
      'DecryptPassword',
      'GetClientsProducts',
      'GetConfigurationValue',
      'GetPayMethods',
    ]);
  });

  it('comes with a delta where it has changed, and stays encrypted as it is where it has not', async () => {
    const stored = () =>
      database.query({ text: 'select password_encrypted from services order by id', values: [] });
    const [, before] = await stored();
    api.content.passwords.set(1, 'adas-new-panel');
    await shop.run('update tblpaymethods set deleted_at = now() where id = 3');
    const certificate = await bring();
    expect(await passwords()).toEqual({ 1: 'adas-new-panel', 2: 'graces-panel' });
    expect((await stored())[1]).toEqual(before);
    expect(await tokens()).toEqual({ 2: 'cus_1/pm_1' });
    // The next in the client's order.
    const defaults = { text: 'select id from pay_methods where is_default', values: [] };
    expect(await database.query(defaults)).toEqual([{ id: 2 }]);
    const names = certificate.differences.map(({ name }) => name);
    expect(names).toContain('count of pay methods');
    expect(names).not.toContain('count of passwords of services');
  });

  it('stays where a delta is not given the API', async () => {
    const certificate = await bring(null);
    expect(await passwords()).toEqual({ 1: 'adas-new-panel', 2: 'graces-panel' });
    expect(await tokens()).toEqual({ 2: 'cus_1/pm_1' });
    expect(certificate.notAsked).toContain('passwords and pay methods: --api was not given');
  });
});

describe('--api', () => {
  const asked = (more: readonly string[], environment: Record<string, string> = {}) =>
    whmcsOf(importRequest(['whmcs', '--database', 'mysql://h/d', ...more], environment)).api;

  it('has its credentials from options or the environment', () => {
    const address = 'https://old.example/includes/api.php';
    expect(asked([])).toBeNull();
    expect(
      asked(['--api', address], { WHMCS_API_IDENTIFIER: 'me', WHMCS_API_SECRET: 'hush' }),
    ).toEqual({ address, identifier: 'me', secret: 'hush', accessKey: null });
    expect(
      asked(['--api', address, '--api-identifier', 'you', '--api-secret', 'hush'], {
        WHMCS_API_ACCESS_KEY: 'key',
      }),
    ).toEqual({ address, identifier: 'you', secret: 'hush', accessKey: 'key' });
    expect(() => asked(['--api', address, '--api-identifier', 'you'])).toThrow(
      '--api: set WHMCS_API_IDENTIFIER and WHMCS_API_SECRET',
    );
  });
});
