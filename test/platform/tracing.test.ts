import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { isTracing } from '#core/tracing.ts';
import { startServer } from '#server.ts';
import { sellThrough, waiting } from '#test/domains/cast.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import {
  logicBoxesProgram,
  type LogicBoxesProgram,
} from '#test/providers/registrars/logicboxes-program.ts';
import { testDatabase } from '#test/setup/database.ts';
import { type CollectedSpan, otlpCollector } from './otlp-collector.ts';

const KEY = `test:${Buffer.alloc(32, 7).toString('base64')}`;
// The example of the W3C recommendation "Trace Context", 3.2.
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

let gateway: Gateway;
let program: LogicBoxesProgram;
beforeAll(async () => {
  gateway = await openGateway();
  program = await logicBoxesProgram();
  await sellThrough(gateway, program);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await program.close();
});

/** A gateway with these variables: what it answers to operations of staff, until it is stopped. */
async function gatewayWith(env: Record<string, string>) {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-'));
  const config = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    ENCRYPTION_KEY: KEY,
    LOG_LEVEL: 'silent',
    DRAIN_SECONDS: '0',
    ...env,
  });
  const { app, stop } = await startApp(config, { opened: await testDatabase() });
  const server = await startServer(app);
  const ask = async (query: string, variables: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${tokenOf('staff')}`,
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as { errors?: object; data?: object };
  };
  return {
    ask,
    url: server.url,
    stop: async () => {
      await server.stop();
      await stop();
      vi.unstubAllEnvs();
    },
  };
}

it('follows a request from its caller to the provider and on, by OTLP and W3C trace context', async () => {
  const collector = await otlpCollector();
  const domainId = await waiting(gateway, 'traced.com');
  const { ask, url, stop } = await gatewayWith({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
  });
  const answer = await ask(
    'mutation Register($input: DomainRegisterInput!) { domainRegister(input: $input) { domain { status } } }',
    { input: { domain: { id: `Domain:${domainId}` } } },
    { traceparent: `00-${TRACE}-${PARENT}-01` },
  );
  expect(answer).toEqual({ data: { domainRegister: { domain: { status: 'ACTIVE' } } } });
  await ask('query Codes { currencies { code } }', {});
  await fetch(`${url}/rapi/GetCurrencies`, {
    method: 'POST',
    body: new URLSearchParams({ token: tokenOf('staff') }),
  });
  // A stop sends what is left.
  await stop();
  await collector.close();

  const { spans } = collector;
  expect(collector.resource).toMatchObject({
    'service.name': 'hostgraph',
    'deployment.environment.name': 'test',
  });
  const named = (name: string, within = spans) => {
    const [span] = within.filter((one) => one.name === name);
    expect([name, span?.name]).toEqual([name, name]);
    return span!;
  };
  const ancestorsOf = ({ parentSpanId }: CollectedSpan): string[] => {
    const parent = spans.find(({ spanId }) => spanId === parentSpanId);
    return parent ? [parent.name, ...ancestorsOf(parent)] : [];
  };
  const ours = spans.filter(({ traceId }) => traceId === TRACE);
  const request = named('POST graphql', ours);
  expect([request.kind, request.parentSpanId]).toEqual([2, PARENT]);
  expect(request.attributes).toMatchObject({
    'http.request.method': 'POST',
    'url.path': '/graphql',
    'http.response.status_code': 200,
  });
  const operation = named('mutation Register', ours);
  expect([operation.kind, operation.parentSpanId]).toEqual([1, request.spanId]);
  const task = named('task domain.register', ours);
  expect(ancestorsOf(task)).toEqual(['mutation Register', 'POST graphql']);
  const call = named('registrar logicboxes register', ours);
  expect(ancestorsOf(call)).toEqual(['task domain.register', 'mutation Register', 'POST graphql']);
  const { host } = new URL(program.url);
  const sent = ours.filter(({ name }) => name === `POST ${host}`);
  expect(sent.every((span) => ancestorsOf(span).includes('task domain.register'))).toBe(true);
  expect(sent.map(({ kind }) => kind)).toContain(3);
  // The provider is told of the span that its call is.
  const { traceparent } = program.last('domains/register').headers;
  expect(sent.map(({ spanId }) => `00-${TRACE}-${spanId}-01`)).toContain(traceparent);

  // The statements of an operation are parts of it, and hold no values.
  const statements = spans.filter(({ attributes }) => 'db.query.text' in attributes);
  const ofCodes = statements.filter((span) => ancestorsOf(span)[0] === 'query Codes');
  expect(ofCodes.map(({ kind, name }) => [kind, name])).toEqual([[3, 'SELECT']]);
  expect(named('query Codes').traceId).not.toBe(TRACE);
  expect(ancestorsOf(named('query GetCurrencies'))).toEqual(['POST rapi']);
  expect(JSON.stringify(spans)).not.toContain('secret-key');
  expect(JSON.stringify(spans)).not.toContain(tokenOf('staff'));
});

it('makes no spans unless a collector is named, and none where they are switched off', async () => {
  const { stop } = await gatewayWith({});
  expect(isTracing()).toBe(false);
  await stop();
  const off = await gatewayWith({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
    OTEL_SDK_DISABLED: 'true',
  });
  expect(isTracing()).toBe(false);
  await off.stop();
});

it('samples what it is told to', async () => {
  const collector = await otlpCollector();
  const { ask, stop } = await gatewayWith({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_TRACES_SAMPLER: 'parentbased_always_off',
  });
  await ask('query Alone { currencies { code } }', {});
  await ask('query Asked { currencies { code } }', {}, { traceparent: `00-${TRACE}-${PARENT}-01` });
  await stop();
  await collector.close();
  const operations = collector.spans.filter(({ name }) => name.startsWith('query'));
  expect(operations.map(({ name }) => name)).toEqual(['query Asked']);
});
