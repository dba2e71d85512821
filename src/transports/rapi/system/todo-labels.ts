import { enumWords } from '#transports/rapi/format.ts';

/** The status of a to-do item in the old words: `Won't Fix` has an apostrophe. */
export const todoStatusLabel = (status: string): string =>
  status === 'WONT_FIX' ? "Won't Fix" : enumWords(status);

/** The same as a choice. */
export const todoStatuses = {
  New: 'NEW',
  'In Process': 'IN_PROCESS',
  Resolved: 'RESOLVED',
  Duplicate: 'DUPLICATE',
  Postponed: 'POSTPONED',
  "Won't Fix": 'WONT_FIX',
} as const;
