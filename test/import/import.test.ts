import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { systemActor } from '#core/actor.ts';
import { permissions } from '#core/permissions.ts';
import type { Certificate } from '#import/certificate/certificate.ts';
import { importWhmcs } from '#import/whmcs.ts';
import { checkBooks } from '#modules/billing/ledger/check-books.ts';
import type { Database } from '#platform/database/client.ts';
import { type Ask, apiAs } from '#start/api.ts';
import { anotherDatabase } from '#test/setup/database.ts';
import { type Shop, whyNoShop } from './shop/database.ts';
import { plainImport } from './shop/options.ts';
import { adasPassword, uglyShop } from './shop/ugly.ts';

const reason = await whyNoShop();
if (reason) console.warn(`The import is not tested: ${reason}.`);

describe.skipIf(reason)('an import from WHMCS', () => {
  let shop: Shop;
  let database: Database;
  let running: RunningApp;
  let certificate: Certificate;

  const bring = (accepted: readonly string[] = []) =>
    importWhmcs(database, {
      ...plainImport(shop.address),
      accepted,
      timeZone: 'Europe/Berlin',
    });
  const ask: Ask = (document, variables) =>
    apiAs(running.app, systemActor(new Set(permissions)))(document, variables);
  const differing = (from: Certificate) =>
    from.differences.map(({ name, source, here }) => `${name}: ${source} → ${here}`);

  beforeAll(async () => {
    [shop, database] = [await uglyShop(), await anotherDatabase()];
    certificate = await bring();
    const config = readConfig({ LOG_LEVEL: 'silent', ENCRYPTION_KEY: 'ab'.repeat(32) });
    running = await startApp(config, { opened: database, works: false });
  });
  afterAll(async () => {
    await running?.stop();
    await database?.close();
    await shop?.drop();
  });

  it('names each difference with both values, and why', () => {
    expect(differing(certificate)).toEqual([
      'count of tax rules: 2 → 1',
      "count of users' clients: 4 → 3",
      'count of contacts: 2 → 1',
      'count of orders: 2 → 1',
      'count of services: 3 → 2',
      'count of invoice lines: 13 → 12',
      'count of tickets: 3 → 2',
      'count of ticket replies: 2 → 1',
      'count of custom field values: 3 → 1',
      'service 3 status: TERMINATED → missing',
      'service 3 next due: 2024-01-01 → missing',
    ]);
    const reasons = certificate.differences.map(({ name, reason: why }) => [name, why]);
    expect(Object.fromEntries(reasons)).toMatchObject({
      'count of invoice lines': '1 left out: its row of invoices is gone',
      'service 3 status': 'its row of clients is gone',
    });
    expect(certificate.isClean).toBe(false);
  });

  it('leaves books that balance', async () => {
    expect(await checkBooks(database.prisma)).toEqual([]);
  });

  it('adds money up on both sides, by currency', () => {
    const sums = certificate.groups.flatMap(({ group, sums: by }) =>
      Object.entries(by).map(([currency, { source, here }]) => [group, currency, source, here]),
    );
    // 119 + (35 + 15) + 30 + 20 + 40 + 8 of client 1 and 12 of the deleted one; 119 + 10 + 20 + 12
    // + (40 − 40) + 8 + 4 came in; 35 − 10 are owed.
    expect(sums).toEqual([
      ['credit', 'USD', '5', '5'],
      ['credit', 'EUR', '0', '0'],
      ['credit', 'XXX', '7.5', '7.5'],
      ['invoiced', 'USD', '279', '279'],
      ['invoiced', 'EUR', '80', '80'],
      ['invoiced', 'XXX', '10', '10'],
      ['paid', 'USD', '173', '173'],
      ['paid', 'XXX', '10', '10'],
      ['due', 'USD', '25', '25'],
      ['due', 'EUR', '80', '80'],
      ['due', 'XXX', '0', '0'],
    ]);
  });

  it('keeps ids (F57), repairs texts, and gives an address to one client only', async () => {
    const { clients } = await ask(`{ clients(first: 10, orderBy: [{ field: ID }]) { nodes {
      databaseId firstName lastName email currency credit { amount } status } } }`);
    const of = (databaseId: number, rest: object) => ({ databaseId, status: 'ACTIVE', ...rest });
    expect(clients.nodes).toMatchObject([
      of(1, { lastName: "O'Lovelace", currency: 'USD', credit: { amount: '5.00' } }),
      of(2, { firstName: 'Jürgen', lastName: 'Müller', email: 'client-2@imported.invalid' }),
      of(3, { currency: 'XXX', credit: { amount: '7.50' } }),
      of(4, { status: 'CLOSED' }),
    ]);
  });

  it('has invoices as clients were sent them, with a line for what their lines leave open', async () => {
    const { invoices } = await ask(`{ invoices(first: 20, orderBy: [{ field: ID }]) { nodes {
      databaseId status number total { amount } amountPaid { amount } balance { amount }
      items { description amount { amount } tax { amount } } client { databaseId } } } }`);
    // oxlint-disable-next-line typescript/no-explicit-any -- as GraphQL answers
    const rows = invoices.nodes.map((each: any) => [
      each.databaseId,
      each.status,
      each.total.amount,
      each.amountPaid.amount,
      each.balance.amount,
    ]);
    expect(rows).toEqual([
      [101, 'PAID', '119.00', '119.00', '0.00'],
      [102, 'UNPAID', '35.00', '10.00', '25.00'],
      [103, 'PAID', '30.00', '0.00', '0.00'],
      [104, 'PAID', '20.00', '20.00', '0.00'],
      [105, 'PAID', '12.00', '12.00', '0.00'],
      [106, 'UNPAID', '80.00', '0.00', '80.00'],
      [107, 'CANCELLED', '9.00', '0.00', '0.00'],
      [108, 'DRAFT', '11.00', '0.00', '11.00'],
      [109, 'REFUNDED', '40.00', '0.00', '0.00'],
      [110, 'PAID', '10.00', '10.00', '0.00'],
      [111, 'PAID', '8.00', '8.00', '0.00'],
    ]);
    const [first, second, , , fifth, sixth] = invoices.nodes;
    expect([first.number, second.number, fifth.client]).toEqual(['R-1', null, null]);
    // 19 shared by 60 and 40: 11.40 and 7.60.
    expect(first.items.map(({ tax }: { tax: { amount: string } }) => tax.amount)).toEqual([
      '11.40',
      '7.60',
    ]);
    expect(sixth.items[1]).toMatchObject({
      description: 'Difference between the lines and the total',
      amount: { amount: '10.00' },
    });
  });

  it('has what is sold and what was bought, with its dates and terms', async () => {
    const { order, service, domain, product } = await ask(`{
      order: node(id: "Order:1") { ... on Order { number items { description } invoice { databaseId } } }
      service: node(id: "Service:1") { ... on Service { domainName status nextDueOn
        recurring { amount } addons { name } } }
      domain: node(id: "Domain:2") { ... on Domain { name unicodeName status nextDueOn } }
      product: node(id: "Product:1") { ... on Product { name slug
        prices { cycle currency price setupFee } } }
    }`);
    expect(order).toMatchObject({ number: '1234567890', invoice: { databaseId: 101 } });
    expect(order.items.map((each: { description: string }) => each.description)).toEqual([
      'Starter',
      'Example.COM',
      'Backups',
    ]);
    expect(service).toMatchObject({
      domainName: 'ada.example',
      status: 'ACTIVE',
      nextDueOn: '2025-04-01',
      recurring: { amount: '5.00' },
      addons: [{ name: 'Backups' }],
    });
    expect(domain).toEqual({
      name: 'xn--mnchen-3ya.com',
      unicodeName: 'münchen.com',
      status: 'TRANSFERRED_AWAY',
      nextDueOn: null,
    });
    expect(product.prices).toMatchObject([
      { cycle: 'MONTHLY', price: '5', setupFee: '2.5' },
      { cycle: 'ANNUALLY', price: '50', setupFee: '0' },
    ]);
  });

  it('has what was said and written', async () => {
    const { first, second, quote, affiliate, article, client } = await ask(`{
      first: node(id: "Ticket:1") { ... on Ticket { number subject message priority
        status { title } service { databaseId } tags replies(first: 5) { nodes { message staffName } } } }
      second: node(id: "Ticket:2") { ... on Ticket { number status { title } } }
      quote: node(id: "Quote:1") { ... on Quote { stage items { quantity amount { amount } } } }
      affiliate: node(id: "Affiliate:1") { ... on Affiliate { balance { amount } withdrawn { amount } } }
      article: node(id: "KnowledgeBaseArticle:1") { ... on KnowledgeBaseArticle { title
        category { name parent { name } } } }
      client: node(id: "Client:1") { ... on Client { customFieldValues { value } } }
    }`);
    expect(first).toMatchObject({
      subject: "It doesn't work",
      message: 'Help <me>',
      priority: 'HIGH',
      status: { title: 'Customer-Reply' },
      service: { databaseId: 1 },
      tags: ['urgent'],
      replies: { nodes: [{ message: 'Try again', staffName: 'Eve Staff' }] },
    });
    expect(second).toEqual({ number: '2-again', status: { title: 'Closed' } });
    // 1.5 × 100 less 10 percent.
    expect(quote).toMatchObject({ stage: 'DELIVERED', items: [{ amount: { amount: '135.00' } }] });
    expect(affiliate).toEqual({ balance: { amount: '4.20' }, withdrawn: { amount: '25.00' } });
    expect(article.category).toEqual({ name: 'Mail', parent: { name: 'How to' } });
    expect(client.customFieldValues).toMatchObject([{ value: 'Berlin' }]);
  });

  it('is clean once each difference is accepted by its name, and brings what changed since', async () => {
    await shop.run(`update tblinvoices set status = 'Paid', datepaid = now() where id = 106`);
    await shop.run(`insert into tblaccounts (userid, invoiceid, amountin, transid, date, gateway)
                    values (2, 106, 80, 'N1', now(), 'banktransfer')`);
    await shop.run(`update tblclients set credit = 6, lastname = 'Byron' where id = 1`);
    await shop.run(`update tblinvoices set total = 21, subtotal = 21 where id = 104`);
    await shop.run('delete from tblinvoices where id in (103, 107)');
    await shop.run('delete from tblinvoiceitems where invoiceid in (103, 107)');
    await shop.run('delete from tbltickets where id = 2');
    await shop.run('delete from tblclients where id = 4');
    const delta = await bring(['count of *', 'service 3 *']);
    expect(delta).toMatchObject({ pass: 2, isClean: true });
    const namesOf = ({ differences }: Certificate) => differences.map(({ name }) => name);
    expect(namesOf(delta)).toEqual(namesOf(certificate));
    // Two invoices with a line each, a ticket and a client were deleted: they are gone on both sides.
    expect(differing(delta)).toContain('count of invoice lines: 11 → 10');
    expect(differing(delta)).toContain('count of tickets: 2 → 1');
    expect(await checkBooks(database.prisma)).toEqual([]);
    const { node } = await ask(`{ node(id: "Client:1") {
      ... on Client { lastName credit { amount } } } }`);
    expect(node).toEqual({ lastName: 'Byron', credit: { amount: '6.00' } });
  });

  it('lets people sign in with the password they have (F57)', async () => {
    const signIn = (password: string) =>
      ask(
        `mutation ($password: Secret!) { validateLogin(input: { email: "ada@example.test",
           password: $password }) { user { databaseId } } }`,
        { password },
      );
    await expect(signIn('wrong')).rejects.toThrow();
    expect(await signIn(adasPassword)).toEqual({ validateLogin: { user: { databaseId: 11 } } });
  });

  it('counts on behind the numbers that it brought, and has sent nothing (F57)', async () => {
    const [waiting] = await database.query<{ tasks: number; emails: number }>({
      text: `select (select count(*) from tasks)::int as tasks,
                    (select count(*) from emails where status in ('PENDING', 'SENDING'))::int as emails`,
      values: [],
    });
    expect(waiting).toEqual({ tasks: 0, emails: 0 });
    const { clients } = await ask(
      '{ clients(last: 1, orderBy: [{ field: ID }]) { nodes { databaseId } } }',
    );
    const who = { firstName: 'New', lastName: 'Client', email: 'new@example.test' };
    const place = { address1: '1 Street', city: 'London', state: 'London', postcode: 'N1 9GU' };
    const input = { ...who, ...place, country: 'GB', phoneNumber: '+442079460000' };
    const { addClient } = await ask(
      'mutation ($input: AddClientInput!) { addClient(input: $input) { client { databaseId } } }',
      { input: { ...input, password: 'a long new password' } },
    );
    const [{ databaseId: brought }] = clients.nodes;
    expect(addClient.client.databaseId).toBeGreaterThan(brought);
  });

  it('does nothing to a gateway that is in use since', async () => {
    await database.query({ text: 'update installations set quiet_since = null', values: [] });
    await expect(bring()).rejects.toThrow(/in use since/);
  });
});
