import { beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

/** Clients that accept this are given real status codes; to others, 200 means "see errors". */
const strict = { accept: 'application/graphql-response+json' };

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${tokenOf('staff')}`,
      ...headers,
    },
    body,
  });

it('refuses twenty thousand aliases with a code', async () => {
  const aliases = Array.from({ length: 3000 }, (_, n) => `a${n}: viewer { kind }`).join(' ');
  expect(codeOf(await gateway.ask(`{ ${aliases} }`))).toBe('TOO_MANY_TOKENS');
  const fewer = Array.from({ length: 101 }, (_, n) => `a${n}: viewer { kind }`).join(' ');
  expect(codeOf(await gateway.ask(`{ ${fewer} }`))).toBe('TOO_MANY_ALIASES');
});

it('refuses an operation that is nested too deeply, also through fragments', async () => {
  const inner = 'group { id }';
  let deep = inner;
  for (let level = 0; level < 9; level += 1)
    deep = `clientNotes { edges { node { client { ${deep} } } } }`;
  const answer = await gateway.ask(`{ client(by: { id: "Client:1" }) { ${deep} } }`);
  expect(codeOf(answer)).toBe('QUERY_TOO_DEEP');
});

it('refuses a fragment that contains itself as the specification says', async () => {
  const query = '{ viewer { ...A } } fragment A on Viewer { ...A kind }';
  const answer = await gateway.ask(query, {}, 'staff', strict);
  expect(answer.status).toBe(400);
  expect(answer.errors?.[0]?.message).toMatch(/Cannot spread fragment "A" within itself/);
});

it('refuses pages of more than a hundred, and too many rows in all', async () => {
  expect(codeOf(await gateway.ask('{ clients(first: 101) { edges { cursor } } }'))).toBe(
    'PAGE_TOO_LARGE',
  );
  const variables = { n: 101 };
  const requested = 'query ($n: Int) { clients(first: $n) { edges { cursor } } }';
  expect(codeOf(await gateway.ask(requested, variables))).toBe('PAGE_TOO_LARGE');
  const notes = 'clientNotes(first: 100) { edges { node { client { id ... on Client { ';
  const huge = `{ clients(first: 100) { edges { node { ${notes} clientNotes(first: 100) { edges { node { id } } } } } } } } } } } }`;
  expect(codeOf(await gateway.ask(huge))).toBe('QUERY_TOO_COMPLEX');
});

it('refuses a body of twelve megabytes without reading it, and goes on', async () => {
  const response = await post('x'.repeat(12 << 20)).catch(() => null);
  if (response) expect(response.status).toBe(413);
  expect((await gateway.ask('{ viewer { kind } }')).data).toEqual({ viewer: { kind: 'STAFF' } });
});

it('answers five thousand unknown fields with a bounded list of errors', async () => {
  const fields = Array.from({ length: 4500 }, (_, n) => `f${n}`).join(' ');
  const { errors, status } = await gateway.ask(`{ ${fields} }`, {}, 'staff', strict);
  expect(status).toBe(400);
  expect(errors?.length).toBeLessThanOrEqual(101);
});

it('shrugs off invalid UTF-8, prototype keys and form bodies', async () => {
  const broken = await post(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]));
  expect(broken.status).toBe(400);
  const polluted = await post('{"query":"{ viewer { kind } }","__proto__":{"admin":true}}');
  expect(await polluted.json()).toMatchObject({
    errors: [{ extensions: { code: 'BAD_REQUEST' } }],
  });
  expect(({} as Record<string, unknown>).admin).toBeUndefined();
  for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/graphql']) {
    const form = await post('query=%7Bviewer%7Bkind%7D%7D', { 'content-type': type });
    expect(form.status, type).toBe(415);
  }
});

it('never echoes an origin that is not on its list', async () => {
  const response = await post('{"query":"{ viewer { kind } }"}', {
    origin: 'https://evil.example',
  });
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
});

it('says in 401 that a token is no good, and nothing of its own insides', async () => {
  const response = await post('{"query":"{ viewer { kind } }"}', { authorization: 'Bearer nope' });
  expect(response.status).toBe(401);
  const body = (await response.json()) as { errors: object[] };
  expect(body.errors).toEqual([
    {
      message: 'The token is unknown, expired or revoked.',
      extensions: { code: 'UNAUTHENTICATED', retryable: false },
    },
  ]);
});

it('serves GraphiQL that loads nothing from elsewhere', async () => {
  const response = await fetch(`${gateway.url}/graphql`, { headers: { accept: 'text/html' } });
  const page = await response.text();
  expect(response.status).toBe(200);
  expect(page).not.toMatch(/<(script|link)[^>]+(src|href)="https?:/);
});

it('answers a query over GET and refuses a mutation there', async () => {
  const headers = { authorization: `Bearer ${tokenOf('staff')}`, accept: 'application/json' };
  const query = encodeURIComponent('{ viewer { kind } }');
  const read = await fetch(`${gateway.url}/graphql?query=${query}`, { headers });
  expect(await read.json()).toEqual({ data: { viewer: { kind: 'STAFF' } } });
  const change = encodeURIComponent(
    'mutation { addClientNote(input: { clientId: "Client:1", text: "x" }) { clientNote { id } } }',
  );
  const refused = await fetch(`${gateway.url}/graphql?query=${change}`, { headers });
  expect(refused.status).toBe(405);
  expect(refused.headers.get('allow')).toBe('POST');
});
