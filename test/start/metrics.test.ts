import { beforeAll, expect, it } from 'vitest';
import { transaction } from '#platform/database/transaction.ts';
import { beginByWorker } from '#schema/tasks/begin.ts';
import type { TaskKind } from '#schema/tasks/kind.ts';
import { serveMetrics } from '#metrics-port.ts';
import { openPort } from '#port.ts';
import { startServer } from '#server.ts';
import { observeState } from '#start/observed-state.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { followSocket } from '#test/live.ts';
import { tokenOf } from '#test/people.ts';
import { stopAfterFile } from '#test/setup/stops.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  observeState(gateway.app);
});

it('shows what waits, how long, and how the daily run went (F52)', async () => {
  const { app } = gateway;
  const kind: TaskKind<object, object> = {
    kind: 'test.waits',
    resendable: true,
    isOptIn: true,
    retry: { interactive: 'queue', hours: 1 },
    go: async () => ({}),
    after: async () => {},
  };
  app.kinds.set(kind.kind, kind);
  const scrape = async () => (await fetch(`${gateway.url}/metrics`)).text();
  expect(await scrape()).toContain('hostgraph_daily_run_finished_timestamp_seconds 0');
  const task = { subject: { type: 'Test', id: 1 }, clientId: null, input: {} };
  const id = await transaction(app.db, (tx) => beginByWorker(tx, kind, task));
  await app.db.task.update({
    where: { id },
    data: { createdAt: new Date(Date.now() - 3_600_000) },
  });
  await app.db.automationRun.create({
    data: {
      name: 'daily',
      runOn: new Date('2026-06-01'),
      state: 'FAILED',
      finishedAt: new Date('2026-06-01T04:00:00Z'),
      entries: { create: { namespace: 'invoices', runOn: new Date('2026-06-01'), failed: 3 } },
    },
  });
  const text = await scrape();
  expect(text).toContain('hostgraph_tasks_open{kind="test.waits",state="QUEUED"} 1');
  const [, age] = /tasks_oldest_seconds\{kind="test\.waits",state="QUEUED"\} ([\d.]+)/.exec(text)!;
  expect(Number(age)).toBeGreaterThan(3_595);
  expect(Number(age)).toBeLessThan(3_700);
  // 2026-06-01T04:00:00Z in seconds since 1970: 20,605 days and 4 hours.
  expect(text).toContain(
    `hostgraph_daily_run_finished_timestamp_seconds ${20_605 * 86_400 + 4 * 3_600}`,
  );
  expect(text).toContain('hostgraph_daily_run_failures 3');
});

const valueOf = (text: string, name: string) =>
  Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);

it('counts wrong passwords and tokens, and errors by their codes (F52)', async () => {
  const scrape = async () => (await fetch(`${gateway.url}/metrics`)).text();
  const LOGIN = `mutation ($password: Secret!) { validateLogin(input: {
    email: "nobody@example.test", password: $password }) { user { id } } }`;
  await gateway.ask(LOGIN, { password: 'wrong' });
  await gateway.ask('{ viewer { kind } }', {}, null, { authorization: 'Bearer no-such-token' });
  await gateway.ask('{ nothing }');
  await gateway.ask('{ auditEntries(first: 1) { totalCount } }', {}, 'carol');
  await gateway.rapi('AddClientNote', { user_id: gateway.carol, notes: 'x' }, 'carol');
  const text = await scrape();
  for (const line of [
    'hostgraph_sign_in_failures_total{of="name"} 1',
    'hostgraph_sign_in_failures_total{of="token"} 1',
    'hostgraph_errors_total{transport="graphql",code="BAD_REQUEST"} 1',
    'hostgraph_errors_total{transport="graphql",code="FORBIDDEN"} 1',
    'hostgraph_errors_total{transport="legacy",code="FORBIDDEN"} 1',
  ])
    expect(text).toContain(line);
});

it('shows open sockets and subscriptions, and what the pool is used for (F52)', async () => {
  const { app, url } = gateway;
  const scrape = async () => (await fetch(`${url}/metrics`)).text();
  const before = await scrape();
  expect(valueOf(before, 'hostgraph_sockets')).toBe(0);
  expect(valueOf(before, 'hostgraph_subscriptions')).toBe(0);
  const query = 'subscription { ticketUpdated { cursor } }';
  const open = () => followSocket(gateway, tokenOf('staff'), query);
  const sockets = [await open(), await open()];
  await expect
    .poll(async () => valueOf(await scrape(), 'hostgraph_subscriptions'), { timeout: 10_000 })
    .toBe(2);
  expect(valueOf(await scrape(), 'hostgraph_sockets')).toBe(2);
  for (const socket of sockets) await socket.stop();
  const held = async () => {
    const text = await scrape();
    return [valueOf(text, 'hostgraph_sockets'), valueOf(text, 'hostgraph_subscriptions')];
  };
  await expect.poll(held, { timeout: 10_000 }).toEqual([0, 0]);

  const isPooled = app.database.kind === 'postgresql';
  const inUse = 'hostgraph_pool_connections{state="in_use"}'.replace(/[{}]/g, '\\$&');
  const used = await app.db.$transaction(async (tx) => {
    await tx.$executeRaw`select 1`;
    return isPooled ? valueOf(await scrape(), inUse) : 1;
  });
  expect(used).toBeGreaterThanOrEqual(1);
  // `DATABASE_POOL`, 10 unless it is set; the embedded database is one connection.
  expect(valueOf(await scrape(), 'hostgraph_pool_size')).toBe(isPooled ? 10 : 1);
  expect(valueOf(await scrape(), 'hostgraph_pool_waiting')).toBe(0);
});

it('shows them at a port of their own alone, where there is one (F52)', async () => {
  const { app } = gateway;
  const moved = { ...app, config: { ...app.config, metricsPort: 1 } };
  const server = await startServer(moved);
  const port = await openPort({ host: '127.0.0.1', port: 0 });
  const { turnAway, close } = serveMetrics(moved, port);
  stopAfterFile(async () => {
    close();
    await server.stop();
  });
  const statusOf = async (url: string) => (await fetch(url)).status;
  expect(await statusOf(`${server.url}/metrics`)).toBe(404);
  expect(await statusOf(`${server.url}/health`)).toBe(200);
  expect(await statusOf(`${port.url}/metrics`)).toBe(200);
  expect(await statusOf(`${port.url}/health`)).toBe(200);
  expect(await statusOf(`${port.url}/graphql`)).toBe(404);
  turnAway();
  expect(await statusOf(`${port.url}/health/ready`)).toBe(503);
  expect(await statusOf(`${port.url}/health/live`)).toBe(200);
});
