import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const nested = (first: string) =>
  `clients${first}{edges{node{tickets${first}{edges{node{replies${first}{edges{node{id}}}}}}}}}`;
const HUNDREDS = nested('(first:100)');
const wrapped = (selection: string, times: number) =>
  `${'...{'.repeat(times)}${selection}${'}'.repeat(times)}`;

/** 1 + 3·100 + 3·10,000 + 2·1,000,000. */
const ALL = 2_030_301;

/** What an operation costs: as it is told, or as it is refused. */
async function costOf(document: string, variables = {}) {
  const body = { query: document, variables, extensions: { cost: true } };
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer token-of-staff' },
    body: JSON.stringify(body),
  });
  const { extensions, errors } = (await response.json()) as {
    extensions?: { cost: { requested: number } };
    errors?: { extensions: { code: string; cost?: number } }[];
  };
  return extensions?.cost.requested ?? errors?.[0]?.extensions.cost;
}

describe('what an operation costs', () => {
  it.each([
    ['plain', `{${HUNDREDS}}`, {}],
    ['wrapped 33 times (G6)', `{${wrapped(HUNDREDS, 33)}}`, {}],
    ['by default values of variables (G7)', `query($n:Int=100){${nested('(first:$n)')}}`, {}],
    ['by variables (G7)', `query($n:Int){${nested('(first:$n)')}}`, { n: 100 }],
    ['by a named fragment', `{...F} fragment F on Query {${HUNDREDS}}`, {}],
    ['by a fragment twice', `{...F ...F} fragment F on Query {${HUNDREDS}}`, {}],
    ['said twice', `{${HUNDREDS} ${HUNDREDS}}`, {}],
    ['by other names', `{all:${HUNDREDS.replace('tickets', 'some:tickets')}}`, {}],
    ['from the end', `{${nested('(last:100)')}}`, {}],
    ['included', `query($yes:Boolean=true){...@include(if:$yes){${HUNDREDS}}}`, {}],
    ['beside what is skipped', `{${HUNDREDS} invoices@skip(if:true){edges{node{id}}}}`, {}],
  ])('is the same however it is spelled: %s', async (_name, document, variables) => {
    for (const _ of [1, 2]) expect(await costOf(document, variables)).toBe(ALL);
  });

  it('counts a connection by its type, whatever is selected of it (G8)', async () => {
    const inFragments =
      '{clients{...{edges{node{tickets{...{edges{node{client{invoices{...{edges{node{client{tickets{...{edges{node{id}}}}}}}}}}}}}}}}}}}';
    // 1 + 3·25 + 4·625 + 4·15,625 + 2·390,625
    expect(await costOf(inFragments)).toBe(846_326);
    expect(await costOf('{clients(first:0){edges{node{id}}}}')).toBe(1);
    expect(await costOf('{clients(first:7){totalCount}}')).toBe(1);
    // The connection, its edges, their nodes, and the page's own information.
    expect(await costOf('{clients(first:7){edges{node{id}} pageInfo{hasNextPage}}}')).toBe(16);
  });

  it('counts lists without pages by their size, and heavy fields by their weight (G9)', async () => {
    const catalogue = 'priceCatalogue(audience:RESELLER){entries{action price productKey{key}}}';
    const aliases = Array.from({ length: 100 }, (_, n) => `a${n}:${catalogue}`).join(' ');
    expect(await costOf(`{${aliases}}`)).toBeGreaterThanOrEqual(1_848_100);
    expect(await costOf(`{${catalogue}}`)).toBe(1 + 10_000 + 10_000);
    // One file's bytes weigh 100, besides the two objects they hang on.
    expect(await costOf('{attachmentFile(by:{id:"Attachment:1"}){content fileName}}')).toBe(101);
  });

  it('refuses what has no end instead of counting nothing', async () => {
    const pairs = Array.from({ length: 15 }, (_, n) => {
      const next = n === 14 ? 'id' : `...F${n + 1}`;
      return `fragment F${n} on Client { a: reseller { client { ${next} } } b: reseller { client { ${next} } } }`;
    });
    const answer = await gateway.ask(`{client(by:{id:"Client:1"}){...F0}} ${pairs.join(' ')}`);
    expect(['QUERY_TOO_DEEP', 'QUERY_TOO_COMPLEX']).toContain(codeOf(answer));
  });
});

it('tells what an operation costs where it is asked (G66)', async () => {
  const { rateLimit, clients } = await gateway.data(
    '{ rateLimit { cost limit remaining resetAt } clients(first: 10) { nodes: edges { node { id } } } }',
  );
  // rateLimit 1, clients 1, ten edges, ten nodes.
  expect(rateLimit.cost).toBe(22);
  expect(rateLimit.limit).toBe(60_000_000);
  expect(rateLimit.remaining).toBeLessThanOrEqual(60_000_000 - 22);
  const wait = Date.parse(rateLimit.resetAt) - Date.now();
  expect(wait).toBeGreaterThan(-1_000);
  expect(wait).toBeLessThanOrEqual(60_000);
  expect(clients.nodes.length).toBeGreaterThan(0);
});
