import { beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf, type Who } from '#test/people.ts';

// The checks that scanners of GraphQL make, after the list in the README of graphql-cop
// (https://github.com/dolevf/graphql-cop): what it finds, and what of that is meant to be so.
let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

interface Request {
  method?: 'GET' | 'POST';
  query?: string;
  body?: string;
  type?: string;
  accept?: string;
  path?: string;
}
async function send(
  who: Who | null,
  { method = 'POST', query, body, type, accept, path }: Request,
) {
  const search = method === 'GET' && query ? `?query=${encodeURIComponent(query)}` : '';
  const response = await fetch(`${gateway.url}${path ?? '/graphql'}${search}`, {
    method,
    headers: {
      accept: accept ?? 'application/json',
      ...(method === 'POST' && { 'content-type': type ?? 'application/json' }),
      ...(who && { authorization: `Bearer ${tokenOf(who)}` }),
    },
    ...(method === 'POST' && { body: body ?? JSON.stringify({ query }) }),
  });
  return { status: response.status, text: await response.text() };
}

const repeated = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');
const dataOf = (text: string): unknown => {
  try {
    return (JSON.parse(text) as { data?: unknown }).data ?? null;
  } catch {
    return null;
  }
};

/** Whether a scanner would report each. */
const checks: Record<string, (who: Who | null) => Promise<boolean>> = {
  'alias overloading': async (who) => {
    const query = `{ ${repeated(101, (at) => `a${at}: __typename`)} }`;
    return dataOf((await send(who, { query })).text) !== null;
  },
  'array-based batching': async (who) => {
    const body = JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })));
    const { status, text } = await send(who, { body });
    return status === 200 && Array.isArray(JSON.parse(text));
  },
  'field duplication': async (who) => {
    const query = `{ ${repeated(5_000, () => '__typename')} }`;
    return dataOf((await send(who, { query })).text) !== null;
  },
  'directive overloading': async (who) => {
    const query = `{ __typename ${repeated(50, () => '@aa')} }`;
    const { text } = await send(who, { query });
    return (JSON.parse(text) as { errors: unknown[] }).errors.length > 10;
  },
  'circular introspection': async (who) => {
    const deep = repeated(12, () => 'fields { type {');
    const query = `{ __schema { types { ${deep} name ${'} }'.repeat(12)} } } }`;
    return dataOf((await send(who, { query })).text) !== null;
  },
  'mutations by GET': async (who) => {
    const query = 'mutation { signOut { signedOut } }';
    return dataOf((await send(who, { method: 'GET', query })).text) !== null;
  },
  'urlencoded POST': async (who) => {
    const type = 'application/x-www-form-urlencoded';
    const { status } = await send(who, { type, body: 'query=%7B__typename%7D' });
    return status === 200;
  },
  'tracing and debug output': async (who) => {
    const { text } = await send(who, { query: '{ viewer { kind } }' });
    const failed = await send(who, { query: '{ client(by: { id: "x" }) { id } }' });
    return /"tracing"|stacktrace|at .*\.ts:\d/.test(text + failed.text);
  },
  'queries by GET': async (who) =>
    dataOf((await send(who, { method: 'GET', query: '{ __typename }' })).text) !== null,
  'field suggestions': async (who) =>
    (await send(who, { query: '{ viewr }' })).text.includes('Did you mean'),
  GraphiQL: async (who) =>
    (await send(who, { method: 'GET', accept: 'text/html' })).text.includes('<html'),
  introspection: async (who) =>
    dataOf((await send(who, { query: '{ __schema { types { name } } }' })).text) !== null,
};

/** What is found and meant: each has a switch, or changes nothing and can be read in schema.graphql. */
const deliberate = new Set(['queries by GET', 'field suggestions', 'GraphiQL', 'introspection']);

describe.each([null, 'staff', 'reseller', 'carol'] as const)('as %s', (who) => {
  it('a scanner finds nothing but what is meant', async () => {
    const found: string[] = [];
    for (const [name, check] of Object.entries(checks)) if (await check(who)) found.push(name);
    expect(found.filter((name) => !deliberate.has(name))).toEqual([]);
    expect(found.length).toBeLessThanOrEqual(4);
  });
});
