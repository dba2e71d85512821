/**
 * `npm run proofs:every-kind`: begins tasks of every kind over the public API of a gateway of four processes that
 * are killed (SIGKILL) at random moments, 200 times over 400 requests unless KILLS, TASKS and
 * PROCESSES say otherwise. Its providers are stand-ins in this process. In the end each of them was called once for each piece of
 * work, or again under the same key; nothing is lost; what nobody can tell lies before staff. On the
 * PostgreSQL at TEST_DATABASE_URL; passed over without one, since it looks into the database.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import '#start/workers.ts';
import { beginDomainsDaily } from '#modules/domains/life/daily-job.ts';
import type { App } from '#schema/app.ts';
import { declaredKinds } from '#schema/tasks/kind.ts';
import { allPresses, killedKinds, pressedKinds, sparedKinds } from './kinds.ts';
import { judge } from './kinds-judge.ts';
import type { Press } from './kinds-press.ts';
import type { GatewayProcess } from './gateway.ts';
import { openStage, type Stage } from './kinds-stage.ts';
import { ownDatabase } from './server.ts';

const KILLS = Number(process.env.KILLS ?? 200);
const TASKS = Number(process.env.TASKS ?? 400);
/** How many processes of the gateway work on the one database, each of which is killed again and again. */
const PROCESSES = Number(process.env.PROCESSES ?? 4);
/** A process is killed so long at most after a call of it, and after it is up, in milliseconds. */
const SOON_MS = 400;
const LATEST_MS = 20_000;
const SETTLE_MS = 300_000;

const began = performance.now();
const say = (words: string) =>
  console.log(`${Math.round((performance.now() - began) / 1_000)} s`.padStart(6), '', words);

/** What the gateway answers where it took a request, or will when it comes again. */
const TAKEN = ['PROVIDER_UNREACHABLE', 'OUTCOME_UNKNOWN'];
const AGAIN = ['UNAVAILABLE', 'ANSWER_LOST', 'IDEMPOTENCY_IN_PROGRESS'];

/** Sends a request; whether it was taken. @throws Error where it was refused */
async function send(gateway: GatewayProcess, press: Press): Promise<boolean> {
  if ('path' in press.send) {
    const { path, ...message } = press.send;
    return (await gateway.post(path, message)) === 200;
  }
  const { mutation, input } = press.send;
  const answer = await gateway.ask(mutation, { input }, press.key);
  if (!answer) return false;
  const [error] = answer.errors ?? [];
  const code = error?.extensions?.code ?? '';
  if (!error || TAKEN.includes(code) || (press.isRefused && code === 'PROVIDER_REJECTED'))
    return true;
  if (AGAIN.includes(code)) return false;
  throw new Error(`${press.key}: ${JSON.stringify(error)}`);
}

/** Sends requests at once; gives those that were not taken. */
async function sendAll(gateway: GatewayProcess, presses: readonly Press[]): Promise<Press[]> {
  const untaken = await Promise.all(
    presses.map(async (press) => {
      if (!(await send(gateway, press))) return [press];
      press.taken?.();
      return [];
    }),
  );
  return untaken.flat();
}

/** Each stand-in is slow to answer a few of its next calls, so that kills fall in between. */
function slowDown({ panel, stripe, paypal, fraud }: Stage): void {
  for (const program of [panel, stripe, paypal, fraud]) program.misbehave(Math.random() * 300);
}

/** How many calls the stand-ins have seen. */
const callsIn = ({ registrar, panel, stripe, paypal, fraud, smtp, receiver }: Stage): number =>
  [registrar, panel, stripe, paypal, fraud].reduce((sum, { seen }) => sum + seen.length, 0) +
  smtp.emails.length +
  receiver.arrived.length;

/** Waits until a random moment among the next calls, however slow this machine is. */
async function randomMoment(stage: Stage, most: number): Promise<void> {
  const until = performance.now() + LATEST_MS;
  const calls = callsIn(stage) + Math.floor(Math.random() * most);
  while (callsIn(stage) < calls && performance.now() < until) await sleep(5);
  await sleep(Math.random() * SOON_MS);
}

/**
 * Lets the pauses between attempts pass. The leases of dead processes are left alone: the others
 * find what those held when their leases end by the database's clock.
 */
async function passPauses({ db }: Stage): Promise<void> {
  await db.$executeRaw`
    update tasks set next_attempt_at = now()
    where state in ('QUEUED', 'UNKNOWN') and next_attempt_at > now()`;
  await db.$executeRaw`
    update module_queue_entries set next_attempt_at = now() where next_attempt_at > now()`;
  await db.$executeRaw`select pg_notify('tasks', '')`;
}

/** An event that no reader can handle, as a fault would leave it in the log. */
async function poison({ db }: Stage): Promise<void> {
  await db.outboxEvent.create({ data: { type: 'invoice.paid', payload: { invoiceId: 'none' } } });
  await db.$executeRaw`select pg_notify('outbox', '')`;
}

/** What is left to do, of all processes together. */
interface Course {
  waiting: Press[];
  /** Lives of a process that have begun. */
  lives: number;
}

/** One life of a process, from its requests to its end at a random moment. */
async function life(stage: Stage, gateway: GatewayProcess, course: Course): Promise<void> {
  const left = Math.max(KILLS - course.lives, 1);
  const batch = course.waiting.splice(0, Math.ceil((course.waiting.length * 2) / left));
  course.lives += 1;
  const number = course.lives;
  slowDown(stage);
  if (number % 40 === 2) await poison(stage);
  const run = number % 10 === 5 ? gateway.run('automation') : null;
  const sent = sendAll(gateway, batch);
  await randomMoment(stage, 4 * batch.length);
  await gateway.end('SIGKILL');
  run?.kill();
  course.waiting.push(...(await sent));
  await passPauses(stage);
  if (number % 20 === 0) say(`${number} kills, ${course.waiting.length} requests are left`);
}

/** Lives of one process, one after the other. */
async function lives(stage: Stage, gateway: GatewayProcess, course: Course): Promise<void> {
  for (let first = gateway === stage.processes[0]; course.lives < KILLS; first = false) {
    if (!first) await gateway.start();
    if (course.lives >= KILLS) return;
    await life(stage, gateway, course);
  }
}

/** Waits until nothing is under way any more. */
async function settle(stage: Stage): Promise<void> {
  const until = performance.now() + SETTLE_MS;
  const { db } = stage;
  while (performance.now() < until) {
    const open = await db.task.count({
      where: { state: { in: ['QUEUED', 'RUNNING', 'UNKNOWN'] } },
    });
    const behind = await db.outboxConsumer.count({ where: { failures: { gt: 0 } } });
    if (open + behind === 0) return;
    await passPauses(stage);
    await sleep(500);
  }
}

async function prove(stage: Stage): Promise<void> {
  const named = [...killedKinds, ...sparedKinds];
  const missing = [...declaredKinds().keys()].filter((kind) => !named.includes(kind));
  if (missing.length) throw new Error(`Not in this proof: ${missing.join(', ')}.`);
  const all = await allPresses(stage, Math.ceil(TASKS / pressedKinds));
  await beginDomainsDaily({ db: stage.db } as App);
  const before = await stage.db.task.count();
  say(`${all.length} requests of ${pressedKinds} kinds are ready`);
  const course: Course = { waiting: all.toSorted(() => Math.random() - 0.5), lives: 0 };
  await Promise.all(stage.processes.map((gateway) => lives(stage, gateway, course)));
  say(`${KILLS} kills are over, ${course.waiting.length} requests are left`);
  const [gateway] = stage.processes;
  await Promise.all(stage.processes.map((one) => one.end('SIGKILL')));
  await gateway.start();
  // Some of them wait for the lease of a process that is dead.
  for (let tries = 0; course.waiting.length && tries < 30; tries += 1)
    course.waiting = await sendAll(gateway, course.waiting);
  if (course.waiting.length) throw new Error(`${course.waiting.length} requests were never taken.`);
  await settle(stage);
  const { wrong, dead, again, emails, deliveries } = await judge(stage, all);
  const tasks = (await stage.db.task.count()) - before;
  const kinds = await stage.db.task.groupBy({ by: ['kind'] });
  const unseen = killedKinds.filter((name) => !kinds.some(({ kind }) => kind === name));
  if (KILLS >= 20 && unseen.length) wrong.push(`No task of ${unseen.join(', ')}.`);
  if (wrong.length) throw new Error(wrong.join('\n'));
  say(`${tasks} tasks of ${kinds.length} kinds, ${emails} emails, ${deliveries} deliveries`);
  say(`${again} calls came again under their key, ${dead} tasks wait for a person`);
  say(`ok  ${all.length} requests, ${KILLS} kills: each was done once, nothing is lost`);
}

const own = await ownDatabase('kinds');
if (!own.url) {
  console.log('--  the proof of every kind needs TEST_DATABASE_URL and is passed over');
  process.exit();
}
const dataDir = await mkdtemp(join(tmpdir(), 'hostgraph-kinds-'));
const stage = await openStage(own.url, dataDir, PROCESSES);
try {
  await prove(stage);
} finally {
  await stage.close();
  await own.drop();
  await rm(dataDir, { recursive: true, force: true });
}
