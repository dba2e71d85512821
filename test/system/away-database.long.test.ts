import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { beforeAll, expect } from 'vitest';
import { today } from '#core/clock.ts';
import { addDays } from '#core/dates.ts';
import { beginRun, dailyRun } from '#modules/system/automation/daily-run.ts';
import { client, product, service } from '#test/billing/store.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { testDatabaseUrl } from '#test/setup/database.ts';
import { stopAfterFile } from '#test/setup/stops.ts';
import { together } from '#test/setup/together.ts';

let gateway: Gateway;
/** Somebody else on the same server. */
let other: pg.Client;
let name: string;
beforeAll(async () => {
  gateway = await openGateway();
  const url = testDatabaseUrl();
  if (!url) return;
  const server = new URL(url);
  name = server.pathname.slice(1);
  server.pathname = '/postgres';
  other = new pg.Client({ connectionString: server.href });
  await other.connect();
  stopAfterFile(() => other.end());
});

const invoices = () => gateway.app.db.invoice.count({ where: { kind: 'STANDARD' } });

/** Clients with a service each that is due today. */
async function clientsDue(count: number, prefix: string): Promise<void> {
  const plain = await product(gateway, prefix);
  for (let place = 0; place < count; place += 1) {
    const id = await client(gateway, `${prefix}${place}`);
    await service(gateway, id, plain, { bought: addDays(today(), -30), due: today() });
  }
}

/** The database takes no connections for some seconds, and ends those that are open. */
async function away(milliseconds: number): Promise<void> {
  const allow = (is: boolean) =>
    other.query(`alter database ${pg.escapeIdentifier(name)} with allow_connections ${is}`);
  await allow(false);
  await other.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    name,
  ]);
  await pause(milliseconds);
  await allow(true);
}

/** What the automation log has of the bills of the day. */
const logged = async () => {
  const { automationLog } = await gateway.data(
    '{ automationLog { entries { namespace succeeded failed } } }',
  );
  return automationLog.entries.find(
    (entry: { namespace: string }) => entry.namespace === 'invoices',
  );
};

together(
  'waits for a database that is away in the middle of a run, and bills everybody once (F30)',
  async () => {
    await clientsDue(12, 'Run');
    const before = await invoices();
    let absence: Promise<void> | undefined;
    const report = await dailyRun(gateway.app, (step, done) => {
      // How far it is may be told again.
      if (step === 'invoices' && done >= 4) absence ??= away(3_000);
    });
    await absence;
    expect(absence).toBeDefined();
    expect(await invoices()).toBe(before + 12);
    expect(report?.steps.flatMap(({ failures }) => failures)).toEqual([]);
    expect((await logged()).failed).toBe(0);
  },
  60_000,
);

together(
  'goes on with it in a running gateway, too (F30)',
  async () => {
    await clientsDue(12, 'Worker');
    const before = await invoices();
    await beginRun(gateway.app, today());
    await expect.poll(invoices, { timeout: 20_000, interval: 20 }).toBeGreaterThan(before);
    await away(3_000);
    const state = async () => (await gateway.app.db.automationRun.findFirst())?.state;
    await expect
      .poll(() => state().catch(() => 'away'), { timeout: 40_000, interval: 250 })
      .toBe('SUCCEEDED');
    expect(await invoices()).toBe(before + 12);
    expect((await logged()).failed).toBe(0);
  },
  90_000,
);
