/**
 * `npm run proofs`: sends 200 keyed changes of money to a gateway that is killed (SIGKILL) again
 * and again in between, sends every unanswered one again with its key, and then reads the books:
 * each change has happened exactly once. Needs a PostgreSQL at TEST_DATABASE_URL.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const server = process.env.TEST_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
const name = `hostgraph_kill_${process.pid}`;
const CHANGES = 200;
const KILLS = 3;
const token = randomBytes(24).toString('hex');
const databaseUrl = Object.assign(new URL(server), { pathname: `/${name}` }).href;
const encryptionKey = randomBytes(32).toString('base64');

async function sql<Row>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows as Row[];
}

/** Starts the gateway and waits until it says where it listens. */
async function start(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      ENCRYPTION_KEY: encryptionKey,
      BOOTSTRAP_TOKEN: token,
      RATE_LIMIT: '0',
      PORT: '0',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    const [, url] = /is ready: (\S+)/.exec(said) ?? [];
    if (url) return { child, url };
  }
  throw new Error(`The gateway did not start: ${said}`);
}

async function send(url: string, number: number, clientId: string): Promise<boolean> {
  const query = `mutation ($input: AddCreditInput!) { addCredit(input: $input) { credit { databaseId } } }`;
  const input = { clientId, amount: '0.01', description: `Change ${number}` };
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': `change-${number}`,
      },
      body: JSON.stringify({ query, variables: { input } }),
      signal: AbortSignal.timeout(20_000),
    });
    const answer = (await response.json()) as { data?: unknown; errors?: { message: string }[] };
    if (answer.errors) throw new Error(answer.errors[0]?.message);
    return true;
  } catch (error) {
    if (error instanceof Error && /Idempotency|idempotency/.test(error.message)) throw error;
    return false;
  }
}

await sql(server, `create database ${name}`);
try {
  let { child, url } = await start();
  const [client] = await sql<{ id: number }>(
    databaseUrl,
    `insert into clients (first_name, last_name, email, country_code, currency_code, updated_at)
     values ('Kim', 'Killed', 'kim@example.test', 'GB', 'USD', now()) returning id`,
  );
  const clientId = `Client:${client?.id ?? 0}`;
  const open = new Set(Array.from({ length: CHANGES }, (_, index) => index));
  let kills = 0;
  while (open.size > 0) {
    const batch = [...open].slice(0, 20);
    const doomed = kills < KILLS && open.size < CHANGES - kills * 50;
    const answers = batch.map((number) => send(url, number, clientId));
    if (doomed) {
      await sleep(Math.random() * 80);
      child.kill('SIGKILL');
      kills += 1;
    }
    const done = await Promise.all(answers);
    batch.forEach((number, index) => done[index] && open.delete(number));
    if (doomed) {
      console.log(`ok  killed with ${open.size} of ${CHANGES} changes unanswered; starting again`);
      ({ child, url } = await start());
    }
  }
  child.kill('SIGTERM');
  const [books] = await sql<{ entries: string; distinct: string; balance: string; off: string }>(
    databaseUrl,
    `select (select count(*) from credit_entries) as entries,
            (select count(distinct description) from credit_entries) as distinct,
            (select credit_balance from clients where id = ${client?.id ?? 0}) as balance,
            (select count(*) from (select set_id from journal_entries
               group by set_id, currency_code having sum(amount) <> 0) unbalanced) as off`,
  );
  const expected = { entries: '200', distinct: '200', balance: '2.0000', off: '0' };
  if (JSON.stringify(books) !== JSON.stringify(expected))
    throw new Error(`The books are wrong: ${JSON.stringify(books)}`);
  console.log(`ok  ${CHANGES} changes, ${kills} kills: each happened once, every set is balanced`);
} finally {
  await sql(server, `drop database if exists ${name} with (force)`);
}
