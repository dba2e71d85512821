import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { startServer } from '#server.ts';
import { observeState } from '#start/observed-state.ts';
import { deadPort } from '#test/providers/loopback.ts';
import { testDatabase } from '#test/setup/database.ts';
import { otlpCollector } from './otlp-collector.ts';

afterEach(() => vi.unstubAllEnvs());

/** A gateway of these variables, as the program starts it. */
async function gatewayWith(env: Record<string, string>) {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const config = readConfig({
    PORT: '0',
    DATA_DIR: await mkdtemp(join(tmpdir(), 'hostgraph-')),
    ENCRYPTION_KEY: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    LOG_LEVEL: 'silent',
    DRAIN_SECONDS: '0',
    ...env,
  });
  const { app, stop } = await startApp(config, { opened: await testDatabase() });
  observeState(app);
  const server = await startServer(app);
  const told: string[] = [];
  for (const level of ['info', 'warn'] as const)
    vi.spyOn(app.log, level).mockImplementation(
      ((...said: unknown[]) => void told.push(String(said.at(-1)))) as never,
    );
  return {
    app,
    told,
    url: server.url,
    stop: async () => {
      await server.stop();
      await stop();
    },
  };
}

it('sends by OTLP what /metrics shows, at its interval and once more at the end', async () => {
  const collector = await otlpCollector();
  const { url, stop } = await gatewayWith({
    OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `${collector.url}/v1/metrics`,
    OTEL_METRIC_EXPORT_INTERVAL: '100',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
  });
  await expect.poll(() => collector.metrics.length).toBeGreaterThan(1);
  const ask = (query: string) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    }).then((response) => response.json());
  await ask('{ __typename }');
  await ask('{ __typename }');
  // Nobody is signed in: one error of this code.
  expect(await ask('{ clients { totalCount } }')).toMatchObject({
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
  const text = await (await fetch(`${url}/metrics`)).text();
  await stop();
  await collector.close();

  expect(collector.resource).toMatchObject({
    'service.name': 'hostgraph',
    'service.instance.id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'deployment.environment.name': 'test',
  });
  const last = collector.metrics.at(-1)!;
  const requests = last.get('hostgraph_http_request_seconds')!;
  expect(requests).toMatchObject({ kind: 'histogram', aggregationTemporality: 2 });
  const ofGraphql = requests.points.filter(({ attributes }) => attributes.transport === 'graphql');
  expect(ofGraphql.map(({ attributes, count }) => [attributes, count])).toEqual([
    [{ transport: 'graphql', method: 'POST', status: '200' }, 3],
  ]);
  // As src/platform/request-metrics.ts has them, in seconds.
  const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
  expect(ofGraphql[0]!.explicitBounds).toEqual(bounds);
  expect(last.get('hostgraph_errors_total')).toMatchObject({
    kind: 'sum',
    isMonotonic: true,
    aggregationTemporality: 2,
    points: [{ attributes: { transport: 'graphql', code: 'UNAUTHENTICATED' }, asDouble: 1 }],
  });
  // Looked up for each sending, as for each scrape.
  const sizes = collector.metrics.map((one) => one.get('hostgraph_pool_size')?.points[0]?.asDouble);
  expect(Math.max(...sizes.map((size) => size ?? 0))).toBeGreaterThan(0);

  // Every metric of the text that has a value, under its name and with its type and help, and no other.
  const types = new Map(
    [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name!, type!]),
  );
  const filled = [...types.keys()].filter((name) =>
    new RegExp(`^${name}(_count)?(\\{.*\\})? `, 'm').test(text),
  );
  // Node has these only while there is one of them.
  const lasting = (name: string) => !/^nodejs_active_(requests|handles|resources)$/.test(name);
  expect([...last.keys()].filter(lasting).toSorted()).toEqual(filled.filter(lasting).toSorted());
  const kinds = { counter: 'sum', gauge: 'gauge', histogram: 'histogram' } as Record<
    string,
    string
  >;
  for (const { name, kind, description } of last.values()) {
    expect([name, kind]).toEqual([name, kinds[types.get(name)!]]);
    expect(text).toContain(`# HELP ${name} ${description}\n`);
  }
});

it('sends them to the collector of all, beside the traces, and none where that is switched off', async () => {
  const collector = await otlpCollector();
  const all = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER: 'always_off' };
  await (await gatewayWith(all)).stop();
  // The interval is a minute: this is the one of the end.
  expect(collector.metrics).toHaveLength(1);
  for (const [name, value] of [
    ['OTEL_METRICS_EXPORTER', 'none'],
    ['OTEL_SDK_DISABLED', 'true'],
  ] as const) {
    const often = { OTEL_METRIC_EXPORT_INTERVAL: '20' };
    const { stop } = await gatewayWith({ ...all, ...often, [name]: value });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await stop();
    vi.unstubAllEnvs();
  }
  expect(collector.metrics).toHaveLength(1);
  await collector.close();
});

it('says once that the collector takes nothing and once that it does again, and works on', async () => {
  const collector = await otlpCollector();
  const { told, url, stop } = await gatewayWith({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_METRIC_EXPORT_INTERVAL: '50',
  });
  await expect.poll(() => collector.metrics.length).toBeGreaterThan(0);
  collector.status = 400;
  const LOST = 'The collector takes no metrics; the next ones are sent all the same.';
  await expect.poll(() => told).toContain(LOST);
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  collector.status = 200;
  await expect.poll(() => told).toContain('The collector takes metrics again.');
  expect(told.filter((line) => line === LOST)).toHaveLength(1);
  await stop();
  await collector.close();
});

it('ends in time where there is no collector', async () => {
  const { stop } = await gatewayWith({
    OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `http://127.0.0.1:${await deadPort()}/v1/metrics`,
  });
  const began = performance.now();
  await stop();
  // Five seconds of patience, and what a stop takes otherwise.
  expect(performance.now() - began).toBeLessThan(8_000);
});

it('refuses intervals that are none, by name', () => {
  for (const name of ['OTEL_METRIC_EXPORT_INTERVAL', 'OTEL_METRIC_EXPORT_TIMEOUT'])
    for (const value of ['0', '-5', 'soon', '1.5'])
      expect(() => readConfig({ [name]: value })).toThrow(
        `${name}: set it to a whole number from 1 to 86400000`,
      );
});
