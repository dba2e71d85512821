import { afterAll, beforeAll, expect, vi } from 'vitest';
import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { freeze } from '#core/clock.ts';
import { startSandboxes } from '#modules/sandboxes/start-sandboxes.ts';
import { startServer } from '#server.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { testDatabaseUrl } from '#test/setup/database.ts';
import { stopAfterFile } from '#test/setup/stops.ts';
import { together } from '#test/setup/together.ts';
import { askAs, DELETE, makeSandbox, type TestSandbox } from './sandbox.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

let gateway: Gateway;
let second: string;
let sandbox: TestSandbox;
const thaw = freeze('2026-03-10T12:00:00Z');
beforeAll(async () => {
  const url = testDatabaseUrl();
  if (!url) return;
  gateway = await openGateway(startSandboxes);
  sandbox = await makeSandbox(gateway, 'Shared', 'NOTHING');
  const { dataDir, encryptionKey } = gateway.app.config;
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    RATE_LIMIT: '0',
    DRAIN_SECONDS: '0',
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    ENCRYPTION_KEY: encryptionKey,
  });
  const running = await startApp(config);
  const server = await startServer(running.app);
  second = `${server.url}/graphql`;
  stopAfterFile(async () => {
    await server.stop();
    await running.stop();
  });
});
afterAll(thaw);

const CLOCK = '{ sandboxClock { now movesTo } }';
const EMAILS = '{ clients { nodes { email } } }';

together('shows a sandbox at the same time by every process', async () => {
  const there = await askAs(second, sandbox.token, CLOCK);
  expect(there.data.sandboxClock.now).toBe('2026-03-10T12:00:00.000Z');
  await sandbox.data(
    `mutation { advanceClock(input: { to: "2026-03-12" }) { clock { movesTo } task { state } } }`,
  );
  const later = await askAs(second, sandbox.token, CLOCK);
  expect(later.data.sandboxClock).toMatchObject({ movesTo: null });
  expect(later.data.sandboxClock.now.slice(0, 10)).toBe('2026-03-12');
});

together('takes it away while the other process has it open', async () => {
  expect((await askAs(second, sandbox.token, EMAILS)).data.clients.nodes).toHaveLength(5);
  const { deleteSandbox } = await gateway.data(DELETE, { id: sandbox.id });
  expect(deleteSandbox.task.state).toBe('SUCCEEDED');
  expect(codeOf(await askAs(second, sandbox.token, EMAILS))).toBe('SANDBOX_NOT_FOUND');
});
