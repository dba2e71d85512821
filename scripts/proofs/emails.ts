/**
 * `npm run proofs:emails`: a night of 20,000 e-mails (EMAILS) through one mail server on loopback, while the
 * gateway is killed once and the daily run is made. Each email arrives; only those that were under
 * way at the kill may come again, under their Message-ID; the server sees no more connections at once
 * than the mailer may have. On the PostgreSQL at TEST_DATABASE_URL; passed over without one.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '#platform/database/client.ts';
import { openDatabase } from '#platform/database/open.ts';
import { fakeSmtp } from '#test/providers/mailers/fake-smtp.ts';
import { addClient, type GatewayProcess, gatewayProcess } from './gateway.ts';
import { ownDatabase } from './server.ts';

const EMAILS = Number(process.env.EMAILS ?? 20_000);
/** Connections that one process's mailer may have (src/providers/mailers/smtp). */
const CONNECTIONS = 3;
/** How long a dead process holds what it was sending. */
const LEASE_MS = 120_000;
/** Without an email for so long, all came that ever will. */
const QUIET_MS = LEASE_MS + 60_000;

const began = performance.now();
const say = (words: string) =>
  console.log(`${Math.round((performance.now() - began) / 1_000)} s`.padStart(6), '', words);

/** Emails to a client that are written already, as so many invoices of a night would be. */
async function write(db: Db, clientId: number): Promise<void> {
  await db.$executeRaw`
    with written as (
      insert into emails (client_id, subject, html, text, from_email, "to", status, message_id,
                          next_attempt_at, created_at, updated_at)
      select ${clientId}::int, 'Email ' || n, '<p>' || repeat('Hello. ', 300) || '</p>', 'Hello.',
             'billing@hostgraph.test', 'kim@example.test', 'PENDING', 'email-' || n || '@hostgraph.test',
             now(), now(), now()
      from generate_series(1, ${EMAILS}::int) as n returning id)
    insert into tasks (kind, subject_type, subject_id, client_id, provider, input, idempotency_key,
                       is_interactive, retry_until, actor, next_attempt_at, created_at, updated_at)
    select 'email.send', 'Email', id, ${clientId}::int, '', jsonb_build_object('emailId', id),
           gen_random_uuid()::text, false, now() + interval '96 hours', '', now(), now(), now()
    from written`;
  await db.$executeRaw`select pg_notify('tasks', '')`;
}

/** Mail server, gateway and what is counted of them. */
interface Night {
  db: Db;
  gateway: GatewayProcess;
  smtp: Awaited<ReturnType<typeof fakeSmtp>>;
  mostConnections: () => number;
}

const arrived = ({ smtp }: Night) => smtp.emails.length;

async function until(night: Night, count: number): Promise<void> {
  let seen = -1;
  let since = performance.now();
  while (arrived(night) < count) {
    if (arrived(night) !== seen) since = performance.now();
    seen = arrived(night);
    if (performance.now() - since > QUIET_MS) throw new Error(`${seen} of ${count} emails came.`);
    await sleep(50);
  }
}

const messageIdOf = (raw: Buffer) => /^Message-ID: <(\S+)>/im.exec(raw.toString('latin1'))?.[1];

async function pass(night: Night): Promise<void> {
  const { db, gateway, smtp } = night;
  const client = await addClient(gateway, 'kim@example.test');
  await write(db, Number(client.replace('Client:', '')));
  const start = performance.now();
  await until(night, Math.floor(EMAILS / 4));
  const run = gateway.run('automation');
  const runBegan = performance.now();
  const code = await run.ended;
  const runSeconds = Math.round((performance.now() - runBegan) / 100) / 10;
  const during = arrived(night);
  if (code !== 0) throw new Error(`The daily run ended with ${code}.`);
  say(`the daily run took ${runSeconds} s with ${EMAILS - during} emails still to be sent`);
  await until(night, Math.floor(EMAILS / 2));
  const memory = await gateway.mostMemory();
  const perSecond = Math.round(arrived(night) / ((performance.now() - start) / 1_000));
  await gateway.end('SIGKILL');
  const atKill = arrived(night);
  say(`killed after ${atKill} emails: ${perSecond} a second, ${memory} MB at most`);
  await gateway.start();
  const waiting = () =>
    db.task.count({ where: { kind: 'email.send', state: { not: 'SUCCEEDED' } } });
  for (let left = await waiting(); left > 0; left = await waiting()) {
    if (performance.now() - start > 3_600_000) throw new Error(`${left} emails are left.`);
    await sleep(1_000);
  }
  const ids = smtp.emails.map(({ raw }) => messageIdOf(raw));
  const distinct = new Set(ids).size;
  const again = ids.length - distinct;
  // With the welcome to the client.
  const all = await db.email.count();
  const sent = await db.email.count({ where: { status: 'SENT' } });
  const found = { distinct, sent, again, connections: night.mostConnections() };
  const isRight = all > EMAILS && distinct === all && sent === all && again <= CONNECTIONS;
  if (!isRight || found.connections > CONNECTIONS) throw new Error(JSON.stringify(found));
  say(
    `ok  ${EMAILS} emails, one kill: all came, ${again} of them again under their Message-ID, ${found.connections} connections at once at most`,
  );
}

const own = await ownDatabase('emails');
if (!own.url) {
  console.log('--  the proof of emails needs TEST_DATABASE_URL and is passed over');
  process.exit();
}
const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-emails-'));
let [open, most] = [0, 0];
const smtp = await fakeSmtp({
  onConnect: (_session, done) => {
    open += 1;
    most = Math.max(most, open);
    done();
  },
  onClose: () => void (open -= 1),
});
const gateway = gatewayProcess(own.url, dataDir, { SMTP_URL: `smtp://127.0.0.1:${smtp.port}` });
try {
  await gateway.start();
  const database = await openDatabase({ databaseUrl: own.url });
  await pass({ db: database.prisma, gateway, smtp, mostConnections: () => most });
  await database.close();
} finally {
  await gateway.end('SIGKILL');
  await smtp.stop();
  await own.drop();
  await rm(dataDir, { recursive: true, force: true });
}
