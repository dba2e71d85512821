/**
 * `npm run proofs:proxies`: PgBouncer in transaction mode and nginx as docs/operate.md has them, with
 * two web processes and a worker, asked through nginx: GraphQL, /rapi, WebSocket, events. On the
 * PostgreSQL of TEST_DATABASE_URL; it says so where a program is missing.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { freePort } from './free-port.ts';
import { ownDatabase } from './server.ts';

const began = performance.now();
function expect(what: string, holds: boolean, said = ''): void {
  const at = `${((performance.now() - began) / 1_000).toFixed(0)} s`.padStart(6);
  console.log(`${holds ? 'ok' : '!!'} ${at}  ${what}`);
  if (holds) return;
  process.exitCode = 1;
  console.error(said);
}

const missing = ['nginx', 'pgbouncer'].filter((name) => spawnSync(name, ['-v']).error);
const own = await ownDatabase('proxies');
if (missing.length || !own.url) {
  console.log(
    `--  not tried: ${[...missing, ...(own.url ? [] : ['TEST_DATABASE_URL'])].join(', ')}`,
  );
  await own.drop();
  process.exit(0);
}

const folder = await mkdtemp(join(tmpdir(), 'hostgraph-proxies-'));
await chmod(folder, 0o755);
const children: ChildProcess[] = [];
const saidBy = new Map<ChildProcess, string>();
function start(program: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Both refuse to run as root.
    ...(program === 'pgbouncer' && process.getuid?.() === 0 && { uid: 65_534, gid: 65_534 }),
  });
  saidBy.set(child, '');
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => saidBy.set(child, saidBy.get(child)! + String(chunk)));
  children.push(child);
  return child;
}
const said = (child: ChildProcess) => saidBy.get(child) ?? '';

const direct = new URL(own.url);
const bouncerPort = await freePort();
const name = direct.pathname.slice(1);
const user = decodeURIComponent(direct.username) || 'postgres';
const host = direct.hostname;
await writeFile(
  join(folder, 'pgbouncer.ini'),
  `[databases]
${name} = host=${host} port=${direct.port || 5432} dbname=${name} user=${user} connect_query='set lock_timeout=5000; set statement_timeout=20000; set idle_in_transaction_session_timeout=30000'
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${bouncerPort}
unix_socket_dir =
auth_type = any
pool_mode = transaction
max_client_conn = 500
default_pool_size = 8
`,
);
const bouncer = start('pgbouncer', [join(folder, 'pgbouncer.ini')]);
const pooled = `postgresql://${user}@127.0.0.1:${bouncerPort}/${name}`;
await sleep(500);

const token = 'b'.repeat(48);
const files = join(folder, 'data');
await mkdir(files);
const shared = {
  DATABASE_URL: pooled,
  DIRECT_DATABASE_URL: own.url,
  DATA_DIR: files,
  ENCRYPTION_KEY: `k1:${Buffer.alloc(32, 4).toString('base64')}`,
  BOOTSTRAP_TOKEN: token,
  TRUST_PROXY: '127.0.0.1',
  PORT: '0',
  LOG_LEVEL: 'warn',
  DEMO: 'off',
};
const gateway = (command: string, env: Record<string, string> = {}) =>
  start(process.execPath, ['build/main.js', command], { ...shared, ...env });

async function ready(child: ChildProcess, words: RegExp): Promise<string> {
  for (const until = Date.now() + 120_000; Date.now() < until; await sleep(100)) {
    const [, found] = words.exec(said(child)) ?? [];
    if (found) return found;
    if (child.exitCode !== null) break;
  }
  throw new Error(`It did not start: ${said(child)}`);
}

const alone = gateway('migrate', { DIRECT_DATABASE_URL: '' });
const [code] = (await once(alone, 'exit')) as [number];
expect(
  'without DIRECT_DATABASE_URL a start is refused in one line (F56)',
  code === 1 &&
    /DIRECT_DATABASE_URL/.test(said(alone)) &&
    said(alone).trim().split('\n').length === 1,
  said(alone),
);
const migrated = gateway('migrate');
await once(migrated, 'exit');
expect('migrate by way of PgBouncer', migrated.exitCode === 0, said(migrated));
const webs = [gateway('web'), gateway('web')];
const ports = [];
for (const web of webs) ports.push(new URL(await ready(web, /is ready: (\S+)/)).port);
const worker = gateway('worker');
await ready(worker, /(works in the background)/);
expect('two web processes and a worker are ready', true);

const nginxPort = await freePort();
const docs = await readFile('docs/operate.md', 'utf8');
const [, location = ''] = /```nginx\n([\s\S]*?)```/.exec(docs) ?? [];
await writeFile(
  join(folder, 'nginx.conf'),
  `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log; ${process.getuid?.() === 0 ? 'user root;' : ''}
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  upstream hostgraph { ${ports.map((port) => `server 127.0.0.1:${port};`).join(' ')} }
  ${location
    .replace('listen 443 ssl;', `listen 127.0.0.1:${nginxPort};`)
    .replaceAll(/\n\s*ssl_certificate[^;]*;/g, '')
    .replace(/upstream hostgraph \{[^}]*\}/, '')}
}`,
);
const nginx = start('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder]);
await sleep(700);
const url = `http://127.0.0.1:${nginxPort}`;
const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
const ask = async (query: string, variables = {}, more = {}) => {
  const body = JSON.stringify({ query, variables });
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { ...headers, ...more },
    body,
  });
  // oxlint-disable-next-line typescript/no-explicit-any -- each check knows what it asked for
  return (await response.json()) as any;
};

const input = {
  firstName: 'Pia',
  lastName: 'Proxy',
  email: 'pia@example.test',
  address1: '1 High Street',
  city: 'London',
  state: 'London',
  postcode: 'N1 1AA',
  country: 'GB',
  phoneNumber: '020 7946 0000',
};
const added = await ask(
  'mutation ($input: AddClientInput!) { addClient(input: $input) { client { id } } }',
  { input },
);
const id = added.data?.addClient?.client?.id as string;
expect('a change through nginx and PgBouncer', typeof id === 'string', JSON.stringify(added));
const CREDIT = `mutation ($id: ID!) { addCredit(input: { clientId: $id, amount: "0.01",
  description: "x" }) { credit { id } } }`;
const many = Array.from({ length: 200 }, (_, n) =>
  ask(CREDIT, { id }, { 'idempotency-key': `p-${n % 100}` }),
);
const failed = (await Promise.all(many)).filter(({ errors }) => errors);
const read = await ask('query ($id: ID!) { client(by: { id: $id }) { credit { amount } } }', {
  id,
});
expect(
  '200 keyed changes at once, a hundred twice: 1.00 in the end',
  !failed.length && read.data.client.credit.amount === '1.00',
  JSON.stringify([failed[0], read]),
);
const form = new URLSearchParams({ token, limit_num: '5' });
const legacy = await fetch(`${url}/rapi/GetClients`, { method: 'POST', body: form });
expect('/rapi through nginx', (await legacy.text()).includes('"result":"success"'));

const NOTE =
  'mutation ($id: ID!) { addClientNote(input: { clientId: $id, text: "n" }) { clientNote { id } } }';
const FOLLOW = 'subscription { clientUpdated { cursor type } }';
const stream = await fetch(`${url}/graphql`, {
  method: 'POST',
  headers: { ...headers, accept: 'text/event-stream' },
  body: JSON.stringify({ query: FOLLOW }),
});
const reader = stream.body!.getReader();
let streamed = '';
void (async () => {
  for (let part = await reader.read(); !part.done; part = await reader.read())
    streamed += Buffer.from(part.value).toString();
})().catch(() => {});
const ws = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
let received = '';
ws.on('message', (text) => (received += String(text)));
await once(ws, 'open');
const send = (message: object) => ws.send(JSON.stringify(message));
send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
await sleep(500);
send({ id: 's', type: 'subscribe', payload: { query: FOLLOW } });
await sleep(500);
await ask('mutation ($i: UpdateClientInput!) { updateClient(input: $i) { client { id } } }', {
  i: { clientId: id, city: 'Leeds' },
});
await ask(NOTE, { id });
for (let tries = 0; tries < 50 && !(/CLIENT/.test(streamed) && /CLIENT/.test(received)); tries += 1)
  await sleep(100);
expect('an event by SSE through nginx as it comes (F50)', /CLIENT/.test(streamed), streamed);
expect('an event by WebSocket through nginx', /CLIENT/.test(received), received);

bouncer.kill('SIGTERM');
await once(bouncer, 'exit');
const away = await ask('{ clients { totalCount } }');
expect('without PgBouncer: UNAVAILABLE', away.errors?.[0]?.extensions.code === 'UNAVAILABLE');
start('pgbouncer', [join(folder, 'pgbouncer.ini')]);
let back = false;
for (let tries = 0; tries < 100 && !back; tries += 1) {
  await sleep(100);
  back = !(await ask('{ clients { totalCount } }')).errors;
}
expect('PgBouncer started again: it goes on', back);

const leaving = [...webs, worker].map(async (child) => {
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
});
const codes = await Promise.all(leaving);
expect(
  'all end with 0',
  codes.every((each) => each === 0),
  String(codes),
);
const noise = [...webs, worker].map(said).join('');
expect(
  'no prepared statement was missed',
  !/prepared statement/.test(noise),
  noise.slice(0, 2_000),
);
ws.terminate();
nginx.kill('SIGTERM');
for (const child of children) if (child.exitCode === null) child.kill('SIGTERM');
await own.drop();
process.exit();
