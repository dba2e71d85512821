import { beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const UPDATE = 'mutation ($input: AddCreditInput!) { addCredit(input: $input) { __typename } }';
const credit = { clientId: 'Client:1', description: 'x', amount: '1' };

it.each([
  ['amount', UPDATE, { input: { ...credit, amount: null } }],
  ['amount', UPDATE, { input: { clientId: 'Client:1', description: 'x' } }],
  ['amount', UPDATE, { input: { ...credit, amount: '1e3' } }],
  ['description', UPDATE, { input: { ...credit, description: [] } }],
  ['input', UPDATE, {}],
  ['first', 'query ($n: Int!) { clients(first: $n) { edges { cursor } } }', { n: 'x' }],
])(
  'names the place of a value that cannot be taken, %s, the second time too (G32)',
  async (field, document, variables) => {
    for (const _ of [1, 2]) {
      const { errors } = await gateway.ask(document, variables);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', field } }]);
    }
  },
);

it.each(['{ nope }', '{ clients(first: 1', 'query A { __typename } query B { __typename }'])(
  'says BAD_REQUEST of a document that cannot run: %s (G32)',
  async (document) => {
    for (const _ of [1, 2]) expect(codeOf(await gateway.ask(document))).toBe('BAD_REQUEST');
  },
);

it('gives a code to what is asked wrongly of lists and ids (G32)', async () => {
  const codes = [];
  for (const document of [
    '{ domain(by: { id: "Service:1" }) { name } }',
    '{ domains(first: -1) { edges { cursor } } }',
    '{ domains(first: 1, after: "zzz") { edges { cursor } } }',
    '{ client(by: { id: "Client:1", email: "a@example.com" }) { id } }',
  ])
    codes.push(codeOf(await gateway.ask(document)));
  expect(codes).toEqual(['BAD_INPUT', 'BAD_INPUT', 'CURSOR_INVALID', 'BAD_INPUT']);
});

it('says of every error whether the same may succeed later', async () => {
  const retryable = async (document: string, as: 'staff' | 'carol' = 'staff') =>
    (await gateway.ask(document, {}, as)).errors!.map(({ extensions }) => extensions.retryable);
  expect(await retryable('{ nope }')).toEqual([false]);
  expect(await retryable('{ invoices(first: 101) { totalCount } }')).toEqual([false]);
  expect(await retryable('{ todoItems { totalCount } }', 'carol')).toEqual([false]);
  await gateway.app.database.query({ text: 'alter table todo_items rename to lost_items' });
  expect(await retryable('{ todoItems { totalCount } }')).toEqual([false]);
  await gateway.app.database.query({ text: 'alter table lost_items rename to todo_items' });
  const { errorCodes } = await gateway.data('{ errorCodes { code isRetryable } }');
  const again = errorCodes.filter(({ isRetryable }: any) => isRetryable);
  // What passes by itself: a limit, an outage, a provider or old system that is away, a first request or a forecast
  // that still runs.
  expect(again.map(({ code }: any) => code)).toEqual([
    'FORECAST_BUSY',
    'IDEMPOTENCY_IN_PROGRESS',
    'PROVIDER_UNREACHABLE',
    'RATE_LIMITED',
    'SANDBOX_NOT_READY',
    'UNAVAILABLE',
    'UPSTREAM_BUSY',
    'UPSTREAM_UNREACHABLE',
  ]);
});
