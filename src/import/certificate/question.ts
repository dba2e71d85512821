/** One group of facts, asked of both sides in their own SQL: `name` and `value` of each row. */
export interface Question {
  group: string;
  /** What a side that has no such row says. */
  missing: string;
  source: string;
  /** Only what the source has a word for is compared. */
  isOfSource?: boolean;
  here: string;
  /** Tables the source must have for it. */
  tables: readonly string[];
  /** What must have been given for it: without, nothing of the kind was to come. */
  needs?: 'files' | 'api';
}
