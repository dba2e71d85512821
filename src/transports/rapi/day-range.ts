/** One day as a filter takes it; undefined for none. */
export const dayRange = <Day>(day: Day | undefined): { from: Day; to: Day } | undefined =>
  day === undefined ? undefined : { from: day, to: day };
