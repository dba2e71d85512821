import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, freeze } from '#core/clock.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { openDesk } from '#test/support/desk.ts';

const APP = 'https://a.example.test';
const OTHER = 'https://b.example.test';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let gateway: Gateway;
beforeAll(async () => {
  freeze(new Date('2026-11-21T12:00:00Z'));
  gateway = await openGateway();
  gateway.app.config.corsOrigins = [APP, OTHER];
  await openDesk(gateway);
});
afterAll(() => {
  gateway.app.config.corsOrigins = [];
});

const bearer = { authorization: `Bearer ${tokenOf('carol')}` };
const send = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(gateway.url + path, init);
const json = { 'content-type': 'application/json' };
const corsOf = ({ headers }: Response) => [
  headers.get('access-control-allow-origin'),
  headers.get('access-control-allow-credentials'),
  headers.get('vary')?.split(', ')[0],
];

it('lets the pages of the configured origins read, and tells others nothing (G18)', async () => {
  const body = JSON.stringify({ query: '{ __typename }' });
  for (const [origin, allowed] of [
    ['https://c.example.test', null],
    ['null', null],
    [OTHER, OTHER],
    [APP, APP],
  ] as const) {
    const preflight = {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    };
    const answers = [
      await send('/graphql', { method: 'POST', headers: { ...json, origin }, body }),
      await send('/graphql', preflight),
      await send('/files', preflight),
    ];
    for (const answer of answers)
      expect(corsOf(answer)).toEqual([allowed, allowed && 'true', 'origin']);
    expect(answers.map(({ status }) => status)).toEqual([200, 204, 204]);
    expect(answers[2]!.headers.get('access-control-allow-methods')).toBe(
      allowed && 'GET, HEAD, POST, OPTIONS',
    );
  }
});

it('lets a page read refusals (G46)', async () => {
  const post = (headers: Record<string, string>, body: string) =>
    send('/graphql', { method: 'POST', headers: { ...json, origin: APP, ...headers }, body });
  const refused = [
    await post({ authorization: 'Bearer nonsense' }, '{"query":"{ __typename }"}'),
    await post({}, `{"query":"${'x'.repeat(2 << 20)}"}`),
    await post({ 'content-type': 'text/plain' }, '{}'),
    await post({}, '{"query":"{ nothing }"}'),
    await send('/graphql', { method: 'DELETE', headers: { origin: APP } }),
    await send('/files/attachments/1', { headers: { origin: APP } }),
    await send('/files/nowhere', { headers: { origin: APP } }),
    await send('/files', { method: 'PUT', headers: { origin: APP } }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([401, 413, 415, 200, 405, 401, 404, 405]);
  for (const answer of refused) {
    expect(corsOf(answer)).toEqual([APP, 'true', 'origin']);
    const exposed = answer.headers.get('access-control-expose-headers')?.split(', ');
    expect(exposed).toEqual(expect.arrayContaining(['retry-after', 'x-request-id']));
  }
});

const OPEN = `mutation ($input: OpenTicketInput!) { openTicket(input: $input) {
  ticket { databaseId attachments { databaseId fileName sizeBytes url(expiresIn: 300) } } } }`;
const ticket = {
  clientId: '',
  departmentId: 'Department:1',
  subject: 'A picture',
  message: 'See below.',
  attachments: [{ file: null }],
};

/** An operation with files, as graphql-multipart-request-spec has it. */
const withFiles = (map: object, files: Record<string, Blob>, variables: object) => {
  const form = new FormData();
  form.append('operations', JSON.stringify({ query: OPEN, variables }));
  form.append('map', JSON.stringify(map));
  for (const [name, file] of Object.entries(files)) form.append(name, file, 'one.png');
  return send('/graphql', { method: 'POST', headers: { ...bearer, origin: APP }, body: form });
};
const picture = () => new Blob([PNG], { type: 'image/png' });
const input = () => ({ ...ticket, clientId: `Client:${gateway.carol}` });

it('takes files with the operation, from another origin (G67)', async () => {
  const answer = await withFiles(
    { '0': ['variables.input.attachments.0.file'] },
    { '0': picture() },
    { input: input() },
  );
  expect(corsOf(answer)).toEqual([APP, 'true', 'origin']);
  const { data, errors } = (await answer.json()) as { data: any; errors?: unknown };
  expect(errors).toBeUndefined();
  const [file] = data.openTicket.ticket.attachments;
  expect(file).toMatchObject({ fileName: 'one.png', sizeBytes: PNG.length });
});

it('refuses forms that are none, and files of nobody (G67)', async () => {
  const good = { '0': ['variables.input.attachments.0.file'] };
  const bad = [
    await withFiles({ '0': ['variables.input.subject'] }, { '0': picture() }, { input: input() }),
    await withFiles({ '0': ['query'] }, { '0': picture() }, { input: input() }),
    await withFiles({ '0': ['variables.__proto__.x'] }, { '0': picture() }, { input: input() }),
    await withFiles({}, { '0': picture() }, { input: input() }),
  ];
  for (const answer of bad) {
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_REQUEST' } }],
    });
  }
  const form = new FormData();
  form.append('operations', JSON.stringify({ query: OPEN, variables: { input: input() } }));
  form.append('map', JSON.stringify(good));
  form.append('0', picture(), 'one.png');
  const anonymous = await send('/graphql', { method: 'POST', body: form });
  expect(anonymous.status).toBe(401);
});

it('opens a file by a link that needs no token, for five minutes (G67)', async () => {
  const answer = await withFiles(
    { '0': ['variables.input.attachments.0.file'] },
    { '0': picture() },
    { input: input() },
  );
  const { data } = (await answer.json()) as { data: any };
  const [{ url, databaseId }] = data.openTicket.ticket.attachments;
  expect(url.startsWith(`${gateway.app.config.publicUrl}/files/attachments/${databaseId}?`)).toBe(
    true,
  );
  const { pathname, search } = new URL(url as string);
  const open = async (path: string) => {
    const shown = await send(path, { headers: { origin: APP } });
    return [shown.status, Buffer.from(await shown.arrayBuffer()).equals(PNG)];
  };
  expect(await open(pathname + search)).toEqual([200, true]);
  expect(await open(`/files/attachments/${databaseId + 1}${search}`)).toEqual([403, false]);
  expect(await open(`${pathname}${search.replace(/until=\d+/, 'until=9999999999')}`)).toEqual([
    403,
    false,
  ]);
  advance({ seconds: 299 });
  expect(await open(pathname + search)).toEqual([200, true]);
  advance({ seconds: 1 });
  expect(await open(pathname + search)).toEqual([403, false]);
});

it('gives the link of an invoice to whoever may read it (G67)', async () => {
  const CREATE = `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id } } }`;
  const { createInvoice } = await gateway.data(CREATE, {
    input: {
      clientId: `Client:${gateway.carol}`,
      status: 'UNPAID',
      lines: [{ description: 'Work', quantity: '1', unitPrice: '10.00' }],
    },
  });
  const LINK = 'query ($id: ID!) { invoice(id: $id) { document { url } } }';
  const { id } = createInvoice.invoice;
  const { invoice } = await gateway.data(LINK, { id }, 'carol');
  const { pathname, search } = new URL(invoice.document.url as string);
  const pdf = await send(pathname + search);
  expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect((await gateway.data(LINK, { id }, 'stranger')).invoice).toBeNull();
  const long = await gateway.ask(
    'query ($id: ID!) { invoice(id: $id) { document { url(expiresIn: 86400) } } }',
    { id },
  );
  expect(long.errors?.[0]?.extensions.code).toBe('BAD_INPUT');
});

it('shows GraphiQL again when it is reloaded with its operation in the address (F67, G48, G49)', async () => {
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  for (const path of ['/graphql', '/graphql?query=%7B__typename%7D']) {
    const page = await send(path, { headers: { accept } });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await page.text();
    // Over HTTP the page sends the headers of its editor with subscriptions too.
    expect(html).toContain('"subscriptionsProtocol":"SSE"');
    expect(html).not.toMatch(/<(script|link)[^>]+(src|href)="https?:/);
  }
  const plain = await send('/graphql', { headers: { accept, 'accept-encoding': 'identity' } });
  expect(plain.headers.get('content-encoding')).toBeNull();
  // RFC 9110, 12.5.3: a coding of weight 0 is not acceptable.
  const never = await send('/graphql', { headers: { accept, 'accept-encoding': 'gzip;q=0.0' } });
  expect(never.headers.get('content-encoding')).toBeNull();
});
