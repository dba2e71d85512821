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
  ['n', 'query ($n: Int!) { clients(first: $n) { edges { cursor } } }', { n: 'x' }],
])(
  'names the place of a value that cannot be taken, %s, the second time too (G32)',
  async (field, document, variables) => {
    for (const _ of [1, 2]) {
      const { errors } = await gateway.ask(document, variables);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', field } }]);
    }
  },
);

it.each([
  '{ nope }',
  '{ clients(first: 1',
  'query A { __typename } query B { __typename }',
  '{ clients(first: "x") { edges { cursor } } }',
  '{ clients(filter: { status: NOPE }, first: 1) { edges { cursor } } }',
])('says BAD_REQUEST of a document that cannot run: %s (G32)', async (document) => {
  for (const _ of [1, 2]) expect(codeOf(await gateway.ask(document))).toBe('BAD_REQUEST');
});

it('gives a code to what is asked wrongly of lists and ids (G32)', async () => {
  const codes = [];
  for (const document of [
    '{ domain(by: { id: "Service:1" }) { name } }',
    '{ domains(first: -1) { edges { cursor } } }',
    '{ domains(first: 1, after: "zzz") { edges { cursor } } }',
    '{ client(by: { id: "Client:1", email: "a@example.com" }) { id } }',
  ])
    codes.push(codeOf(await gateway.ask(document)));
  expect(codes).toEqual(['BAD_INPUT', 'BAD_INPUT', 'CURSOR_INVALID', 'BAD_REQUEST']);
});
