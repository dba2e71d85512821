import type { Day } from '#core/dates.ts';
import type { App } from '#schema/app.ts';

/** The steps of the daily run in their order; the automation log has a line for each. */
export const stepNames = [
  'usage',
  'overages',
  'invoices',
  'captures',
  'overdue',
  'reminders',
  'late-fees',
  'suspensions',
  'terminations',
  'addons',
  'cancellations',
  'fixed-terms',
  'quotes',
  'tickets',
] as const;

/** The name of a step of the daily run. */
export type StepName = (typeof stepNames)[number];

/** What became of one thing: nothing had to be done, it was done, or why it could not be. */
export type StepOutcome = 'idle' | 'done' | { failed: string };

/** One step of the daily run: what it is due for, and what it does with each of them. */
export interface DailyStep {
  name: StepName;
  /** What its ids are of, for the log: `Client`. */
  about: string;
  /** The ids of what is due on a day; none where a setting switches the step off. */
  due(app: App, day: Day): Promise<number[]>;
  /**
   * Does what is due for one of them, in a transaction of its own that looks again whether it still
   * is: doing it twice is the same as once. What it throws is logged, and the next one goes on.
   */
  handle(app: App, id: number, day: Day): Promise<StepOutcome>;
}

const steps = new Map<StepName, DailyStep>();

/** Declares a step of the daily run. */
export function dailyStep(step: DailyStep): void {
  steps.set(step.name, step);
}

/** The declared steps in their order. */
export const dailySteps = (): DailyStep[] =>
  stepNames.flatMap((name) => {
    const step = steps.get(name);
    return step ? [step] : [];
  });
