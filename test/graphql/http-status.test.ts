import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { together } from '#test/setup/together.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const JSON_TYPE = 'application/json';
const STRICT = 'application/graphql-response+json';
const staff = { authorization: `Bearer ${tokenOf('staff')}` };

async function post(body: unknown, accept: string, headers: Record<string, string> = staff) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': JSON_TYPE, accept, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const answer = (await response.json()) as {
    data?: unknown;
    errors?: { extensions: Record<string, unknown> }[];
  };
  const type = response.headers.get('content-type');
  return { status: response.status, type, answer, code: answer.errors?.[0]?.extensions.code };
}

const badDate = { d: '2020-02-30' };
const rows: [name: string, body: unknown, json: number, strict: number, code: string][] = [
  [
    'a date that is none, in a variable',
    {
      query: 'query($d:Date){invoices(filter:{dueOn:{from:$d}}){totalCount}}',
      variables: badDate,
    },
    200,
    400,
    'BAD_INPUT',
  ],
  [
    'a date that is none, as a literal',
    { query: '{invoices(filter:{dueOn:{from:"2020-02-30"}}){totalCount}}' },
    200,
    400,
    'BAD_INPUT',
  ],
  ['a syntax error', { query: '{clients' }, 200, 400, 'BAD_REQUEST'],
  ['an unknown field', { query: '{nope}' }, 200, 400, 'BAD_REQUEST'],
  ['no JSON', 'NONSENSE', 400, 400, 'BAD_REQUEST'],
  ['variables that are a list', { query: '{__typename}', variables: [] }, 400, 400, 'BAD_REQUEST'],
];

describe('the status and media type of an answer depend on the request alone (G27)', () => {
  for (const [name, body, json, strict, code] of rows)
    it(name, async () => {
      for (const [accept, status] of [
        [JSON_TYPE, json],
        [STRICT, strict],
      ] as const)
        for (let at = 0; at < 3; at += 1)
          expect(await post(body, accept), accept).toMatchObject({
            status,
            type: `${accept}; charset=utf-8`,
            code,
          });
    });

  it('leaves what may be read beside what may not', async () => {
    for (const accept of [JSON_TYPE, STRICT]) {
      const body = { query: '{ viewer { kind } todoItems(first: 1) { totalCount } }' };
      const headers = { authorization: `Bearer ${tokenOf('carol')}` };
      const { status, answer } = await post(body, accept, headers);
      expect(status).toBe(200);
      expect(answer).toMatchObject({
        data: { viewer: { kind: 'CUSTOMER' }, todoItems: null },
        errors: [{ extensions: { code: 'FORBIDDEN', permission: 'system:read' } }],
      });
    }
  });

  it('says of an unknown token in the media type that was asked for', async () => {
    for (const accept of [JSON_TYPE, STRICT, `${STRICT}, ${JSON_TYPE};q=0.9, text/event-stream`]) {
      const refused = await post({ query: '{__typename}' }, accept, { authorization: 'Bearer no' });
      const type = accept.startsWith(STRICT) ? STRICT : JSON_TYPE;
      expect(refused).toMatchObject({
        status: 401,
        type: `${type}; charset=utf-8`,
        code: 'UNAUTHENTICATED',
      });
    }
  });

  it('says by GET what it could not read', async () => {
    for (const name of ['variables', 'extensions']) {
      const url = `${gateway.url}/graphql?query={viewer{kind}}&${name}=%7Bbad`;
      const response = await fetch(url, { headers: { ...staff, accept: JSON_TYPE } });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        errors: [
          {
            extensions: {
              code: 'BAD_REQUEST',
              field: name,
              requestId: response.headers.get('x-request-id'),
            },
          },
        ],
      });
    }
  });
});

together('is 503 in the media type that was asked for while the database is away', async () => {
  const { database } = gateway.app;
  await database.connection(async ({ script }) => {
    await script('begin; lock table clients in access exclusive mode');
    const away = await Promise.all(
      [JSON_TYPE, STRICT].map((accept) =>
        post({ query: '{clients(first:1){edges{node{lastName notes}}}}' }, accept),
      ),
    );
    expect(away).toMatchObject([
      { status: 503, type: `${JSON_TYPE}; charset=utf-8`, code: 'UNAVAILABLE' },
      { status: 503, type: `${STRICT}; charset=utf-8`, code: 'UNAVAILABLE' },
    ]);
  });
});

/** An answer as it comes over the wire, nothing decoded. */
function raw(path: string, headers: Record<string, string>, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      const sent = request(`${gateway.url}${path}`, { method, headers: { ...staff, ...headers } });
      sent.on('response', (res) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part));
        res.on('end', () =>
          resolve({ status: res.statusCode!, headers: res.headers, body: Buffer.concat(parts) }),
        );
      });
      sent.on('error', reject).end();
    },
  );
}

const LARGE = `/graphql?query=${encodeURIComponent('{__schema{types{name description}}}')}`;
const SMALL = `/graphql?query=${encodeURIComponent('{viewer{kind}}')}`;

describe('what a large answer is sent as', () => {
  it('is compressed for who takes that, from one KiB on (G66)', async () => {
    const json = { accept: JSON_TYPE };
    const plain = await raw(LARGE, json);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers.vary).toContain('accept-encoding');
    for (const [accepted, coding, decode] of [
      ['gzip', 'gzip', gunzipSync],
      ['gzip, br', 'br', brotliDecompressSync],
      ['br;q=0, gzip', 'gzip', gunzipSync],
    ] as const) {
      const sent = await raw(LARGE, { ...json, 'accept-encoding': accepted });
      expect(sent.headers['content-encoding']).toBe(coding);
      expect(sent.body.length * 2).toBeLessThan(plain.body.length);
      expect(decode(sent.body).equals(plain.body)).toBe(true);
    }
    const schema = await raw('/schema.graphql', { 'accept-encoding': 'gzip' });
    expect(gunzipSync(schema.body).toString()).toContain('type Query');
    const small = await raw(SMALL, { ...json, 'accept-encoding': 'gzip' });
    expect([small.headers['content-encoding'], small.body.toString()]).toEqual([
      undefined,
      '{"data":{"viewer":{"kind":"STAFF"}}}',
    ]);
  });

  it('is not sent again to who has it, by GET', async () => {
    const first = await raw(SMALL, { accept: JSON_TYPE });
    const etag = String(first.headers.etag);
    expect(etag).toMatch(/^"[\w-]+"$/);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    expect(first.headers.vary).toContain('authorization');
    const again = await raw(SMALL, { accept: JSON_TYPE, 'if-none-match': `"other", W/${etag}` });
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag]);
    const other = await raw('/graphql?query={viewer{permissions}}', {
      accept: JSON_TYPE,
      'if-none-match': etag,
    });
    expect(other.status).toBe(200);
  });

  it('has a head of its own', async () => {
    const whole = await raw(SMALL, { accept: JSON_TYPE });
    const head = await raw(SMALL, { accept: JSON_TYPE }, 'HEAD');
    expect([head.status, head.body.length]).toEqual([200, 0]);
    for (const name of ['etag', 'content-type', 'content-length'])
      expect(head.headers[name]).toBe(whole.headers[name]);
    const put = await raw(SMALL, { accept: 'text/event-stream' }, 'PUT');
    expect([put.status, put.headers.allow]).toEqual([405, 'GET, POST']);
  });
});
