import { randomUUID } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { Redis } from 'ioredis';
import type { Config, ConfiguredProvider } from '#config.ts';
import type { ShadowConfig } from '#config-shadow.ts';
import { defined } from '#core/defined.ts';
import { Keyring } from '#core/secret.ts';
import type { Database } from '#platform/database/client.ts';
import { pendingMigrations } from '#platform/database/migrate.ts';
import { openDatabase } from '#platform/database/open.ts';
import { encryptionKey } from '#platform/encryption-key.ts';
import { checkKeys, keySamples } from '#platform/known-keys.ts';
import { connectProvider } from '#providers/connect.ts';
import { loadProviders } from '#providers/load.ts';
import { missingWords } from '#providers/registry.ts';
import { openUpstream } from '#transports/shadow/upstream.ts';
import { checkAccounts } from './check-accounts.ts';
import { checkReplicas } from './check-replicas.ts';
import { type Check, type Finding, findingOf, inTime } from './finding.ts';

/** The least free space of the data folder, in bytes. */
const LEAST_SPACE = 500 << 20;

/** The most that two clocks may differ, in milliseconds. */
const CLOCKS_MS = 5_000;

/** `hostgraph doctor`: looks at everything the configuration names; ends with 1 where something is wrong. */
export async function doctor(config: Config): Promise<void> {
  const findings = await examine(config);
  for (const { name, isFine, text } of findings)
    console.log(`${isFine ? 'ok' : '!!'}  ${name.padEnd(11)}${text}`);
  process.exit(findings.every(({ isFine }) => isFine) ? 0 : 1);
}

/** Looks at everything that a configuration names, whatever is wrong with a part of it. */
export async function examine(config: Config): Promise<Finding[]> {
  const { redisUrl, mailer, shadow } = config;
  const database = await openDatabase(config);
  const checks: Record<string, Check> = {
    database: () => checkDatabase(database),
    migrations: () => checkMigrations(database),
    key: () => checkKey(database, config),
    clock: () => checkClock(database),
    disk: () => checkDisk(config),
    files: () => checkFiles(config),
    ...(config.providers.length && { providers: () => checkProviders(config) }),
    ...(redisUrl && { redis: () => checkRedis(redisUrl) }),
    ...(mailer && { mail: () => checkMail(config, mailer) }),
    ...(shadow && { upstream: () => checkUpstream(shadow) }),
    address: () => checkAddress(config.publicUrl),
  };
  const findings: Finding[] = [];
  for (const [name, check] of Object.entries(checks)) findings.push(await findingOf(name, check));
  const isReadable = findings.every(({ name, isFine }) => isFine || !NEEDED.includes(name));
  if (isReadable) findings.push(...(await accountsIn(database, config)));
  await database.close();
  return findings;
}

/** What has to be fine before accounts can be read. */
const NEEDED = ['database', 'migrations', 'key'];

async function accountsIn(database: Database, config: Config): Promise<Finding[]> {
  if (!(await pendingMigrations(database)).length)
    return [...(await checkReplicas(config, database)), ...(await checkAccounts(config, database))];
  const text = 'not checked before the database is at this version';
  return [{ name: 'accounts', isFine: true, text }];
}

async function checkDatabase(database: Database): Promise<string> {
  const [row] = await database.query<{ version: string; may: boolean }>({
    text: `select current_setting('server_version') as version,
                  has_schema_privilege(current_schema(), 'create') as may`,
  });
  if (!row?.may) throw new Error('The user may not create tables: grant create on the schema.');
  return `${database.kind}, version ${row.version}`;
}

async function checkMigrations(database: Database): Promise<string> {
  const pending = await pendingMigrations(database);
  return pending.length
    ? `${pending.length} to apply: the next start does, or \`hostgraph migrate\``
    : 'at this version';
}

async function checkKey(database: Database, config: Config): Promise<string> {
  const samples = await keySamples(database);
  const keyring = new Keyring(await encryptionKey(config, samples.length > 0));
  checkKeys(keyring, samples);
  return `reads what is stored; new secrets go under ${JSON.stringify(keyring.keyIds[0])}`;
}

async function checkClock(database: Database): Promise<string> {
  const [row] = await database.query<{ at: Date }>({ text: 'select clock_timestamp() as at' });
  const apart = Math.abs(Date.now() - new Date(defined(row, 'time of the database').at).getTime());
  if (apart > CLOCKS_MS)
    throw new Error(
      `This machine and the database are ${Math.round(apart / 1_000)} s apart: use NTP.`,
    );
  return 'agrees with the database';
}

async function checkDisk({ dataDir }: Config): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await access(dataDir, constants.W_OK);
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  if (free < LEAST_SPACE) throw new Error(`DATA_DIR: ${free >> 20} MB are left: make room.`);
  return `${Math.round(free / 2 ** 30)} GB are left in ${dataDir}`;
}

async function checkRedis(url: string): Promise<string> {
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: 3_000, retryStrategy: null });
  redis.on('error', () => {});
  try {
    await redis.connect();
    await redis.ping();
    return 'answers';
  } catch (error) {
    throw new Error(`REDIS_URL: Redis does not answer (${(error as Error).message}).`);
  } finally {
    redis.disconnect();
  }
}

async function checkProviders({ providers }: Config): Promise<string> {
  const loaded = await loadProviders([], providers);
  if (loaded.missing.length) throw new Error(missingWords(loaded));
  return `${providers.join(', ')}: loaded`;
}

async function checkMail(config: Config, { name, settings }: ConfiguredProvider): Promise<string> {
  const variable = name === 'smtp' ? 'SMTP_URL' : 'MAILER_SETTINGS';
  const provider = (await loadProviders([], config.providers)).find('mailer', name);
  if (!provider) throw new Error(`MAILER: there is no mailer ${name}.`);
  const mailer = await connectProvider(provider, { label: name, isTestMode: false, settings });
  try {
    await inTime(mailer.test());
    return `${name} lets us in`;
  } catch (error) {
    throw new Error(`${variable}: ${(error as Error).message}`);
  } finally {
    await mailer.close();
  }
}

/** Stores a file, reads it back and deletes it. */
async function checkFiles({ storage: { name, settings }, providers }: Config): Promise<string> {
  const variable = name === 'disk' ? 'DATA_DIR' : 'STORAGE_SETTINGS';
  const provider = (await loadProviders([], providers)).find('storage', name);
  if (!provider) throw new Error(`STORAGE: there is no storage ${name}.`);
  const key = `doctor/${randomUUID()}`;
  try {
    const storage = connectProvider(provider, { label: name, isTestMode: false, settings });
    await storage.put(key, Buffer.from('hostgraph'), 'text/plain');
    const stored = await storage.get(key);
    await storage.delete(key);
    if (String(stored && Buffer.from(stored)) !== 'hostgraph')
      throw new Error('what was stored does not come back');
    return `${name} stores, reads and deletes`;
  } catch (error) {
    throw new Error(`${variable}: ${(error as Error).message}`);
  }
}

/** Asks the old system whose key it is that comes without one: a question that changes nothing. */
async function checkUpstream(shadow: ShadowConfig): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const isReply = (body: Buffer) => /^\s*\{/.test(body.toString('utf8', 0, 100));
  const call = { command: 'ValidateApi', search: '', headers, body: Buffer.alloc(0), isReply };
  try {
    await openUpstream(shadow)(call);
    return `answers at ${shadow.url}`;
  } catch (error) {
    throw new Error(`SHADOW_UPSTREAM: ${(error as Error).message}`);
  }
}

async function checkAddress(publicUrl: string): Promise<string> {
  const { hostname } = new URL(publicUrl);
  await lookup(hostname).catch(() => {
    throw new Error(`PUBLIC_URL: ${hostname} is not known to DNS.`);
  });
  return publicUrl;
}
