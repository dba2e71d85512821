import { now, today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import type { App } from '#schema/app.ts';
import { logIdle, logStep, type TaskReport } from './run-step.ts';

/**
 * Writes what a task did that has a time of its own, outside the daily run, into the automation log
 * of the day. A second run of the day adds to its line.
 */
export async function logTask(app: App, run: string, report: TaskReport): Promise<void> {
  const { db } = app;
  const day = today();
  const of = { name: run, runOn: toDate(day) };
  const at = now();
  const ended = { finishedAt: at, state: report.failed ? 'FAILED' : 'SUCCEEDED' } as const;
  const { id } = await db.automationRun.upsert({
    where: { name_runOn: of },
    create: { ...of, startedAt: at, ...ended },
    update: ended,
  });
  await logStep(db, id, day, report);
  await logIdle(db, id, day, [report]);
}
