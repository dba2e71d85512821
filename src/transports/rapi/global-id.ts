import { encodeId } from '#core/ids.ts';

/** The global id of what an optional parameter names; undefined where it names nothing. */
export const globalId = (type: string, key: number | undefined): string | undefined =>
  key === undefined ? undefined : encodeId(type, key);
