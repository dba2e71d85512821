import { systemActor } from '#core/actor.ts';
import { now, today } from '#core/clock.ts';
import { type Day, toDate } from '#core/dates.ts';
import { permissions } from '#core/permissions.ts';
import { transaction } from '#platform/database/transaction.ts';
import type { App } from '#schema/app.ts';
import { systemRequest } from '#schema/context.ts';
import { recordChange } from '#schema/record-change.ts';
import { openWork } from '#schema/work.ts';
import { dailySteps } from './daily-step.ts';
import { logIdle, logStep, type Progress, runStep, type StepReport } from './run-step.ts';

/** A run that was not heard of for so long counts as lost, in milliseconds. */
const LOST_MS = 10 * 60_000;

/** What one run did. */
export interface RunReport {
  runId: number;
  day: Day;
  steps: StepReport[];
}

/**
 * The daily run: every step in its order, written into the automation log. Running a day twice
 * changes nothing, since each step looks at what is still to be done; days without a run are caught
 * up with. Of several processes one does it; the others get null.
 */
export async function dailyRun(app: App, progress: Progress = () => {}): Promise<RunReport | null> {
  const day = today();
  const held = await takeRun(app, day);
  if (!held) return null;
  const { id: runId, finishedAt } = held;
  const steps: StepReport[] = [];
  for (const step of dailySteps()) {
    const report = await runStep(app, runId, step, day, progress);
    await logStep(app, runId, day, report);
    steps.push(report);
  }
  const report = { runId, day, steps };
  await endRun(app, report, finishedAt === null);
  return report;
}

/** Takes the day's run for this process, unless another one is at work on it. */
async function takeRun({ db }: App, day: Day) {
  const at = now();
  const of = { name: 'daily', runOn: toDate(day) };
  await db.automationRun.createMany({
    data: [{ ...of, startedAt: at }],
    skipDuplicates: true,
  });
  const [held] = await db.automationRun.updateManyAndReturn({
    where: {
      ...of,
      OR: [
        { state: { not: 'RUNNING' } },
        { aliveAt: null },
        { aliveAt: { lt: new Date(at.getTime() - LOST_MS) } },
      ],
    },
    data: { state: 'RUNNING', startedAt: at, aliveAt: at },
  });
  return held ?? null;
}

/** Ends the run. The first end of a day is announced, so that staff get their summary once. */
async function endRun(app: App, { runId, day, steps }: RunReport, isFirst: boolean): Promise<void> {
  const failed = steps.reduce((count, step) => count + step.failed, 0);
  await transaction(app.db, async (tx) => {
    const data = {
      state: failed ? ('FAILED' as const) : ('SUCCEEDED' as const),
      finishedAt: now(),
      message: failed ? `${failed} failed.` : '',
    };
    await tx.automationRun.update({ where: { id: runId }, data });
    await logIdle(tx, runId, day, steps);
    if (!isFirst) return;
    const actor = systemActor(new Set(permissions));
    const work = openWork({ app, actor, requestInfo: systemRequest('automation') }, tx);
    work.announce('automation.finished', { runId });
    await recordChange(work, { action: 'automation.daily', input: { runId } });
  });
}
