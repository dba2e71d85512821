import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';

let gateway: Gateway;
let clientId: string;
beforeAll(async () => {
  gateway = await openGateway();
  clientId = `Client:${gateway.carol}`;
});

const setting = (name: string, value: string) =>
  gateway.rapi('SetConfigurationValue', { setting: name, value });
const preview = async (html: string, relatedId = clientId) => {
  const { emailPreview } = await gateway.data(
    'query ($draft: EmailDraft!) { emailPreview(draft: $draft) { text } }',
    { draft: { subject: 's', html, relatedId } },
  );
  return emailPreview.text.trim();
};

describe('the audit trail hides what is declared a secret (G13)', () => {
  const newest = async (action: string) => {
    const row = await gateway.app.db.auditEntry.findFirstOrThrow({
      where: { action },
      orderBy: { id: 'desc' },
    });
    return JSON.stringify(row.input);
  };

  it('every value of a form of somebody else’s making, and no code of a currency', async () => {
    await gateway.data(
      `mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { product { id } } }`,
      {
        input: {
          productId: `Product:${await product()}`,
          configurations: { accessHash: 'AH-1', cvv: '123', otp: '987654' },
        },
      },
    );
    const changed = await newest('updateProduct');
    for (const secret of ['AH-1', '123"', '987654']) expect(changed).not.toContain(secret);
    await gateway.data(
      'mutation { createCurrency(input: { code: "EUR", rate: "0.9" }) { currency { id } } }',
    );
    expect(await newest('createCurrency')).toContain('"EUR"');
    await gateway.data(
      `mutation { updateClient(input: { client: { id: "${clientId}" }, postcode: "N1 2BB" }) {
        client { id } } }`,
    );
    expect(await newest('updateClient')).toContain('N1 2BB');
  });

  async function product(): Promise<number> {
    const { db } = gateway.app;
    const group = await db.productGroup.create({ data: { title: 'g', slug: 'g' } });
    const type = await db.productType.findFirstOrThrow();
    const row = await db.product.create({
      data: {
        name: 'p',
        slug: 'p',
        group: { connect: { id: group.id } },
        type: { connect: { id: type.id } },
        currency: { connect: { code: 'USD' } },
        payType: 'FREE',
      },
    });
    return row.id;
  }
});

describe('dates in emails', () => {
  it('are dates to filters, and print in the format of the company (G43, G45)', async () => {
    await setting('DateFormat', 'DD/MM/YYYY');
    const today = new Date().toISOString().slice(0, 10).split('-').toReversed().join('/');
    expect(await preview('{{ today }}')).toBe(today);
    const { createInvoice } = await gateway.data(
      `mutation { createInvoice(input: { clientId: "${clientId}", dueOn: "2026-12-06",
         lines: [{ description: "x", unitPrice: "1.00" }] }) { invoice { id } } }`,
    );
    const html = "{{ invoice.due_on | date: '%d %B %Y' }} {{ invoice.due_on }}";
    expect(await preview(html, createInvoice.invoice.id)).toBe('06 December 2026 06/12/2026');
  });

  it('are those of the company’s time zone (G44)', async () => {
    await setting('Timezone', 'America/New_York');
    // UTC−5 in December.
    await expect
      .poll(() => preview("{{ '2026-12-06T02:00:00Z' | date: '%Y-%m-%d %H:%M %Z' }}"), {
        timeout: 30_000,
      })
      .toBe('2026-12-05 21:00 EST');
    await setting('Timezone', 'UTC');
  });
});

describe('objects that are no rows have an id for a client’s store (G73)', () => {
  it('the viewer, figures and totals, the same each time', async () => {
    const ask = () =>
      gateway.data(
        `{ viewer { id } stats { id } client(by: { id: "${clientId}" }) { stats { id } } }`,
      );
    const first = await ask();
    expect(await ask()).toEqual(first);
    expect(first.client.stats.id).toBe(`ClientStats:${gateway.carol}`);
    const { viewer } = await gateway.data('{ viewer { id } }', {}, 'carol');
    expect(viewer.id).not.toBe(first.viewer.id);
  });
});

describe('one way to say “too many” (G77)', () => {
  it.each([
    [
      `domainSearch(name: "x", extensions: ${JSON.stringify(Array(101).fill('com'))}) { name }`,
      'extensions',
    ],
    [
      `customerTransactions(ids: ${JSON.stringify(Array(501).fill('Invoice:1'))}) { __typename }`,
      'ids',
    ],
    [`nodes(ids: ${JSON.stringify(Array(101).fill('Client:1'))}) { id }`, 'ids'],
  ])('%.20s', async (field, path) => {
    const answer = await gateway.ask(`{ ${field} }`);
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_INPUT',
      field: path,
      issues: [{ path: [path], message: expect.stringMatching(/^at most \d+ at once$/) }],
    });
  });
});

it('a page beyond the bound names it as well (G77)', async () => {
  const answer = await gateway.ask('{ events(first: 101) { type } }');
  expect(answer.errors?.[0]?.extensions).toMatchObject({
    code: 'PAGE_TOO_LARGE',
    issues: [{ path: ['first'], message: 'must be at most 100' }],
  });
});

describe('what a protocol leaves out is said (G78)', () => {
  it('by status and the methods there are', async () => {
    const put = await fetch(`${gateway.url}/graphql`, {
      method: 'PUT',
      headers: { accept: 'text/event-stream' },
    });
    expect(put.status).toBe(405);
    expect(put.headers.get('allow')).toMatch(/POST/);
    const query = encodeURIComponent('mutation { signOut { signedOut } }');
    const changed = await fetch(`${gateway.url}/graphql?query=${query}`, {
      headers: { accept: 'application/json', authorization: `Bearer ${tokenOf('staff')}` },
    });
    expect(changed.status).toBe(405);
  });
});

it('a large upload is answered, not broken off (G76)', async () => {
  for (let times = 0; times < 10; times += 1) {
    const body = new FormData();
    body.append('file', new Blob([new Uint8Array(12 << 20)]), 'large.bin');
    const response = await fetch(`${gateway.url}/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokenOf('staff')}` },
      body,
    });
    expect(response.status).toBe(413);
    expect(JSON.stringify(await response.json())).toContain('TOO_LARGE');
  }
}, 30_000);

it('files are for pages of known origins, too (G47)', async () => {
  const preflight = await fetch(`${gateway.url}/files`, {
    method: 'OPTIONS',
    headers: { origin: 'https://nobody.test', 'access-control-request-method': 'POST' },
  });
  expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  expect([200, 204]).toContain(preflight.status);
});

it('a page of a known origin uploads and reads files (G47)', async () => {
  const origin = 'https://app.example.test';
  const { corsOrigins } = gateway.app.config as { corsOrigins: string[] };
  corsOrigins.push(origin);
  try {
    const preflight = await fetch(`${gateway.url}/files`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toMatch(/POST/);
    const body = new FormData();
    body.append('file', new Blob(['hello']), 'hello.txt');
    const headers = { origin, authorization: `Bearer ${tokenOf('staff')}` };
    const uploaded = await fetch(`${gateway.url}/files`, { method: 'POST', headers, body });
    expect(uploaded.status).toBe(201);
    const missing = await fetch(`${gateway.url}/files/invoices/999999.pdf`, { headers });
    expect(missing.status).toBe(404);
    for (const response of [preflight, uploaded, missing]) {
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
      expect(response.headers.get('vary')).toMatch(/origin/i);
    }
  } finally {
    corsOrigins.splice(corsOrigins.indexOf(origin), 1);
  }
});

it('asking twice for a note says who wrote it (G71)', async () => {
  await gateway.data(
    `mutation { addClientNote(input: { clientId: "${clientId}", text: "x" }) { clientNote { id } } }`,
  );
  await gateway.data(
    `mutation { updateClient(input: { client: { id: "${clientId}" }, ipAddress: "192.0.2.7" }) {
      client { id } } }`,
  );
  const { client } = await gateway.data(
    `{ client(by: { id: "${clientId}" }) { signupIp clientNotes { nodes { author } } } }`,
  );
  expect(client).toEqual({
    signupIp: '192.0.2.7',
    clientNotes: { nodes: [{ author: 'Ada Admin' }] },
  });
  expect(codeOf(await gateway.ask('{ viewer { user { securityQuestion { question } } } }'))).toBe(
    undefined,
  );
});
