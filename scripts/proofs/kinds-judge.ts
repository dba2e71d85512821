import { checkBooks } from '#modules/billing/ledger/check-books.ts';
import type { Task } from '#generated/prisma/client.ts';
import { openTasks } from '#schema/tasks/kind.ts';
import type { Call, Press, Rule } from './kinds-press.ts';
import type { Stage } from './kinds-stage.ts';

/** What the end of a proof found. */
export interface Verdict {
  wrong: string[];
  /** Tasks that a person has to look at. */
  dead: number;
  /** Calls that were made again under the same key, or set the same state. */
  again: number;
  emails: number;
  deliveries: number;
}

/** Of what was sent, whether each piece was done once, and whether somebody knows of the rest. */
export async function judge(stage: Stage, presses: readonly Press[]): Promise<Verdict> {
  const wrong: string[] = [];
  let again = 0;
  for (const press of presses) {
    const calls = press.calls();
    again += press.rule === 'again' ? 0 : Math.max(calls.length - 1, 0);
    wrong.push(...(await faultsOf(stage, press, calls)).map((fault) => `${press.key}: ${fault}`));
  }
  const dead = await stage.db.task.findMany({ where: { state: 'DEAD' } });
  for (const task of dead) wrong.push(...(await unseen(stage, task)));
  wrong.push(
    ...(await leftovers(stage)),
    ...(await mailFaults(stage)),
    ...(await hookFaults(stage)),
  );
  for (const fault of await checkBooks(stage.db)) wrong.push(`Books: ${JSON.stringify(fault)}`);
  const { emails } = stage.smtp;
  const deliveries = stage.receiver.arrived.length;
  return { wrong, dead: dead.length, again, emails: emails.length, deliveries };
}

async function faultsOf({ db }: Stage, press: Press, calls: Call[]): Promise<string[]> {
  const subject = await press.subject(db);
  if (!subject) return ['Nothing was recorded.'];
  const { kind, needsPerson } = press;
  const tasks = await db.task.findMany({
    where: { kind, subjectType: subject.type, subjectId: subject.id },
  });
  const bad = tasks.filter(
    ({ state }) => state !== 'SUCCEEDED' && !(needsPerson && state === 'DEAD'),
  );
  const isDead = tasks.some(({ state }) => state === 'DEAD');
  const told = press.wrong?.();
  return [
    ...(tasks.length ? [] : ['No task was begun.']),
    ...bad.map(({ id, state, message }) => `Task ${id} is ${state}: ${message}`),
    ...(fits(press.rule, calls, isDead)
      ? []
      : [`${calls.length} calls: ${JSON.stringify(calls)} by ${tasks.map(wordsOf).join(', ')}`]),
    ...(told ? [told] : []),
  ];
}

/** A task for whoever looks for what went wrong. */
const wordsOf = ({ id, state, attempts, createdAt, sentAt, finishedAt }: Task): string => {
  const [begun, sent, ended] = [createdAt, sentAt, finishedAt].map(
    (at) => at?.toISOString() ?? '–',
  );
  return `task ${id} ${state} after ${attempts} attempts (begun ${begun}, sent ${sent}, ended ${ended})`;
};

/** Whether a provider saw a piece of work as often as it may. */
function fits(rule: Rule, calls: readonly Call[], isDead: boolean): boolean {
  if (calls.length === 0) return isDead;
  if (rule === 'once') return calls.length === 1;
  return rule === 'again' || new Set(calls.map(({ key }) => key)).size === 1;
}

/** A dead task lies before staff exactly once. */
async function unseen({ db }: Stage, { id, kind }: Task): Promise<string[]> {
  const where = { title: { endsWith: `(task ${id})` }, status: 'NEW' as const };
  const items = await db.todoItem.count({ where });
  return items === 1 ? [] : [`${kind}: dead task ${id} has ${items} to-do items.`];
}

/** Nothing is under way any more, and only what nobody can tell is dead. */
async function leftovers({ db }: Stage): Promise<string[]> {
  const open = await db.task.findMany({ where: { ...openTasks, NOT: { state: 'DEAD' } } });
  const expected = ['domain.action', 'module.custom', 'event.handle'];
  const dead = await db.task.findMany({ where: { state: 'DEAD', kind: { notIn: expected } } });
  return [...open, ...dead].map(
    ({ id, kind, state, message }) => `${kind} ${id} is ${state}: ${message}`,
  );
}

async function mailFaults({ db, smtp }: Stage): Promise<string[]> {
  const arrived = new Map<string, number>();
  for (const { raw } of smtp.emails) {
    const id = /^Message-ID: <(\S+)>/im.exec(raw.toString('latin1'))?.[1] ?? '';
    arrived.set(id, (arrived.get(id) ?? 0) + 1);
  }
  const emails = await db.email.findMany({ select: { id: true, messageId: true, status: true } });
  return emails
    .filter(({ messageId, status }) => status !== 'SENT' || !arrived.has(messageId))
    .map(({ id, status }) => `E-mail ${id} is ${status}.`);
}

async function hookFaults({ db, receiver }: Stage): Promise<string[]> {
  const arrived = new Set(receiver.arrived.map(({ headers }) => headers['webhook-id']));
  const rows = await db.webhookDelivery.findMany({ select: { eventId: true, state: true } });
  return rows
    .filter(({ eventId, state }) => state !== 'DELIVERED' || !arrived.has(eventId))
    .map(({ eventId, state }) => `Delivery of event ${eventId} is ${state}.`);
}
