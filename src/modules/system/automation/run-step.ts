import { now } from '#core/clock.ts';
import { type Day, toDate } from '#core/dates.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { asUnavailable } from '#platform/database/unavailable.ts';
import type { App } from '#schema/app.ts';
import type { DailyStep, DueOf, StepName } from './daily-step.ts';

/** How many failures of a task the log keeps. */
export const KEPT_FAILURES = 20;

/** What one task did. */
export interface TaskReport {
  /** How the automation log calls it. */
  name: string;
  total: number;
  succeeded: number;
  failed: number;
  failures: { what: string; why: string }[];
}

/** What one step of the daily run did. */
export type StepReport = TaskReport & { name: StepName };

/** Told of how far a step is. */
export type Progress = (step: StepName, done: number, total: number) => void;

const progressOf = new WeakMap<App, Progress>();

/** Reports how far the steps of a gateway are, until the function it gives is called. */
export function followProgress(app: App, progress: Progress): () => void {
  progressOf.set(app, progress);
  return () => void progressOf.delete(app);
}

/**
 * Does a step for everything it is due for, one after the other. It stops between two of them when
 * the process does. @throws the database's error when that is away, which says nothing of anybody
 */
export async function runStep(
  app: App,
  step: DailyStep,
  day: Day,
  stopping: AbortSignal,
  of: DueOf = {},
): Promise<StepReport> {
  const { name, about } = step;
  const progress = progressOf.get(app);
  const report: StepReport = { name, total: 0, succeeded: 0, failed: 0, failures: [] };
  const fail = (what: string, why: string) => {
    report.total += 1;
    report.failed += 1;
    if (report.failures.length < KEPT_FAILURES) report.failures.push({ what, why });
  };
  let due: number[] = [];
  try {
    due = await step.due(app, day, of);
  } catch (error) {
    fail(name, messageOf(app, error));
  }
  for (const [place, id] of due.entries()) {
    stopping.throwIfAborted();
    progress?.(name, place, due.length);
    try {
      const outcome = await step.handle(app, id, day);
      if (typeof outcome === 'object') fail(`${about}:${id}`, outcome.failed);
      else if (outcome === 'done') {
        report.total += 1;
        report.succeeded += 1;
      }
    } catch (error) {
      fail(`${about}:${id}`, messageOf(app, error));
    }
  }
  progress?.(name, due.length, due.length);
  return report;
}

/** The words of an error of one thing. @throws the error itself where it is the database's */
function messageOf({ log }: App, error: unknown): string {
  if (asUnavailable(error)) throw error;
  log.error({ err: error }, 'A step of the daily run failed.');
  return error instanceof Error ? error.message.slice(0, 500) : 'It failed.';
}

/** Writes what a step did as soon as it did something; a second run of the day adds to its line. */
export async function logStep(
  db: Db | Tx,
  runId: number,
  day: Day,
  report: TaskReport,
): Promise<void> {
  const { name, total, succeeded, failed, failures } = report;
  if (total === 0) return;
  const namespace = { runId, namespace: name };
  const known = await db.automationLogEntry.findUnique({ where: { runId_namespace: namespace } });
  const earlier = (known?.details ?? []) as TaskReport['failures'];
  const details = [...failures, ...earlier].slice(0, KEPT_FAILURES);
  const counts = { total, succeeded, failed };
  await db.automationLogEntry.upsert({
    where: { runId_namespace: namespace },
    create: { ...namespace, runOn: toDate(day), ...counts, details, createdAt: now() },
    update: {
      total: { increment: total },
      succeeded: { increment: succeeded },
      failed: { increment: failed },
      details,
    },
  });
}

/** The lines of the steps that had nothing to do. */
export async function logIdle(
  tx: Db | Tx,
  runId: number,
  day: Day,
  reports: readonly Pick<TaskReport, 'name'>[],
): Promise<void> {
  const of = { runId, runOn: toDate(day), createdAt: now() };
  await tx.automationLogEntry.createMany({
    data: reports.map(({ name }) => ({ ...of, namespace: name })),
    skipDuplicates: true,
  });
}
