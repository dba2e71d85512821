import { randomUUID } from 'node:crypto';
import { ProviderError } from '#core/provider-error.ts';

/**
 * Keeps the bytes of attachments under keys made by `newStorageKey`. Putting the same key again
 * replaces it; deleting what is absent is no error. Throws `ProviderError`.
 */
export interface Storage {
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** The bytes, or null when nothing is kept under the key. */
  get(key: string): Promise<Uint8Array | null>;
  delete(key: string): Promise<void>;
}

/** A fresh key in a room such as `tickets`; never made from a file name. */
export function newStorageKey(folder: string): string {
  const name = randomUUID();
  return checkedKey(`${folder}/${name.slice(0, 2)}/${name}`);
}

/** Small letters, digits, dashes and slashes only: no dot, so no way out of the folder. */
export function checkedKey(key: string): string {
  if (key.length > 200 || !/^[a-z0-9]+(?:[/-][a-z0-9]+)*$/.test(key))
    throw new ProviderError('REFUSED', 'The storage key is not one of ours.');
  return key;
}
