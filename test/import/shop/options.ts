import type { ImportRequest } from '#commands/import-options.ts';
import { Keyring } from '#core/secret.ts';
import { type RapiAccess, whasolsCommands } from '#import/rapi/spellings.ts';
import type { CommandsOptions } from '#import/by-commands.ts';
import type { ImportSource, WhmcsOptions } from '#import/whmcs.ts';
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

/** A stand-in as it is reached, without waiting between calls. */
export const accessTo = ({
  address,
  token,
}: Pick<RapiAccess, 'address' | 'token'>): RapiAccess => ({
  address,
  token,
  perSecond: 1_000,
});

/** What the import of a running WHASOLS is asked to do where nothing else is said. */
export const plainWhasols = (old: Pick<RapiAccess, 'address' | 'token'>): CommandsOptions => ({
  commands: whasolsCommands(accessTo(old)),
  ...unasked(),
});

/** What was said of a WHMCS installation. */
export function whmcsOf({ from }: ImportRequest): ImportSource {
  if ('whmcs' in from) return from.whmcs;
  throw new Error('It is to be read by commands.');
}

/** What an import is asked to do where nothing else is said. */
export const plainImport = (address: string): WhmcsOptions => ({
  ...databaseAlone(address),
  ...unasked(),
});

const unasked = () => ({
  keyring: new Keyring(encryptionKey),
  storage: new MemoryStorage(),
  accepted: [],
  timeZone: 'UTC',
  onBegin: () => {},
  onProgress: () => {},
});
