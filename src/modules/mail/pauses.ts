/** Pauses before the next try, in seconds; together a little more than three days. */
const PAUSES = [
  30, 120, 600, 1_800, 3_600, 7_200, 14_400, 21_600, 28_800, 43_200, 57_600, 86_400,
] as const;

/** The pause after this many tries, in seconds; null once three days have been tried in vain. */
export const nextPause = (attempts: number): number | null =>
  PAUSES[Math.max(attempts, 1) - 1] ?? null;
