import { now } from '#core/clock.ts';
import type { Day } from '#core/dates.ts';
import type { App } from '#schema/app.ts';
import { type TaskKind, taskKind } from '#schema/tasks/kind.ts';
import type { Work } from '#schema/work.ts';
import { dailyStepsOf, type StepName, stepNames } from './daily-step.ts';
import { logIdle, logStep, runStep, type StepReport } from './run-step.ts';

interface StepInput {
  runId: number;
  day: Day;
  /** No run of the day has ended yet: the end of this one is announced. */
  isFirst: boolean;
  /** How many things have failed in the steps before. */
  failed: number;
}

/** How long a step may take: one of a large company goes through all of its clients. */
const STEP_MS = 6 * 3_600_000;

/** How the kinds of the steps are called. */
const PREFIX = 'daily.';

/** Whether a kind of task is a step of the daily run. */
export const isStepTask = (kind: string): boolean => kind.startsWith(PREFIX);

/**
 * Each step of the daily run as a kind of task: it holds a lease while it works and is taken up
 * again by another process, and where it cannot go on at all staff find it dead in their list.
 */
const kinds = new Map<StepName, TaskKind<StepInput, StepReport>>(
  stepNames.map((name) => [
    name,
    taskKind<StepInput, StepReport>({
      kind: `${PREFIX}${name}`,
      // Whatever a step has done is not due any more.
      resendable: true,
      retry: { interactive: 'queue', hours: 24 },
      timeoutMs: STEP_MS,
      isQuiet: true,
      go: async ({ app, stopping }, { day }) => {
        const step = dailyStepsOf(app).get(name);
        const idle = { name, total: 0, succeeded: 0, failed: 0, failures: [] };
        return step ? runStep(app, step, day, stopping) : idle;
      },
      after: async (work, input, report) => {
        await logStep(work.tx, input.runId, input.day, report);
        const failed = input.failed + report.failed;
        const next = stepAfter(work.app, name);
        if (!next) return endRun(work, { ...input, failed });
        const subject = { type: 'AutomationRun', id: input.runId };
        await work.begin(stepTask(next), { subject, clientId: null, input: { ...input, failed } });
      },
    }),
  ]),
);

/** The kind of a step. */
export const stepTask = (name: StepName): TaskKind<StepInput, StepReport> => kinds.get(name)!;

const stepsOf = (app: App) => stepNames.filter((name) => dailyStepsOf(app).has(name));

/** The step a run begins with; undefined where a gateway has none. */
export const firstStep = (app: App): StepName | undefined => stepsOf(app)[0];

const stepAfter = (app: App, name: StepName) =>
  stepsOf(app).find((other) => stepNames.indexOf(other) > stepNames.indexOf(name));

/** Ends the run. The first end of a day is announced, so that staff get their summary once. */
async function endRun(work: Work, { runId, day, isFirst, failed }: StepInput): Promise<void> {
  const data = {
    state: failed ? ('FAILED' as const) : ('SUCCEEDED' as const),
    finishedAt: now(),
    message: failed ? `${failed} failed.` : '',
  };
  await work.tx.automationRun.update({ where: { id: runId }, data });
  const names = stepsOf(work.app).map((name) => ({ name }));
  await logIdle(work.tx, runId, day, names);
  if (isFirst) work.announce('automation.finished', { runId });
}
