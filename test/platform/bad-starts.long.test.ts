import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { startApp } from '#app.ts';
import { explained } from '#commands/explained.ts';
import { readConfig } from '#config.ts';
import { Keyring } from '#core/secret.ts';
import { encryptionKey } from '#platform/encryption-key.ts';
import { checkKeys, keySamples, noteKey } from '#platform/known-keys.ts';
import { claimFolder } from '#platform/database/folder-lock.ts';
import { migrate } from '#platform/database/migrate.ts';
import { openPort } from '#port.ts';
import { testDatabase, testDatabaseUrl } from '#test/setup/database.ts';

const A = Buffer.alloc(32, 1).toString('base64');
const B = Buffer.alloc(32, 2).toString('base64');
const folder = () => mkdtemp(join(tmpdir(), 'hostgraph-'));

it('notices an encryption key that is missing or another one, and never shows it (F12)', async () => {
  const database = await testDatabase();
  await noteKey(database, new Keyring(`k1:${A}`));
  const samples = await keySamples(database);
  const check = (keys: string) => () => checkKeys(new Keyring(keys), samples);
  expect(check(`k1:${B}`)).toThrow(/^ENCRYPTION_KEY: the key "k1" is not the one/);
  expect(check(`k2:${A}`)).toThrow(/^ENCRYPTION_KEY: the key "k1" is missing/);
  expect(check(`k1:${B}`)).not.toThrow(new RegExp(B.slice(0, 20)));
  // The first encrypts, all decrypt.
  expect(check(`k2:${B},k1:${A}`)).not.toThrow();
});

it('notices that the key of the data folder is gone beside a full database (F12)', async () => {
  const dataDir = await folder();
  const config = { encryptionKey: undefined, dataDir };
  await expect(encryptionKey(config, true)).rejects.toThrow(/encryption\.key is gone/);
  const made = await encryptionKey(config);
  expect(await encryptionKey(config, true)).toBe(made);
});

it('refuses a database that is newer than the program, and writes nothing (F13)', async () => {
  const database = await testDatabase();
  const later = '29990101000000_later';
  await database.query({
    text: `insert into "_prisma_migrations"
             (id, checksum, finished_at, migration_name, applied_steps_count)
           values ('x', 'x', now(), $1, 1)`,
    values: [later],
  });
  await expect(migrate(database)).rejects.toThrow(
    `The database is newer than this program (${later}). Start the version that made it.`,
  );
  await database.query({
    text: 'delete from "_prisma_migrations" where migration_name = $1',
    values: [later],
  });
  expect(await migrate(database)).toEqual([]);
});

it('names the setting and the place of what it cannot use, in one line (F61)', async () => {
  const lineOf = async (env: Record<string, string>) => {
    vi.stubEnv('DATABASE_URL', env.DATABASE_URL ?? '');
    try {
      const { stop } = await startApp(readConfig({ LOG_LEVEL: 'silent', ...env }));
      await stop();
      return 'It started.';
    } catch (error) {
      return explained(error);
    } finally {
      vi.unstubAllEnvs();
    }
  };
  const file = join(await folder(), 'a-file');
  await writeFile(file, '');
  const key = { ENCRYPTION_KEY: `k1:${A}` };
  const unwritable = /^DATA_DIR: \S*a-file\S* cannot be written \((?:ENOTDIR|EEXIST)\)\.$/;
  expect(await lineOf({ DATA_DIR: join(file, 'data') })).toMatch(unwritable);
  // Nobody listens on port 1.
  const nowhere = 'postgresql://nobody@127.0.0.1:1/none';
  // Beside PostgreSQL, too, before anything else: attachments are kept in it.
  expect(await lineOf({ ...key, DATABASE_URL: nowhere, DATA_DIR: file })).toMatch(unwritable);
  expect(await lineOf({ ...key, DATABASE_URL: nowhere, DATA_DIR: await folder() })).toBe(
    'DATABASE_URL: 127.0.0.1:1/none does not answer (ECONNREFUSED).',
  );
  const server = testDatabaseUrl();
  if (!server) return;
  const missing = new URL(server);
  missing.pathname = '/no_such_database';
  expect(await lineOf({ ...key, DATABASE_URL: missing.href, DATA_DIR: await folder() })).toMatch(
    /^DATABASE_URL: \S+\/no_such_database: there is no such database \(.+\)\.$/,
  );
});

it('locks the embedded database by the system, so that a dead owner leaves no lock (F28)', async () => {
  const dataDir = await folder();
  const release = claimFolder(dataDir);
  const owner = `by another process (process ${process.pid})`;
  expect(() => claimFolder(dataDir)).toThrow(owner);
  release();

  const program = `import { claimFolder } from './src/platform/database/folder-lock.ts';
    claimFolder(process.argv[1]); console.log('held'); setInterval(() => {}, 1000);`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', program, dataDir];
  const holder = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  expect(() => claimFolder(dataDir)).toThrow(/in use/);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const releaseAgain = claimFolder(dataDir);
  expect(() => claimFolder(dataDir)).toThrow(owner);
  releaseAgain();
});

it('says why it cannot listen, in one line (F25)', async () => {
  // 192.0.2.0/24 is for documentation (RFC 5737): no machine has it.
  await expect(openPort({ host: '192.0.2.1', port: 0 })).rejects.toThrow(
    /^Cannot listen on 192\.0\.2\.1 port 0 \(EADDRNOTAVAIL\)/,
  );
  await expect(openPort({ host: 'no-such.invalid', port: 0 })).rejects.toThrow(/HOST is not known/);
});

it('says that it is starting until it can answer, and lets the rest wait (F27)', async () => {
  const port = await openPort({ host: '127.0.0.1', port: 0 });
  const status = async (path: string) => (await fetch(`${port.url}${path}`)).status;
  expect([await status('/health/live'), await status('/health/ready')]).toEqual([200, 503]);
  const early = status('/graphql');
  port.serve({
    request: (_req, res) => void res.writeHead(204).end(),
    upgrade: (_req, socket) => void socket.destroy(),
  });
  expect(await early).toBe(204);
  port.server.close();
});
