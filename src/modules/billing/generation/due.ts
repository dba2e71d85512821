import { addMonths, type Day, laterOf, toDay } from '#core/dates.ts';
import type { BillingHorizon } from './billable.ts';

/** What decides about the due dates of something that recurs. */
export interface DueSeries {
  /** The first due date without an invoice. */
  from: Day;
  /**
   * Days of the month it may keep to, of which the first that fits counts: a series begun on the
   * 31st goes back to it after February. 0 for none.
   */
  anchors: readonly number[];
  months: number;
  /** How many more may be billed; null for no limit. */
  left: number | null;
}

/** The first day of something that recurs which no invoice is for; null where it has no due date. */
export function firstUnbilled(recurring: {
  nextDueOn: Date | null;
  nextInvoiceOn: Date | null;
}): Day | null {
  const { nextDueOn, nextInvoiceOn } = recurring;
  return nextDueOn && laterOf(toDay(nextDueOn), toDay(nextInvoiceOn ?? nextDueOn));
}

/** One cycle to bill: due on its first day, and the due date after it. */
export interface DueCycle {
  on: Day;
  next: Day;
}

/** The most cycles billed at once, for what was forgotten for long; the rest follow the next time. */
const MOST = 60;

/**
 * Every cycle of a series within reach, the earliest first; only the first where it must be paid
 * before the next is billed.
 */
export function cyclesDue(
  { from, anchors, months, left }: DueSeries,
  { until, isContinuous }: BillingHorizon,
): DueCycle[] {
  const fitting = anchors.find((day) => day > 0 && addMonths(from, 0, day) === from);
  const anchor = fitting ?? Number(from.slice(8));
  const most = Math.min(left ?? MOST, isContinuous ? MOST : 1);
  const due: DueCycle[] = [];
  for (let on = from; on <= until && due.length < most;) {
    const next = addMonths(on, months, anchor);
    due.push({ on, next });
    on = next;
  }
  return due;
}
