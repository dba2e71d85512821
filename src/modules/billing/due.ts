import { addMonths, type Day } from '#core/dates.ts';
import type { BillingCycle } from '#generated/prisma/client.ts';

/** Months of each cycle that recurs. */
const months: Partial<Record<BillingCycle, number>> = {
  MONTHLY: 1,
  QUARTERLY: 3,
  SEMI_ANNUALLY: 6,
  ANNUALLY: 12,
  BIENNIALLY: 24,
  TRIENNIALLY: 36,
  FOUR_YEARS: 48,
  FIVE_YEARS: 60,
  SIX_YEARS: 72,
  SEVEN_YEARS: 84,
  EIGHT_YEARS: 96,
  NINE_YEARS: 108,
  TEN_YEARS: 120,
};

/** How many months a cycle lasts; null when nothing recurs. */
export const monthsOf = (cycle: BillingCycle): number | null => months[cycle] ?? null;

/** What decides about the due dates of something that recurs. */
export interface Series {
  /** The first due date without an invoice. */
  from: Day;
  /** The day it began on; a series begun on the 31st goes back to it after February. */
  began: Day | null;
  months: number;
  /** How many more may be billed; null for no limit. */
  left: number | null;
}

/** One cycle to bill: due on its first day, and the due date after it. */
export interface DueCycle {
  on: Day;
  next: Day;
}

/** The most cycles billed at once, for what was forgotten for long. */
const MOST = 60;

/** Every cycle of a series that is due up to a day, the earliest first. */
export function cyclesDue({ from, began, months: step, left }: Series, until: Day): DueCycle[] {
  const anchor = anchorOf(from, began);
  const most = Math.min(left ?? MOST, MOST);
  const due: DueCycle[] = [];
  for (let on = from; on <= until && due.length < most;) {
    const next = addMonths(on, step, anchor);
    due.push({ on, next });
    on = next;
  }
  return due;
}

/** The day of the month a series keeps to: the day it began on, where that leads to this date. */
function anchorOf(from: Day, began: Day | null): number {
  const wanted = began ? Number(began.slice(8)) : 0;
  if (wanted && addMonths(from, 0, wanted) === from) return wanted;
  return Number(from.slice(8));
}
