import { Keyring } from '#core/secret.ts';
import type { ImportOptions, ImportSource } from '#import/whmcs.ts';
import type { Storage } from '#providers/storage/storage.ts';

/** The key of the installation that imports go to. */
export const encryptionKey = 'ab'.repeat(32);

/** A storage in memory, that can be looked into and made to refuse. */
export class MemoryStorage implements Storage {
  readonly files = new Map<string, Uint8Array>();
  puts = 0;
  /** Called before each file is taken; what it throws is the answer. */
  onPut: (key: string) => void = () => {};

  async put(key: string, bytes: Uint8Array): Promise<void> {
    this.onPut(key);
    this.puts += 1;
    this.files.set(key, bytes);
  }

  async get(key: string): Promise<Uint8Array | null> {
    return this.files.get(key) ?? null;
  }

  async delete(key: string): Promise<void> {
    this.files.delete(key);
  }
}

/** A database alone, without files, API or roles. */
export const databaseAlone = (address: string): ImportSource => ({
  address,
  attachments: null,
  api: null,
  grants: new Map(),
});

/** What an import is asked to do where nothing else is said. */
export const plainImport = (address: string): ImportOptions => ({
  ...databaseAlone(address),
  keyring: new Keyring(encryptionKey),
  storage: new MemoryStorage(),
  accepted: [],
  timeZone: 'UTC',
  onBegin: () => {},
  onProgress: () => {},
});
