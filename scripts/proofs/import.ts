/**
 * `npm run proofs:import -- [clients]`: a made shop in MariaDB is brought over with its files, staff
 * and passwords, with kill -9 in the middle; then 300 changes at the source and a delta. Needs
 * TEST_DATABASE_URL (PostgreSQL) and TEST_SOURCE_URL (MariaDB; root on this machine where it is not
 * set). The API of the old system is a stand-in.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Keyring } from '#core/secret.ts';
import { oldApi } from '#test/import/shop/api.ts';
import { largeShop, passwordOf } from '#test/import/shop/large.ts';
import { ownDatabase } from './server.ts';

const clients = Number(process.argv[2] ?? 500);
const began = performance.now();

function expect(what: string, holds: boolean, said = ''): void {
  const at = `${((performance.now() - began) / 1_000).toFixed(0)} s`.padStart(6);
  console.log(`${holds ? 'ok' : '!!'} ${at}  ${what}`);
  if (holds) return;
  process.exitCode = 1;
  console.error(said);
}

const target = await ownDatabase('import');
if (!target.url) throw new Error('Set TEST_DATABASE_URL.');
const shop = await largeShop(clients);
expect(`a shop of ${clients} clients is made`, true);
const api = await oldApi({
  systemUrl: 'https://old.example/',
  identifier: 'import',
  secret: 'hush',
  passwords: new Map(Array.from({ length: clients }, (_, at) => [at + 1, passwordOf(at + 1)])),
  payMethods: new Map(),
  decrypted: new Map(),
});
api.pageSize = 250;
const KEY = 'ab'.repeat(32);
const client = new pg.Client({ connectionString: target.url });
await client.connect();
const out = await mkdtemp(join(tmpdir(), 'hostgraph-import-'));

interface Run {
  code: number | null;
  said: string;
  seconds: string;
  peakMiB: number;
}

/** The most memory a process had so far, as Linux counts it. */
function peakOf(pid: number): number {
  try {
    const [, kib] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kib ?? 0) / 1_024);
  } catch {
    return 0;
  }
}

/** Runs the command; kills it once it has said `until`. */
async function bring(until?: RegExp): Promise<Run> {
  const start = performance.now();
  const from = ['--database', shop.address, '--attachments', shop.attachments];
  const more = ['--api', api.address, '--role', 'Support=support:read,support:reply'];
  const args = ['build/main.js', 'import', 'whmcs', ...from, ...more, '--out', out];
  const env = {
    ...process.env,
    DATABASE_URL: target.url!,
    DATA_DIR: out,
    ENCRYPTION_KEY: KEY,
    WHMCS_API_IDENTIFIER: 'import',
    WHMCS_API_SECRET: 'hush',
    LOG_LEVEL: 'warn',
  };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [said, peakMiB, isEnded] = ['', 0, false];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += String(chunk);
      if (until?.test(said)) child.kill('SIGKILL');
    });
  const ended = once(child, 'exit').finally(() => (isEnded = true));
  while (!isEnded) {
    peakMiB = Math.max(peakMiB, peakOf(child.pid!));
    await Promise.race([ended, sleep(200)]);
  }
  const [code] = (await ended) as [number | null];
  return { code, said, seconds: ((performance.now() - start) / 1_000).toFixed(1), peakMiB };
}

const told = ({ seconds, peakMiB }: Run) => `${seconds} s, ${peakMiB} MiB at most`;

/** How many movements the journal has. */
async function posted(): Promise<string> {
  const { rows } = await client.query('select count(*) as n from journal_sets');
  return String((rows[0] as { n: string }).n);
}

for (const until of [/invoice lines: /, /tickets: /, /files of tickets: /, /invoice totals: /]) {
  const killed = await bring(until);
  expect(`killed at ${until.source} after ${told(killed)}`, killed.code === null, killed.said);
}
const rest = await bring();
const isClean = (run: Run) => run.code === 0 && /^Clean: \d+ facts/m.test(run.said);
expect(`the rest comes, the certificate is clean: ${told(rest)}`, isClean(rest), rest.said);
console.log(/^Clean: .*$/m.exec(rest.said)?.[0]);
expect('it says that it goes on', /pass 1, which goes on/.test(rest.said), rest.said);

/** How many rows a query finds. */
async function count(sql: string): Promise<number> {
  const { rows } = await client.query(`select count(*)::int as n from ${sql}`);
  return (rows[0] as { n: number }).n;
}

const filesStored = async () =>
  (await readdir(join(out, 'files', 'imported'), { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile(),
  ).length;
expect('each client has a file of a ticket', (await count('attachments')) === clients);
expect('each is stored once, kills included', (await filesStored()) === clients);
const { rows: encrypted } = await client.query(
  'select id, password_encrypted as text from services order by id',
);
const box = new Keyring(KEY).box('service-password');
expect(
  'each service has its password, encrypted',
  encrypted.length === clients &&
    (encrypted as { id: number; text: string }[]).every(
      ({ id, text }) => box.decrypt(text, `services:${id}`) === passwordOf(id),
    ),
);
expect(
  'the staff may what --role says',
  (await count(`admins a join admin_roles r on r.id = a.role_id join admin_departments d
    on d.admin_id = a.id where not a.is_disabled
    and r.permissions = '{support:read,support:reply}'`)) === 1,
);

const most = 100;
await shop.run(`update tblclients set lastname = 'Changed', credit = credit + 1 limit ${most}`);
await shop.run(`update tblinvoices set subtotal = 22.5, total = 24.4 limit ${most}`);
await shop.run(`insert into tblaccounts (userid, invoiceid, amountin, fees, transid, date, gateway)
  select userid, id, 14.40, 0, concat('N', id), now(), 'banktransfer' from tblinvoices
  where status = 'Unpaid' limit ${most}`);
const delta = await bring();
expect(`300 changes come as a delta: ${told(delta)}`, isClean(delta), delta.said);
const before = await posted();
const again = await bring();
expect(`nothing has changed: ${told(again)}`, isClean(again), again.said);
expect('nothing is posted then', before === (await posted()));
const { rows } = await client.query(
  'select currency_code, sum(amount)::text as sum from journal_entries group by 1',
);
expect(
  'the journal adds up to zero in each currency',
  rows.every(({ sum }: { sum: string }) => Number(sum) === 0),
  JSON.stringify(rows),
);
expect('the files are stored once still', (await filesStored()) === clients);
await client.end();
await api.close();
await shop.drop();
for (const folder of [out, shop.attachments]) await rm(folder, { recursive: true });
await target.drop();
