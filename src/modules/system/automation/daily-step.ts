import type { Day } from '#core/dates.ts';
import { onceFor } from '#core/once-for.ts';
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

/** Whose things a step looks at: those of one client, or everybody's where none is named. */
export interface DueOf {
  clientId?: number;
}

/** One step of the daily run: what it is due for, and what it does with each of them. */
export interface DailyStep {
  name: StepName;
  /** What its ids are of, for the log: `Client`. */
  about: string;
  /** The ids of what is due on a day; none where a setting switches the step off. */
  due(app: App, day: Day, of: DueOf): Promise<number[]>;
  /**
   * Does what is due for one of them, in a transaction of its own that looks again whether it still
   * is: doing it twice is the same as once. What it throws is logged, and the next one goes on.
   */
  handle(app: App, id: number, day: Day): Promise<StepOutcome>;
}

/** What the modules declare; it stands still once they are loaded. */
const declared = new Map<StepName, DailyStep>();

/** Declares a step of the daily run. */
export function dailyStep(step: DailyStep): void {
  declared.set(step.name, step);
}

/** The steps of a gateway's daily run by name: those declared, and what is set on its own. */
export const dailyStepsOf = onceFor((_app: App) => new Map(declared));
