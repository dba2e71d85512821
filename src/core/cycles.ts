/** How often something is billed, shortest first: free and once, then the thirteen durations. */
export const cycles = [
  'FREE',
  'ONE_TIME',
  'MONTHLY',
  'QUARTERLY',
  'SEMI_ANNUALLY',
  'ANNUALLY',
  'BIENNIALLY',
  'TRIENNIALLY',
  'FOUR_YEARS',
  'FIVE_YEARS',
  'SIX_YEARS',
  'SEVEN_YEARS',
  'EIGHT_YEARS',
  'NINE_YEARS',
  'TEN_YEARS',
] as const;

/** One of the billing cycles. */
export type Cycle = (typeof cycles)[number];

const months: Readonly<Record<Cycle, number>> = {
  FREE: 0,
  ONE_TIME: 0,
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

/** How many months a cycle lasts; 0 for what never comes again. */
export const monthsOf = (cycle: Cycle): number => months[cycle];

/** Whether the cycle is billed again and again. */
export const isRecurring = (cycle: Cycle): boolean => months[cycle] > 0;

/** The thirteen cycles that come again, shortest first. */
export const recurringCycles: readonly Cycle[] = cycles.filter(isRecurring);
