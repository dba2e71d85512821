import { words } from '#transports/rapi/spell.ts';

/** The status of a to-do item in the old words: `Won't Fix` has an apostrophe. */
export const todoWords = (status: string): string =>
  status === 'WONT_FIX' ? "Won't Fix" : words(status);
