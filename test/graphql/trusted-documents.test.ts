import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { type RunningServer, startServer } from '#server.ts';
import { commands } from '#transports/rapi/commands.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { testDatabase } from '#test/setup/database.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const KIND = 'query Kind { viewer { kind } }';
const NAMES = 'query Names($n: Int!) { clients(first: $n) { edges { node { firstName } } } }';
const FREE = '{ viewer { permissions } }';

let gateway: Gateway;
let strict: { running: RunningApp; server: RunningServer };
beforeAll(async () => {
  gateway = await openGateway();
  const folder = await mkdtemp(join(tmpdir(), 'hostgraph-'));
  const relay = join(folder, 'relay.json');
  const apollo = join(folder, 'apollo.json');
  await writeFile(relay, JSON.stringify({ [sha256(KIND)]: KIND }));
  await writeFile(apollo, JSON.stringify({ operations: [{ id: 'names-1', body: NAMES }] }));
  const config = readConfig({
    PORT: '0',
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    TRUSTED_DOCUMENTS: 'only',
    DOCUMENT_MANIFESTS: `${relay},${apollo}`,
  });
  const running = await startApp(config, { opened: await testDatabase() });
  strict = { running, server: await startServer(running.app) };
});
afterAll(async () => {
  await strict.server.stop();
  await strict.running.stop();
});

const headers = { 'content-type': 'application/json', authorization: 'Bearer token-of-staff' };

/** By both ways of /graphql, several times: the answer must always be the same. */
async function ask(url: string, body: object) {
  const answers = [];
  for (const path of ['/graphql', '/graphql', '/graphql?_']) {
    const sent = { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(`${url}${path}`, sent);
    answers.push(await response.text());
  }
  expect(new Set(answers).size).toBe(1);
  return JSON.parse(answers[0]!) as {
    data?: Record<string, unknown>;
    errors?: { message: string; extensions: { code: string } }[];
  };
}
const codeOf = ({ errors }: Awaited<ReturnType<typeof ask>>) => errors?.[0]?.extensions.code;

describe('where only trusted documents run', () => {
  it('runs what a manifest holds, by its id or by its text', async () => {
    const { url } = strict.server;
    const kind = { data: { viewer: { kind: 'STAFF' } } };
    expect(await ask(url, { documentId: `sha256:${sha256(KIND)}` })).toEqual(kind);
    expect(await ask(url, { documentId: sha256(KIND) })).toEqual(kind);
    expect(await ask(url, { query: KIND })).toEqual(kind);
    const names = await ask(url, { documentId: 'names-1', variables: { n: 1 } });
    expect(names.data).toHaveProperty('clients.edges.0.node.firstName');
    const byGet = await fetch(`${url}/graphql?documentId=sha256:${sha256(KIND)}`, {
      headers: { ...headers, accept: 'application/json' },
    });
    expect(await byGet.json()).toEqual(kind);
  });

  it('runs the stored operations of the legacy transports, which are the first manifest', async () => {
    const stored = print(commands.GetCurrencies.operation);
    const answer = await ask(strict.server.url, { documentId: sha256(stored) });
    expect(answer.errors).toBeUndefined();
    expect(Object.keys(answer.data!)).toEqual(['currencies']);
  });

  it('runs nothing else, and says so', async () => {
    const { url } = strict.server;
    expect(codeOf(await ask(url, { query: FREE }))).toBe('DOCUMENT_NOT_TRUSTED');
    expect(codeOf(await ask(url, { documentId: 'names-2' }))).toBe('DOCUMENT_NOT_FOUND');
    expect(codeOf(await ask(url, { documentId: 7 }))).toBe('BAD_REQUEST');
    expect(codeOf(await ask(url, { documentId: 'names-1', query: FREE }))).toBe('BAD_REQUEST');
    const persistedQuery = { version: 1, sha256Hash: sha256(FREE) };
    const registering = { query: FREE, extensions: { persistedQuery } };
    expect(codeOf(await ask(url, registering))).toBe('DOCUMENT_NOT_TRUSTED');
  });
});

it('serves a persisted query once its text came with its hash (G66)', async () => {
  const { url } = gateway;
  const persistedQuery = { version: 1, sha256Hash: sha256(FREE) };
  const unknown = await ask(url, { extensions: { persistedQuery } });
  expect(unknown.errors).toMatchObject([
    { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
  ]);
  const wrong = { query: KIND, extensions: { persistedQuery } };
  expect(codeOf(await ask(url, wrong))).toBe('BAD_REQUEST');
  const sent = await ask(url, { query: FREE, extensions: { persistedQuery } });
  expect(sent.data).toHaveProperty('viewer.permissions');
  expect(await ask(url, { extensions: { persistedQuery } })).toEqual(sent);
});
