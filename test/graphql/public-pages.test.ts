import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { startServer } from '#server.ts';
import { openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { testDatabase } from '#test/setup/database.ts';
import { stopAfterFile } from '#test/setup/stops.ts';

beforeAll(async () => {
  await openGateway();
});

async function gatewayWith(env: Record<string, string>) {
  const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-'));
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...env });
  const running = await startApp(config, { opened: await testDatabase() });
  const server = await startServer(running.app);
  stopAfterFile(async () => {
    await server.stop();
    await running.stop();
  });
  return server.url;
}

const staff = { authorization: `Bearer ${tokenOf('staff')}` };
const introspect = async (url: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ ...A } fragment A on Query { __schema { types { name } } }' }),
  });
  const { data, errors } = (await response.json()) as {
    data?: { __schema: object };
    errors?: { extensions: { code: string } }[];
  };
  return errors?.[0]?.extensions.code ?? Object.keys(data ?? {})[0];
};
const statusOf = async (url: string, headers: Record<string, string> = {}) =>
  (await fetch(url, { headers })).status;

it('shows the schema, the page and the metrics to those it was set to show them to (G16)', async () => {
  const token = 'metrics-token-of-24-characters';
  const signedIn = await gatewayWith({ INTROSPECTION: 'signed-in', METRICS_TOKEN: token });
  expect(await introspect(signedIn)).toBe('UNAUTHENTICATED');
  expect(await introspect(signedIn, staff)).toBe('__schema');
  expect(await statusOf(`${signedIn}/schema.graphql`)).toBe(401);
  expect(await statusOf(`${signedIn}/schema.graphql`, staff)).toBe(200);
  expect(await statusOf(`${signedIn}/metrics`)).toBe(401);
  expect(await statusOf(`${signedIn}/metrics`, { authorization: 'Bearer no' })).toBe(401);
  expect(await statusOf(`${signedIn}/metrics`, { authorization: `Bearer ${token}` })).toBe(200);

  const off = await gatewayWith({ INTROSPECTION: 'off', GRAPHIQL: 'off' });
  expect(await introspect(off, staff)).toBe('INTROSPECTION_DISABLED');
  expect(await statusOf(`${off}/schema.graphql`, staff)).toBe(404);
  const page = await fetch(`${off}/graphql`, { headers: { accept: 'text/html' } });
  expect(page.headers.get('content-type') ?? '').not.toContain('text/html');
});
