import { parse, print, visit } from 'graphql';
import type { Chance } from '#test/schema/chance.ts';
import type { Operations } from '#test/schema/operations.ts';

/** A POST to /graphql as it goes over the wire. */
export interface WireRequest {
  headers: Record<string, string>;
  body: string;
}

const ACCEPTED = [
  'application/json',
  'application/graphql-response+json',
  'application/graphql-response+json, application/json;q=0.9',
  'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
  '*/*',
  'application/*;q=0.5, text/html',
  'application/json; charset=utf-8',
  'application/json; charset=latin1',
  'text/plain',
];

const TOKENS = [
  'token-of-staff',
  'token-of-carol',
  'token-of-reseller',
  'token-of-clerk',
  'no',
  '',
];

/** What is wrong in ways that a random operation never is. */
const DOCUMENTS = [
  '{',
  '',
  '{ nope viewer { nope } }',
  '{ viewer { kind ',
  'query A { __typename } query B { __typename }',
  'query A { viewer { kind } } query B { __typename }',
  'fragment F on Query { __typename }',
  '{ viewer { ...A } } fragment A on Viewer { ...A kind }',
  '{ clients(first: 101) { totalCount } }',
  '{ clients(first: -1) { totalCount } }',
  '{ clients(first: "x", nope: 1) { totalCount } }',
  '{ clients(first: 1, last: 1) { totalCount } }',
  '{ clients(after: "zzz") { totalCount } }',
  '{ clients(first: 100) { edges { node { tickets(first: 100) { edges { node { replies(first: 100) { edges { node { id } } } } } } } } } }',
  '{ invoices(filter: { dueOn: { from: "2020-02-30" } }) { totalCount } }',
  '{ domain(by: { name: "a\\u0000b" }) { name } }',
  '{ domain(by: { id: "Service:1" }) { name } }',
  '{ __schema { queryType { name } } }',
  '{ __type(name: "Money") { fields { name } } a: __typename }',
  'query ($n: Int!) { clients(first: $n) { totalCount } }',
  'query ($v: String!) { domain(by: { name: $v }) { name } }',
  'query ($d: Date) { invoices(filter: { dueOn: { from: $d } }) { totalCount } }',
  'mutation { closeTicket(input: { ticketId: "Ticket:99999" }) { ticket { id } } }',
  'mutation ($i: AddCreditInput!) { addCredit(input: $i) { __typename } }',
  'mutation { addCredit(input: {}) { __typename } }',
  'mutation { a: closeTicket(input: { ticketId: "x" }) { ticket { id } } b: deleteQuote(input: { quoteId: "Quote:0" }) { __typename } }',
  'subscription { ticketUpdated(after: "x") { cursor } }',
  `{ ${Array.from({ length: 101 }, (_, n) => `a${n}: __typename`).join(' ')} }`,
  `{ ${'viewer { kind } '.repeat(2_100)} }`,
];

const VARIABLES: unknown[] = [
  {},
  null,
  [],
  'x',
  1,
  { n: 1 },
  { n: 'x' },
  { n: 101 },
  { v: 'a\u0000b' },
  { v: '\ud800' },
  { v: 'ünï.example' },
  { d: '2020-02-30' },
  { i: { clientId: 'Client:1', password: 'x' } },
];

/** A document without the variables it declares and does not use. */
function onlyUsed(document: string): string {
  const parsed = parse(document);
  const used = new Set<string>();
  visit(parsed, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  return print(
    visit(parsed, {
      VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
    }),
  );
}

/** Random requests, good and bad ones. */
export class Requests {
  private readonly chance: Chance;
  private readonly operations: Operations;

  constructor(chance: Chance, operations: Operations) {
    this.chance = chance;
    this.operations = operations;
  }

  next(): WireRequest {
    const { chance } = this;
    const token = chance.is(0.6) ? TOKENS[0]! : chance.of(TOKENS);
    const headers = {
      'content-type': chance.is(0.9) ? 'application/json' : 'application/json; charset=utf-8',
      accept: chance.of(ACCEPTED),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(chance.is(0.05) && { 'idempotency-key': chance.of(['k k', 'k-1', 'x'.repeat(129)]) }),
      'x-request-id': 'same',
    };
    return { headers, body: this.broken(JSON.stringify(this.payload())) };
  }

  private payload(): Record<string, unknown> {
    const { chance } = this;
    const { document, variables } = this.operations.next();
    const isBad = chance.is(0.5);
    const params: Record<string, unknown> = isBad
      ? { query: chance.of(DOCUMENTS), variables: chance.of(VARIABLES) }
      : { query: onlyUsed(document), variables: chance.is(0.9) ? variables : chance.of(VARIABLES) };
    if (chance.is(0.1)) params.query = this.broken(String(params.query));
    if (chance.is(0.1)) params.operationName = chance.of(['A', 'B', 'C', '', null, 7]);
    if (chance.is(0.04)) params.extensions = chance.of([{}, null, 'x', []]);
    if (chance.is(0.03)) params[chance.of(['id', 'query ', 'constructor'])] = 1;
    if (chance.is(0.03)) params.query = chance.of([null, 7, [], {}]);
    return params;
  }

  /** A text with a character too few, or one too many, now and then. */
  private broken(text: string): string {
    const { chance } = this;
    if (chance.is(0.92)) return text;
    const at = chance.below(text.length + 1);
    return chance.is(0.5)
      ? text.slice(0, at) + text.slice(at + 1)
      : text.slice(0, at) + chance.of(['}', '{', '"', '$', '\u0000', ' ']) + text.slice(at);
  }
}
