import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const ADD = `mutation ($input: CreateApiCredentialInput!) {
  createApiCredential(input: $input) { token credential { id } } }`;
const USAGE = `query ($id: ID!) { node(id: $id) { ... on ApiCredential {
  usage(first: 50) { nodes { operation count refusedCount refusedBy { code count } } } } } }`;

it('counts the refused calls of a key with their reasons (F59)', async () => {
  const input = { kind: 'STAFF', name: 'reader', permissions: ['clients:read'] };
  const { token, credential } = (await gateway.data(ADD, { input })).createApiCredential;
  const post = (path: string, init: RequestInit) =>
    fetch(`${gateway.url}${path}`, { method: 'POST', ...init }).then((reply) => reply.text());
  const rapi = (command: string, form: object = {}) =>
    post(`/rapi/${command}`, { body: new URLSearchParams({ token, ...form }) });
  const ask = (query: string) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    return post('/graphql', { headers, body: JSON.stringify({ query }) });
  };
  await rapi('GetContacts', { user_id: String(gateway.carol) });
  await rapi('GetContacts', { user_id: 'Carol' });
  await rapi('GetContacts', { user_id: '-1' });
  await rapi('AddClientNote', { user_id: String(gateway.carol), notes: 'x' });
  await rapi('NoSuchCommand');
  await rapi('NoOtherCommand');
  await ask('{ clients(first: 1) { totalCount } }');
  await ask('{ invoices(first: 1) { totalCount } }');
  await ask('{ nothing }');

  const row = (operation: string, count: number, refusedBy: Record<string, number> = {}) => ({
    operation,
    count,
    refusedCount: Object.values(refusedBy).reduce((sum, each) => sum + each, 0),
    refusedBy: Object.entries(refusedBy).map(([code, each]) => ({ code, count: each })),
  });
  // Counts are written every five seconds.
  const used = async () =>
    (await gateway.data(USAGE, { id: credential.id })).node.usage.nodes.toSorted(
      (one: { operation: string }, other: { operation: string }) =>
        one.operation < other.operation ? -1 : 1,
    );
  await expect
    .poll(used, { timeout: 15_000, interval: 500 })
    .toEqual([
      row('AddClientNote', 1, { FORBIDDEN: 1 }),
      row('GetContacts', 3, { BAD_INPUT: 2 }),
      row('Unknown', 2, { COMMAND_UNKNOWN: 2 }),
      row('clients', 1),
      row('invoices', 1, { FORBIDDEN: 1 }),
      row('unknown', 1, { BAD_REQUEST: 1 }),
    ]);
  // A later batch adds to what the day has.
  await rapi('GetContacts', { user_id: 'Carol' });
  await expect
    .poll(async () => (await used())[1], { timeout: 15_000, interval: 500 })
    .toEqual(row('GetContacts', 4, { BAD_INPUT: 3 }));
}, 60_000);
