import { encodeId } from '#core/ids.ts';
import { Refusal, type RefusalCode } from '#core/refusal.ts';

/**
 * What a query found, or the command's old words for "there is none".
 * @throws Refusal with these words
 */
export function found<T>(value: T | null | undefined, code: RefusalCode, words: string): T {
  if (value === null || value === undefined) throw new Refusal(code, words);
  return value;
}

/** The global id of a row whose number may be missing. */
export const idOf = (type: string, key: number | undefined) =>
  key === undefined ? undefined : encodeId(type, key);
