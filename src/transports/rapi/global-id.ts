import { encodeId } from '#core/ids.ts';

/** The global id of what an optional parameter names; undefined where it names nothing. */
export const globalId = (type: string, key: number | undefined): string | undefined =>
  key === undefined ? undefined : encodeId(type, key);

/** The same of a parameter in which null takes away what is there. */
export const clearedId = (type: string, key: number | null | undefined) =>
  key === null ? null : globalId(type, key);

/** The id of a row that is named by its number; null takes away what is there. */
export const idAlone = (type: string, named: number | string | null | undefined) =>
  typeof named === 'string' ? undefined : clearedId(type, named);

/** The name of a row that is named by it, and not by its number. */
export const nameAlone = (named: number | string | null | undefined) =>
  typeof named === 'string' ? named : undefined;
