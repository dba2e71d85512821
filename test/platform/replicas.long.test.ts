import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type RunningApp, startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { examine } from '#commands/doctor.ts';
import { startServer } from '#server.ts';
import { observeState } from '#start/observed-state.ts';
import { invitePeople, tokenOf, type Who } from '#test/people.ts';
import { canReplicate, ownRedis, replicaCluster } from './replica-cluster.ts';

// It says so where there is no server to make a replica with.
describe.skipIf(!canReplicate())('queries from a streaming replica', () => {
  let cluster: Awaited<ReturnType<typeof replicaCluster>>;
  let redis: Awaited<ReturnType<typeof ownRedis>>;
  interface Opened {
    running: RunningApp;
    url: string;
    told: string[];
    stop(): Promise<void>;
  }
  const gateways: Opened[] = [];
  let standby: pg.Client;

  const env = () => ({
    PORT: '0',
    DATABASE_URL: cluster.primary.url,
    REPLICA_URLS: cluster.replica.url,
    REDIS_URL: redis.url,
    ENCRYPTION_KEY: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    LOG_LEVEL: 'silent',
    RATE_LIMIT: '0',
    DRAIN_SECONDS: '0',
  });
  const open = async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-'));
    const running = await startApp(readConfig({ ...env(), DATA_DIR: dataDir }));
    const { app } = running;
    const told: string[] = [];
    for (const level of ['info', 'warn'] as const)
      vi.spyOn(app.log, level).mockImplementation(
        ((...said: unknown[]) => void told.push(String(said.at(-1)))) as never,
      );
    observeState(app);
    const server = await startServer(app);
    const stop = async () => {
      await server.stop();
      await running.stop();
    };
    gateways.push({ running, url: server.url, told, stop });
  };
  beforeAll(async () => {
    cluster = await replicaCluster();
    redis = await ownRedis();
    await open();
    await invitePeople(gateways[0]!.running.app);
    await open();
    standby = new pg.Client({ connectionString: cluster.replica.url });
    standby.on('error', () => {});
    await standby.connect();
  }, 120_000);
  afterAll(async () => {
    await standby?.end().catch(() => {});
    for (const { stop } of gateways) await stop();
    redis?.process.kill();
    cluster?.end();
  }, 60_000);

  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  type Said = { data: any; errors?: unknown };
  const ask = async (which: 0 | 1, query: string, as: Who = 'staff'): Promise<Said> => {
    const response = await fetch(`${gateways[which]!.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokenOf(as)}` },
      body: JSON.stringify({ query }),
    });
    const said = (await response.json()) as Said;
    expect(said.errors).toBeUndefined();
    return said;
  };
  /** The name of Carol's company, as somebody is told it. */
  const nameFor = async (which: 0 | 1, as: Who): Promise<string> =>
    (await ask(which, '{ client(by: { id: "Client:1" }) { companyName } }', as)).data.client
      .companyName;
  /** Staff changes it; gives what the mutation itself shows. */
  const rename = async (which: 0 | 1, name: string): Promise<string> => {
    const { data } = await ask(
      which,
      `mutation {
        updateClient(input: { client: { id: "Client:1" }, companyName: "${name}" }) {
          client { companyName }
        }
      }`,
    );
    return data.updateClient.client.companyName;
  };
  const state = async (which: 0 | 1) => (await gateways[which]!.running.app.replicas!.states())[0]!;
  /** Waits until both processes read from it, or neither does. */
  const untilUsed = async (isUsed: boolean) => {
    for (const which of [0, 1] as const)
      await expect
        .poll(async () => (await state(which)).isUsed, { timeout: 40_000, interval: 200 })
        .toBe(isUsed);
  };
  const readsOf = (which: 0 | 1) =>
    gateways[which]!.running.app.replicas!.reads.get(cluster.replica.name)!;
  const isReadBy = (which: 0 | 1, as: Who) =>
    expect
      .poll(
        async () => {
          const before = readsOf(which);
          await nameFor(which, as);
          return readsOf(which) - before;
        },
        { timeout: 10_000, interval: 100 },
      )
      .toBe(1);

  it('answers queries from it, and nothing of mutations', async () => {
    await rename(0, 'First');
    await untilUsed(true);
    await isReadBy(0, 'carol');
    await expect.poll(() => nameFor(0, 'carol')).toBe('First');
    await isReadBy(0, 'staff');
    const before = readsOf(0);
    expect(await rename(0, 'First again')).toBe('First again');
    expect(readsOf(0)).toBe(before);
  });

  it('shows everybody what they have written, whichever process they ask', async () => {
    await rename(0, 'Before');
    await untilUsed(true);
    await isReadBy(0, 'carol');
    await expect.poll(() => nameFor(0, 'carol')).toBe('Before');
    await isReadBy(1, 'carol');
    // From now on it has nothing new.
    await standby.query('select pg_wal_replay_pause()');
    expect(await rename(0, 'After')).toBe('After');
    // Who wrote it sees it: in the process that made the change, and in the other one.
    for (const which of [0, 1, 0, 1] as const) expect(await nameFor(which, 'staff')).toBe('After');
    // Somebody else is told what the replica has: the queries do go there.
    for (const which of [0, 1] as const) expect(await nameFor(which, 'carol')).toBe('Before');
    await standby.query('select pg_wal_replay_resume()');
    // And it is the replica again as soon as that has the change.
    await isReadBy(0, 'staff');
    await isReadBy(1, 'staff');
    expect(await nameFor(1, 'staff')).toBe('After');
    await expect.poll(() => nameFor(0, 'carol')).toBe('After');
  });

  it('leaves one out that is ten seconds behind, says so, and takes it again', async () => {
    await untilUsed(true);
    const { told, url, running } = gateways[0]!;
    told.length = 0;
    cluster.delay('10s');
    const end = performance.now() + 25_000;
    let names = 0;
    while ((await state(0)).isUsed && performance.now() < end) {
      const name = `Behind ${(names += 1)}`;
      await rename(0, name);
      expect(await nameFor(1, 'staff')).toBe(name);
    }
    const left = await state(0);
    expect(left).toMatchObject({
      name: cluster.replica.name,
      isUsed: false,
      reason: 'it is too far behind',
    });
    expect(left.lagSeconds).toBeGreaterThan(5);
    // Everybody is told what the database itself has.
    await rename(0, 'Seen by all');
    expect(await nameFor(0, 'carol')).toBe('Seen by all');
    const LEFT =
      'A replica is left out: the database itself answers its queries until it is well again.';
    expect(told).toEqual([LEFT]);
    const health = await fetch(`${url}/health/ready`);
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({
      status: 'ready',
      replicas: { inUse: 0, of: 1 },
    });
    const text = await running.app.metrics.text();
    expect(text).toContain(`hostgraph_replica_up{replica="${cluster.replica.name}"} 0`);
    const lag = /hostgraph_replica_lag_seconds\{[^}]*\} ([\d.]+)/.exec(text)?.[1];
    expect(Number(lag)).toBeGreaterThan(5);

    cluster.delay('0');
    await untilUsed(true);
    expect(told).toEqual([LEFT, 'A replica answers queries.']);
    await isReadBy(0, 'carol');
  });

  it('goes on without one that is down', async () => {
    await untilUsed(true);
    await isReadBy(0, 'carol');
    const name = await nameFor(0, 'staff');
    cluster.replica.stop();
    // None of them fails, not even the first.
    for (let time = 0; time < 20; time += 1) expect(await nameFor(0, 'carol')).toBe(name);
    expect(await state(0)).toMatchObject({ isUsed: false, reason: 'it does not answer' });
    cluster.replica.start();
    await untilUsed(true);
    await isReadBy(0, 'carol');
  });

  it('is looked at by doctor, too', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-'));
    const looked = async (replicas: string) => {
      const config = readConfig({ ...env(), DATA_DIR: dataDir, REPLICA_URLS: replicas });
      const found = await examine(config);
      return found.filter((each) => each.name === 'replica').map(({ text }) => text);
    };
    const { name } = cluster.replica;
    expect(await looked(cluster.replica.url)).toEqual([
      expect.stringMatching(new RegExp(`^${name}: (has everything|\\d+ bytes behind)`)),
    ]);
    expect(await looked(cluster.primary.url)).toEqual([
      `REPLICA_URLS: ${cluster.primary.name}: it is no replica: take it out, or set it up as a streaming replica.`,
    ]);
  });

  it('reads nothing from it while it cannot be known who has written', async () => {
    await untilUsed(true);
    await isReadBy(0, 'carol');
    redis.process.kill('SIGKILL');
    await rename(1, 'Written unnoticed');
    const before = readsOf(0);
    for (let time = 0; time < 5; time += 1)
      expect(await nameFor(0, 'staff')).toBe('Written unnoticed');
    expect(readsOf(0)).toBe(before);
  });
});
