import { encodeId } from '#core/ids.ts';

/** The global id of what an optional parameter names; undefined where it names nothing. */
export const globalId = (type: string, key: number | undefined): string | undefined =>
  key === undefined ? undefined : encodeId(type, key);

/** The same where `0` takes away what is there, as everywhere in the old tables. */
export const idOrNone = (type: string, key: number | undefined): string | null | undefined =>
  key === 0 ? null : globalId(type, key);
