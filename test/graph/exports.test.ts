import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { sweepExports } from '#modules/exports/sweep-exports.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
const invoices: Record<string, string> = {};

const CREATE = `mutation($input:CreateExportInput!){createExport(input:$input){
  export{id state rowCount totalCount format connection url(expiresIn:300)}}}`;
const READ = `query($id:ID!){node(id:$id){...on Export{
  id state rowCount totalCount columns url(expiresIn:300) finishedAt expiresAt}}}`;

type Headers = Record<string, string>;
type As = 'staff' | 'carol' | 'reseller' | Headers;

/** One request by a person or a key. */
function ask(document: string, variables: object, as: As = 'staff') {
  return typeof as === 'string'
    ? gateway.ask(document, variables, as)
    : gateway.ask(document, variables, null, as);
}

/** The export as it is once it is finished. */
async function finished(input: object, as?: As) {
  const { data, errors } = await ask(CREATE, { input }, as);
  expect(errors ?? []).toEqual([]);
  const { id } = data.createExport.export;
  for (let tries = 0; tries < 1_200; tries += 1) {
    const { node } = (await ask(READ, { id }, as)).data;
    if (node.state === 'FINISHED') return node;
    expect(['QUEUED', 'RUNNING']).toContain(node.state);
    expect(node.url).toBe(null);
    await sleep(50);
  }
  throw new Error('not finished in a minute');
}

/** What an address gives to whoever has it; the gateway listens on a port of its own. */
const get = (address: string, headers: Headers = {}) => {
  const { pathname, search } = new URL(address);
  return fetch(`${gateway.url}${pathname}${search}`, { headers });
};

/** Lines and cells of a file without line breaks in cells (RFC 4180). */
async function cellsOf(address: string): Promise<Record<string, string>[]> {
  const response = await get(address);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const text = await response.text();
  expect(text.endsWith('\r\n')).toBe(true);
  const [head = [], ...rows] = text
    .slice(0, -2)
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) =>
        quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'),
      ),
    );
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])));
}

const keyWith = async (...permissions: string[]): Promise<Headers> => {
  const { createApiCredential } = await gateway.data(
    `mutation($input:CreateApiCredentialInput!){createApiCredential(input:$input){token}}`,
    { input: { kind: 'STAFF', name: 'k', permissions } },
  );
  return { authorization: `Bearer ${createApiCredential.token}` };
};

beforeAll(async () => {
  gateway = await openGateway();
  for (const [name, who, unitPrice] of [
    ['small', 'carol', '10.00'],
    ['large', 'carol', '1234.50'],
    ['robs', 'rob', '20.00'],
  ] as const) {
    const { createInvoice } = await gateway.data(
      `mutation($input:CreateInvoiceInput!){createInvoice(input:$input){invoice{id}}}`,
      {
        input: {
          clientId: `Client:${gateway[who]}`,
          lines: [{ description: 'Work', unitPrice }],
          status: 'UNPAID',
        },
      },
    );
    invoices[name] = createInvoice.invoice.id;
  }
});

describe('createExport', () => {
  it('writes the rows of a list with its filter and order to a file (G64)', async () => {
    const node = await finished({
      connection: 'INVOICES',
      format: 'CSV',
      invoiceFilter: { total: { from: '15.00' }, status: ['UNPAID'] },
      invoiceOrderBy: [{ field: 'TOTAL', direction: 'DESC' }],
    });
    expect(node).toMatchObject({ rowCount: 2, totalCount: 2 });
    const rows = await cellsOf(node.url);
    expect(Object.keys(rows[0]!)).toEqual(node.columns);
    expect(rows).toMatchObject([
      {
        id: invoices.large,
        status: 'UNPAID',
        client: `Client:${gateway.carol}`,
        clientName: 'Carol Customer',
        currency: 'USD',
        total: '1234.50',
        balance: '1234.50',
        paidAt: '',
      },
      { id: invoices.robs, client: `Client:${gateway.rob}`, total: '20.00' },
    ]);
    // As it is listed.
    const list = await gateway.data(
      `{invoices(filter:{total:{from:"15.00"},status:[UNPAID]},orderBy:[{field:TOTAL,direction:DESC}]){nodes{id issuedOn dueOn}}}`,
    );
    expect(rows.map(({ id, issuedOn, dueOn }) => ({ id, issuedOn, dueOn }))).toEqual(
      list.invoices.nodes,
    );
  });

  it('writes every list, and finds by words (G64)', async () => {
    const carol = await finished({ connection: 'CLIENTS', query: 'carol customer' });
    expect(await cellsOf(carol.url)).toMatchObject([
      { id: `Client:${gateway.carol}`, firstName: 'Carol', credit: '0.00' },
    ]);
    for (const connection of ['TRANSACTIONS', 'DOMAINS', 'TICKETS']) {
      const { url, rowCount } = await finished({ connection });
      expect(await cellsOf(url), connection).toHaveLength(rowCount);
    }
  });

  it('defuses what a spreadsheet would take for a formula (G64)', async () => {
    const names = ['=1+1', '+cmd', '-2+3', '@sum', 'a,"b"'];
    for (const [at, companyName] of names.entries())
      await gateway.data(`mutation($input:AddClientInput!){addClient(input:$input){client{id}}}`, {
        input: {
          firstName: 'Spread',
          lastName: 'Sheet',
          email: `sheet${at}@example.com`,
          companyName,
          address1: '1',
          city: 'c',
          state: 's',
          postcode: '1',
          country: 'GB',
          phoneNumber: '+44 20 7946 0000',
          password: 'spread-sheet-1',
        },
      });
    const { url } = await finished({
      connection: 'CLIENTS',
      clientFilter: { firstName: 'Spread' },
      clientOrderBy: [{ field: 'ID' }],
    });
    const rows = await cellsOf(url);
    expect(rows.map(({ companyName }) => companyName)).toEqual([
      `'=1+1`,
      `'+cmd`,
      `'-2+3`,
      `'@sum`,
      'a,"b"',
    ]);
  });

  it('gives everybody their own rows alone, and columns they may read (G64)', async () => {
    const { url } = await finished({ connection: 'INVOICES' }, 'carol');
    expect((await cellsOf(url)).map(({ id }) => id)).toEqual([invoices.small, invoices.large]);
    const robs = await finished({ connection: 'INVOICES' }, 'reseller');
    expect((await cellsOf(robs.url)).map(({ id }) => id)).toEqual([invoices.robs]);
    const billing = await finished({ connection: 'INVOICES' }, await keyWith('billing:read'));
    const [first] = await cellsOf(billing.url);
    expect(first).toMatchObject({ id: invoices.small, total: '10.00' });
    expect(first).not.toHaveProperty('client');
    expect(first).not.toHaveProperty('clientName');
  });

  it('refuses whoever may not read the list, and the filter of another (G64)', async () => {
    const input = { connection: 'INVOICES' };
    const { data, errors } = await ask(CREATE, { input }, await keyWith('support:read'));
    expect(data).toEqual({ createExport: null });
    expect(errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN', permission: 'billing:read' } },
    ]);
    expect((await gateway.ask(CREATE, { input }, null)).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    const other = { connection: 'CLIENTS', invoiceFilter: {}, ticketOrderBy: [{ field: 'ID' }] };
    expect((await ask(CREATE, { input: other })).errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_INPUT',
          issues: [{ path: ['input', 'invoiceFilter'] }, { path: ['input', 'ticketOrderBy'] }],
        },
      },
    ]);
  });

  it('shows a file to its owner and to whoever has a link that is good still (G64)', async () => {
    const owner = await keyWith('billing:read');
    const { id, url } = await finished({ connection: 'INVOICES' }, owner);
    const { pathname, searchParams } = new URL(url);
    const bare = `${gateway.url}${pathname}`;
    expect((await get(bare, owner)).status).toBe(200);
    const head = await fetch(bare, { method: 'HEAD', headers: owner });
    expect([head.status, head.headers.get('content-disposition')]).toEqual([
      200,
      expect.stringMatching(/^attachment; filename="invoices-[\dT-]+\.csv"/),
    ]);
    expect((await get(bare, await keyWith('billing:read'))).status).toBe(404);
    expect((await get(bare)).status).toBe(401);
    expect((await ask(READ, { id }, await keyWith('billing:read'))).data).toEqual({ node: null });
    const until = Number(searchParams.get('until'));
    for (const wrong of [until + 1, until - 100_000]) {
      searchParams.set('until', String(wrong));
      const response = await get(`${bare}?${searchParams}`);
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'LINK_EXPIRED' } }],
      });
    }
    // After its day nothing is left of it. The clock alone makes it expire.
    const where = { id: Number(id.split(':')[1]) };
    await gateway.app.db.export.update({ where, data: { expiresAt: new Date(0) } });
    expect((await get(bare, owner)).status).toBe(404);
    await sweepExports(gateway.app);
    expect((await ask(READ, { id }, owner)).data).toEqual({ node: null });
  });

  it('writes more than ten thousand rows (G64)', async () => {
    // Through the public API it would take minutes.
    await gateway.app.db.$executeRaw`
      insert into clients (uuid, first_name, last_name, email, country_code, currency_code, updated_at)
      select gen_random_uuid(), 'Many', 'N' || n, 'many' || n || '@many.example', 'GB', 'USD', now()
      from generate_series(0, 10233) n`;
    const node = await finished({
      connection: 'CLIENTS',
      clientFilter: { firstName: 'Many' },
      clientOrderBy: [{ field: 'ID', direction: 'DESC' }],
    });
    expect(node).toMatchObject({ rowCount: 10_234, totalCount: 10_234 });
    const rows = await cellsOf(node.url);
    expect(rows).toHaveLength(10_234);
    expect(rows.every(({ lastName }, at) => lastName === `N${10_233 - at}`)).toBe(true);
  }, 120_000);
});
