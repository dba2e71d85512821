import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { migrate, readMigrations } from '#platform/database/migrate.ts';
import { openDatabase } from '#platform/database/open.ts';
import { PooledClient } from '#platform/database/pooled-client.ts';
import { transaction } from '#platform/database/transaction.ts';
import { asUnavailable, DatabaseUnavailable } from '#platform/database/unavailable.ts';
import { resetDatabase, testDatabase, testDatabaseUrl } from '#test/setup/database.ts';

const entry = { actor: 'system', action: 'test', input: {} };

describe('the database', () => {
  it('has every migration applied, as Prisma records it, and applies none twice', async () => {
    const database = await testDatabase();
    await migrate(database);
    const rows = await database.query<{ migration_name: string; checksum: string }>({
      text: `select migration_name, checksum from "_prisma_migrations" order by 1`,
    });
    const names = (await readMigrations()).map(({ name }) => name);
    expect(rows.map((row) => row.migration_name)).toEqual(names);
    expect(rows[0]?.checksum).toMatch(/^[0-9a-f]{64}$/);
    expect(await migrate(database)).toEqual([]);
  });

  it('is emptied between test files, with numbers from 1', async () => {
    const { prisma } = await testDatabase();
    await prisma.auditEntry.create({ data: entry });
    await resetDatabase();
    expect(await prisma.auditEntry.count()).toBe(0);
    expect(await prisma.auditEntry.create({ data: entry })).toMatchObject({ id: 1n });
  });

  it('keeps times in UTC through Prisma and through raw statements', async () => {
    const { prisma, query } = await testDatabase();
    const at = new Date('2026-03-29T01:30:00.123Z');
    const { id } = await prisma.auditEntry.create({ data: { ...entry, at } });
    expect((await prisma.auditEntry.findUniqueOrThrow({ where: { id } })).at).toEqual(at);
    const [row] = await query<{ text: string }>({
      text: `select (at at time zone 'UTC')::text as text from audit_entries where id = $1`,
      values: [id],
    });
    expect(row?.text).toBe('2026-03-29 01:30:00.123');
  });

  it('undoes a transaction whole when its work throws, and passes the error on', async () => {
    const { prisma } = await testDatabase();
    const before = await prisma.auditEntry.count();
    const failing = transaction(prisma, async (tx) => {
      await tx.auditEntry.create({ data: entry });
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(new RangeError('no'));
    expect(await prisma.auditEntry.count()).toBe(before);
  });

  it('hears a notification after the commit and none after a rollback', async () => {
    const { prisma, listen } = await testDatabase();
    const received: string[] = [];
    const stop = await listen('test', (payload) => received.push(payload));
    await transaction(prisma, async (tx) => {
      await tx.$executeRaw`select pg_notify('test', 'lost')`;
      throw new Error('undo');
    }).catch(() => {});
    await transaction(prisma, (tx) => tx.$executeRaw`select pg_notify('test', 'kept')`);
    await expect.poll(() => received.filter(Boolean)).toEqual(['kept']);
    await stop();
  });

  it('keeps its data over a restart and lets nobody else into the folder', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-'));
    const first = await openDatabase({ dataDir });
    await first.query({ text: 'create table kept as select 7 as number' });
    await expect(openDatabase({ dataDir })).rejects.toThrow(/is in use by another process/);
    await first.close();
    const second = await openDatabase({ dataDir });
    expect(await second.query({ text: 'select number from kept' })).toEqual([{ number: 7 }]);
    await second.close();
    await rm(dataDir, { recursive: true });
  });

  it('is reported as unavailable within seconds when nothing answers', async () => {
    const away = await openDatabase({ databaseUrl: 'postgresql://postgres@127.0.0.1:9/none' });
    const started = performance.now();
    await expect(transaction(away.prisma, async () => 1)).rejects.toThrow(DatabaseUnavailable);
    await expect(away.query({ text: 'select 1' })).rejects.toThrow(DatabaseUnavailable);
    const error: unknown = await away.prisma.auditEntry.count().catch((reason: unknown) => reason);
    expect(asUnavailable(error)).toBeInstanceOf(DatabaseUnavailable);
    expect(performance.now() - started).toBeLessThan(8_000);
    await away.close();
  });
});

describe.skipIf(!process.env.TEST_DATABASE_URL)('on PostgreSQL', () => {
  it('is reported as unavailable within seconds when the server takes calls and says nothing', async () => {
    const mute = createServer(() => {}).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const { port } = mute.address() as AddressInfo;
    const away = await openDatabase({ databaseUrl: `postgresql://postgres@127.0.0.1:${port}/x` });
    const started = performance.now();
    await expect(transaction(away.prisma, async () => 1)).rejects.toThrow(DatabaseUnavailable);
    await expect(away.query({ text: 'select 1' })).rejects.toThrow(DatabaseUnavailable);
    expect(performance.now() - started).toBeLessThan(8_000);
    await away.close();
    mute.close();
  });

  it('sends statements that were asked for at once one after the other', async () => {
    const client = new PooledClient({ connectionString: testDatabaseUrl()! });
    await client.connect();
    const sent = vi.spyOn(pg.Client.prototype, 'query');
    const answers = Promise.allSettled([
      client.query('select pg_sleep(0.05)'),
      client.query('select 1 / 0'),
      client.query('select 3 as n'),
    ]);
    expect(sent).toHaveBeenCalledTimes(1);
    expect((await answers).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(sent).toHaveBeenCalledTimes(3);
    sent.mockRestore();
    await client.end();
  });

  it('lets a crowd wait for its turn longer than a dead server is waited for', async () => {
    const crowded = await openDatabase({ databaseUrl: testDatabaseUrl()!, poolSize: 1 });
    const slow = () => transaction(crowded.prisma, (tx) => tx.$queryRaw`select pg_sleep(1)::text`);
    await expect(Promise.all(Array.from({ length: 5 }, slow))).resolves.toHaveLength(5);
    await crowded.close();
  });

  it('a transaction that lost a serialization conflict is run again', async () => {
    const { prisma } = await testDatabase();
    const { id } = await prisma.auditEntry.create({ data: { ...entry, actor: '0' } });
    let runs = 0;
    const add = () =>
      transaction(
        prisma,
        async (tx) => {
          runs += 1;
          const { actor } = await tx.auditEntry.findUniqueOrThrow({ where: { id } });
          const data = { actor: String(Number(actor) + 1) };
          await tx.auditEntry.update({ where: { id }, data });
        },
        { isolation: 'Serializable', retries: 30 },
      );
    await Promise.all(Array.from({ length: 8 }, add));
    const { actor } = await prisma.auditEntry.findUniqueOrThrow({ where: { id } });
    expect(actor).toBe('8');
    expect(runs).toBeGreaterThan(8);
  });

  it('a transaction that was chosen as the victim of a deadlock is run again', async () => {
    const { prisma } = await testDatabase();
    const [one, two] = await prisma.auditEntry.createManyAndReturn({ data: [entry, entry] });
    let runs = 0;
    const touch = (first: bigint, second: bigint) =>
      transaction(prisma, async (tx) => {
        runs += 1;
        await tx.auditEntry.update({ where: { id: first }, data: { actor: 'a' } });
        await new Promise((resolve) => setTimeout(resolve, 200));
        await tx.auditEntry.update({ where: { id: second }, data: { actor: 'b' } });
      });
    await Promise.all([touch(one!.id, two!.id), touch(two!.id, one!.id)]);
    expect(runs).toBeGreaterThan(2);
  });

  it('comes back by itself after its connections were cut', async () => {
    const { query } = await testDatabase();
    const own = await openDatabase({ databaseUrl: testDatabaseUrl()! });
    const received: string[] = [];
    await own.listen('cut', (payload) => received.push(payload));
    await own.prisma.auditEntry.count();
    await query({
      text: `select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and application_name like 'hostgraph%'
               and pid <> pg_backend_pid()`,
      values: [],
    });
    await expect
      .poll(() => own.prisma.auditEntry.count().catch(() => -1))
      .toBeGreaterThanOrEqual(0);
    // Once when it first listened, once more because something may have been missed.
    await expect.poll(() => received.length, { timeout: 30_000 }).toBe(2);
    await query({ text: `select pg_notify('cut', 'again')`, values: [] });
    await expect.poll(() => received).toContain('again');
    await own.close();
  });

  it('two processes that start at once migrate a new database once', async () => {
    const { query } = await testDatabase();
    const name = `hostgraph_twice_${process.pid}`;
    await query({ text: `create database ${name}`, values: [] });
    const address = new URL(testDatabaseUrl()!);
    address.pathname = `/${name}`;
    const both = await Promise.all([1, 2].map(() => openDatabase({ databaseUrl: address.href })));
    const applied = await Promise.all(both.map((database) => migrate(database)));
    expect(applied.flat()).toHaveLength((await readMigrations()).length);
    await Promise.all(both.map((database) => database.close()));
    await query({ text: `drop database ${name} with (force)`, values: [] });
  });
});
