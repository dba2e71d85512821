import { now } from '#core/clock.ts';
import { type Day, toDate } from '#core/dates.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import type { DailyStep, StepName } from './daily-step.ts';

/** How often a run says that it is alive, in milliseconds. */
const ALIVE_MS = 30_000;
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

/** Does a step for everything it is due for, one after the other. */
export async function runStep(
  app: App,
  runId: number,
  step: DailyStep,
  day: Day,
  progress: Progress,
): Promise<StepReport> {
  const { name, about } = step;
  const report: StepReport = { name, total: 0, succeeded: 0, failed: 0, failures: [] };
  const fail = (what: string, why: string) => {
    report.total += 1;
    report.failed += 1;
    if (report.failures.length < KEPT_FAILURES) report.failures.push({ what, why });
  };
  let due: number[] = [];
  try {
    due = await step.due(app, day);
  } catch (error) {
    fail(name, messageOf(app, error));
  }
  let received = now().getTime();
  for (const [place, id] of due.entries()) {
    progress(name, place, due.length);
    if (now().getTime() - received > ALIVE_MS) {
      received = now().getTime();
      await app.db.automationRun.update({ where: { id: runId }, data: { aliveAt: now() } });
    }
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
  progress(name, due.length, due.length);
  return report;
}

function messageOf({ log }: App, error: unknown): string {
  log.error({ err: error }, 'A step of the daily run failed.');
  return error instanceof Error ? error.message.slice(0, 500) : 'It failed.';
}

/** Writes what a step did as soon as it did something; a second run of the day adds to its line. */
export async function logStep(
  { db }: App,
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
  reports: readonly TaskReport[],
): Promise<void> {
  const of = { runId, runOn: toDate(day), createdAt: now() };
  await tx.automationLogEntry.createMany({
    data: reports.map(({ name }) => ({ ...of, namespace: name })),
    skipDuplicates: true,
  });
}
