import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { systemActor } from '#core/actor.ts';
import { permissions } from '#core/permissions.ts';
import type { Certificate } from '#import/certificate/certificate.ts';
import { importByCommands } from '#import/by-commands.ts';
import { checkBooks } from '#modules/billing/ledger/check-books.ts';
import type { Database } from '#platform/database/client.ts';
import { type Ask, apiAs } from '#start/api.ts';
import { anotherDatabase } from '#test/setup/database.ts';
import { adasPassword } from './shop/old-shop.ts';
import { encryptionKey, plainWhasols } from './shop/options.ts';
import { type OldWhasols, oldWhasols } from './shop/rapi.ts';

describe('an import from a running WHASOLS', () => {
  let old: OldWhasols;
  let database: Database;
  let running: RunningApp;
  let certificate: Certificate;

  const bring = (accepted: readonly string[] = []) =>
    importByCommands(database, { ...plainWhasols(old), accepted, timeZone: 'Europe/Berlin' });
  const ask: Ask = (document, variables) =>
    apiAs(running.app, systemActor(new Set(permissions)))(document, variables);
  const differing = (from: Certificate) =>
    from.differences.map(({ name, source, here }) => `${name}: ${source} → ${here}`);

  beforeAll(async () => {
    [old, database] = [await oldWhasols(), await anotherDatabase()];
    // Three clients and six invoices take several pages of two.
    old.pageSize = 2;
    old.stumbles.add('GetInvoices').add('GetTicket');
    certificate = await bring();
    const config = readConfig({ LOG_LEVEL: 'silent', ENCRYPTION_KEY: encryptionKey });
    running = await startApp(config, { opened: database, works: false });
  });
  afterAll(async () => {
    await running?.stop();
    await database?.close();
    await old?.close();
  });

  it('names each difference with both values: what belongs to clients that are gone', () => {
    expect(differing(certificate)).toEqual([
      'count of contacts: 2 → 1',
      'count of orders: 2 → 1',
      'count of pay methods: 2 → 1',
      'total of contacts: 2 → 1',
      'total of orders: 2 → 1',
    ]);
    expect(certificate.isClean).toBe(false);
  });

  it('only reads', () => {
    expect(old.commands.filter((command) => !command.startsWith('Get'))).toEqual([]);
  });

  it('adds money up on both sides, by currency, and leaves books that balance', async () => {
    const sums = certificate.groups.flatMap(({ group, sums: by }) =>
      Object.entries(by).map(([currency, { source, here }]) => [group, currency, source, here]),
    );
    // 20 − 15 of credit; 119 + (35 + 15) of client 1 and 12 of the deleted one, 80 of client 2;
    // 119 + 10 + 12 came in; 35 − 10 and 80 are owed.
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

  it('keeps ids, and has an address for a client without one', async () => {
    const { clients } = await ask(`{ clients(first: 10, orderBy: [{ field: ID }]) { nodes {
      databaseId firstName lastName email currency credit { amount } status phoneCountryCode
      phoneNumber group { databaseId } emailPreferences { product general } } } }`);
    expect(clients.nodes).toMatchObject([
      {
        databaseId: 1,
        lastName: "O'Lovelace",
        email: 'ada@example.test',
        currency: 'USD',
        credit: { amount: '5.00' },
        phoneCountryCode: '44',
        phoneNumber: '2079460000',
        group: { databaseId: 1 },
        emailPreferences: { product: false, general: true },
      },
      { databaseId: 2, lastName: 'Müller', email: 'client-2@imported.invalid', currency: 'EUR' },
      { databaseId: 3, email: 'client-3@imported.invalid', status: 'CLOSED' },
    ]);
  });

  it('has what is sold, with its prices', async () => {
    const [prices, tlds, choices] = await Promise.all(
      [
        `select product_id, currency_code, cycle::text, price::text, setup_fee::text
         from product_prices order by 1, 2, 3`,
        `select t.extension, p.action::text, p.years, p.price::text from tld_prices p
         join tlds t on t.id = p.tld_id order by 1, 2, 3`,
        `select c.name, p.cycle::text, p.price::text from config_option_prices p
         join config_option_choices c on c.id = p.choice_id order by 1, 2`,
      ].map((text) => database.query<object>({ text, values: [] })),
    );
    expect(prices!.map((row) => Object.values(row).join(' '))).toEqual([
      '1 EUR ANNUALLY 80.0000 0.0000',
      '1 EUR MONTHLY 8.0000 5.0000',
      '1 USD ANNUALLY 100.0000 0.0000',
      '1 USD MONTHLY 10.0000 5.0000',
    ]);
    expect(tlds!.map((row) => Object.values(row).join(' '))).toEqual([
      'co.uk REGISTER 1 9.1000',
      'co.uk RENEW 1 9.1000',
      'com REGISTER 1 10.0000',
      'com REGISTER 2 20.0000',
      'com RENEW 1 12.0000',
      'com TRANSFER 1 11.0000',
    ]);
    expect(choices).toHaveLength(4);
  });

  it('has what was bought, and the secrets that are given', async () => {
    const { service, domain, card } = await ask(`{
      service: node(id: "Service:1") { ... on Service { status domainName nextDueOn
        recurring { amount } product { databaseId } order { databaseId }
        configOptions { optionId choiceId } } }
      domain: node(id: "Domain:2") { ... on Domain { name unicodeName status nextDueOn } }
      card: node(id: "PayMethod:7") { ... on PayMethod { last4 expiryYear expiryMonth } } }`);
    expect(service).toEqual({
      status: 'ACTIVE',
      domainName: 'ada.example',
      nextDueOn: '2027-04-01',
      recurring: { amount: '10.00' },
      product: { databaseId: 1 },
      order: { databaseId: 1 },
      configOptions: [{ optionId: 'ConfigOption:1', choiceId: 'ConfigOptionChoice:2' }],
    });
    expect(domain).toEqual({
      name: 'xn--mnchen-3ya.com',
      unicodeName: 'münchen.com',
      status: 'TRANSFERRED_AWAY',
      nextDueOn: null,
    });
    expect(card).toEqual({ last4: '4242', expiryYear: 2031, expiryMonth: 3 });
    const [kept] = await database.query<{ plain: number; left: number }>({
      text: `select (select count(password_encrypted) from services)::int as plain,
               (select count(*) from pg_namespace where nspname = 'import_source')::int as left`,
      values: [],
    });
    expect(kept).toEqual({ plain: 1, left: 0 });
  });

  it('has invoices with their lines, and what was written', async () => {
    const { invoice, ticket, quote, affiliate } = await ask(`{
      invoice: node(id: "Invoice:101") { ... on Invoice { number total { amount } balance { amount }
        items { description amount { amount } tax { amount } service { databaseId } } } }
      ticket: node(id: "Ticket:1") { ... on Ticket { subject message priority service { databaseId }
        status { title } replies(first: 5) { nodes { databaseId message staffName } } } }
      quote: node(id: "Quote:1") { ... on Quote { stage items { quantity amount { amount } } } }
      affiliate: node(id: "Affiliate:1") { ... on Affiliate { balance { amount } withdrawn { amount } } }
    }`);
    // 19 % of 60 and of 40.
    expect(invoice).toMatchObject({
      number: 'R-1',
      total: { amount: '119.00' },
      balance: { amount: '0.00' },
      items: [
        { amount: { amount: '60.00' }, tax: { amount: '11.40' }, service: { databaseId: 1 } },
        { amount: { amount: '40.00' }, tax: { amount: '7.60' } },
      ],
    });
    expect(ticket).toMatchObject({
      subject: "It doesn't work",
      message: 'Help <me>',
      priority: 'HIGH',
      service: { databaseId: 1 },
      status: { title: 'Customer-Reply' },
      replies: { nodes: [{ databaseId: 1, message: 'Try again', staffName: 'Eve Staff' }] },
    });
    // 1.5 × 100 less 10 percent.
    expect(quote).toMatchObject({ stage: 'DELIVERED', items: [{ amount: { amount: '135.00' } }] });
    expect(affiliate).toEqual({ balance: { amount: '4.20' }, withdrawn: { amount: '30.00' } });
  });

  it('lets an owner sign in with the password it has', async () => {
    const signIn = (password: string) =>
      ask(
        `mutation ($password: Secret!) { validateLogin(input: { email: "ada@example.test",
           password: $password }) { user { databaseId } } }`,
        { password },
      );
    await expect(signIn('wrong')).rejects.toThrow();
    expect(await signIn(adasPassword)).toEqual({ validateLogin: { user: { databaseId: 11 } } });
  });

  it('brings what changed since, and takes away what was deleted there', async () => {
    const { shop } = old;
    Object.assign(shop.invoices[3]!, { status: 'Paid', paid_date: '2025-04-01 10:00:00' });
    shop.transactions.push({
      ...shop.transactions[1],
      id: '505',
      user_id: '2',
      invoice_id: '106',
      amountin: '80.00',
      trans_id: 'N1',
    });
    Object.assign(shop.clients[0]!, { last_name: 'Byron' });
    Object.assign(shop.clients[1]!, {
      stats: { numpaidinvoices: 1, numcancelledinvoices: 1, creditbalance: '0,00 €' },
    });
    shop.invoices.pop();
    shop.tickets.pop();
    delete shop.tlds['co.uk'];
    shop.tlds = { net: { ...shop.tlds.com, tld: '.net' }, ...shop.tlds };
    const delta = await bring(['count of *', 'total of *']);
    expect(differing(delta)).toEqual(differing(certificate));
    expect(delta).toMatchObject({ pass: 2, isClean: true });
    expect(await checkBooks(database.prisma)).toEqual([]);
    const { client, invoice, draft, ticket } = await ask(`{
      client: node(id: "Client:1") { ... on Client { lastName } }
      invoice: node(id: "Invoice:106") { ... on Invoice { status balance { amount } } }
      draft: node(id: "Invoice:108") { id } ticket: node(id: "Ticket:2") { id } }`);
    expect([client, invoice, draft, ticket]).toEqual([
      { lastName: 'Byron' },
      { status: 'PAID', balance: { amount: '0.00' } },
      null,
      null,
    ]);
    const tlds = await database.query({
      text: 'select id, extension from tlds order by id',
      values: [],
    });
    expect(tlds).toEqual([
      { id: 1, extension: 'com' },
      { id: 3, extension: 'net' },
    ]);
  });
});
