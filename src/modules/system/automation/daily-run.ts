import { setTimeout as sleep } from 'node:timers/promises';
import { now, today } from '#core/clock.ts';
import { defined } from '#core/defined.ts';
import { enterRuntime } from '#core/runtime.ts';
import { type Day, toDate } from '#core/dates.ts';
import type { Task } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import { transaction } from '#platform/database/transaction.ts';
import { asUnavailable } from '#platform/database/unavailable.ts';
import type { App } from '#schema/app.ts';
import { beginByWorker } from '#schema/tasks/begin.ts';
import { leaseSeconds } from '#schema/tasks/lease.ts';
import { finishTask } from '#schema/tasks/run.ts';
import { firstStep, isStepTask, stepTask } from './daily-task.ts';
import { followProgress, type Progress, type StepReport } from './run-step.ts';

/** What one run did. */
export interface RunReport {
  runId: number;
  day: Day;
  steps: StepReport[];
}

/** A step that waits for so long has lost who carried it out, in milliseconds. */
const LOST_MS = 15_000;

/** A step that runs shows a sign of life each half minute; without one for so long it is lost. */
const SILENT_SECONDS = 60;

/** How long a run waits for a database that is away before it looks again, in milliseconds. */
const PAUSE_MS = 1_000;

/**
 * The daily run: every step in its order, each a task that begins the next one, written into the
 * automation log. Running a day twice changes nothing, since each step looks at what is still to be
 * done; days without a run are caught up with. Of several processes one does it; the others get null.
 */
export const dailyRun = (app: App, progress: Progress = () => {}): Promise<RunReport | null> =>
  enterRuntime(app.runtime, async () => {
    const day = today();
    const begun = await beginRun(app, day);
    if (!begun) return null;
    const end = followProgress(app, progress);
    try {
      return { runId: begun.runId, day, steps: await carryOut(app, begun.taskId) };
    } finally {
      end();
    }
  });

/** Begins the day's run for the workers of whatever process. Null where one is at work on it. */
export const beginRun = (app: App, day: Day): Promise<{ runId: number; taskId: number } | null> =>
  transaction(app.db, async (tx) => {
    const run = await takeRow(tx, day);
    const open = await openStep(tx, run.id);
    if (open) return (await isLost(tx, open)) ? { runId: run.id, taskId: Number(open.id) } : null;
    const data = { state: 'RUNNING' as const, startedAt: now() };
    await tx.automationRun.update({ where: { id: run.id }, data });
    const name = firstStep(app);
    if (!name) return null;
    const input = { runId: run.id, day, isFirst: run.finishedAt === null, failed: 0 };
    const subject = { type: 'AutomationRun', id: run.id };
    const taskId = await beginByWorker(tx, stepTask(name), { subject, clientId: null, input });
    return { runId: run.id, taskId };
  });

/** The day's row, locked: of two that begin at once the second sees what the first began. */
async function takeRow(tx: Tx, day: Day) {
  const of = { name: 'daily', runOn: toDate(day) };
  await tx.automationRun.createMany({ data: [{ ...of, startedAt: now() }], skipDuplicates: true });
  await tx.$queryRaw`
    select id from automation_runs where name = 'daily' and run_on = ${toDate(day)} for update`;
  return tx.automationRun.findUniqueOrThrow({ where: { name_runOn: of } });
}

const openStep = (tx: Tx, runId: number) =>
  tx.task.findFirst({
    where: {
      subjectType: 'AutomationRun',
      subjectId: runId,
      state: { in: ['QUEUED', 'RUNNING', 'UNKNOWN'] },
    },
    orderBy: { id: 'desc' },
  });

/**
 * Nobody carries it out: it waits longer than a worker needs to take it up, or whoever had it gave
 * no sign of life. Its lease ends then, so that a late answer of theirs counts for nothing.
 */
async function isLost(tx: Tx, { id, state, nextAttemptAt }: Task): Promise<boolean> {
  if (state !== 'RUNNING')
    return (
      defined(nextAttemptAt, `next attempt of task ${id}`).getTime() < now().getTime() - LOST_MS
    );
  const ended = await tx.$executeRaw`
    update tasks set lease_until = clock_timestamp() - interval '1 second'
    where id = ${id} and state = 'RUNNING'
      and lease_until < clock_timestamp() + make_interval(secs => ${leaseSeconds - SILENT_SECONDS})`;
  return ended > 0;
}

/** Since when another process is at work on the day's run, and from when it can be taken over. */
export async function runAtWork({ db }: App): Promise<{ since: Date; until: Date } | null> {
  const [found] = await db.$queryRaw<{ since: Date; until: Date }[]>`
    select run.started_at as since,
           coalesce(task.lease_until - make_interval(secs => ${leaseSeconds - SILENT_SECONDS}),
                    task.next_attempt_at + make_interval(secs => ${LOST_MS / 1_000})) as until
    from automation_runs as run
    join tasks as task on task.subject_type = 'AutomationRun' and task.subject_id = run.id
    where run.name = 'daily' and task.state in ('QUEUED', 'RUNNING', 'UNKNOWN')
    order by task.id desc limit 1`;
  return found ?? null;
}

/** Carries out a step and those it begins; what each did. */
async function carryOut(app: App, first: number): Promise<StepReport[]> {
  const steps: StepReport[] = [];
  for (let id: number | null = first; id !== null;) {
    const task = await patiently(app, id);
    if (task.state !== 'SUCCEEDED') break;
    steps.push(task.outcome as unknown as StepReport);
    const next: Task | null = await app.db.task.findFirst({ where: { parentId: task.id } });
    id = next && isStepTask(next.kind) ? Number(next.id) : null;
  }
  return steps;
}

/** A database that is away for a while is waited for: nothing is written off, and the run goes on. */
async function patiently(app: App, id: number): Promise<Task> {
  for (;;) {
    try {
      const task = await finishTask(app, id);
      // A process that stops leaves it to others.
      if (task.state !== 'QUEUED' || app.tasks.stopping.aborted) return task;
    } catch (error) {
      if (!asUnavailable(error)) throw error;
    }
    await sleep(PAUSE_MS);
  }
}
