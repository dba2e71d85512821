import pLimit from 'p-limit';
import { ProviderError } from '#core/provider-error.ts';
import { StartRefused } from '#core/start-refused.ts';
import type { SourceDatabase } from '#import/source/source.ts';
import type { Connection } from '#platform/database/client.ts';
import type { Storage } from '#providers/storage/storage.ts';
import type { FileFolder, LookedAt } from './folder.ts';
import { type StoredFile, storedFile } from './stored-file.ts';

/** Where files come from, and where they go. */
export interface FilesMove {
  folder: FileFolder;
  storage: Storage;
}

/** The same with both databases. */
export interface FilesBetween extends FilesMove {
  source: SourceDatabase;
  connection: Connection;
}

/** Entry of each page that is done. */
export type OnFiles = (step: string, rows: number, written: number) => void | Promise<void>;

/** A file that is to be here. */
export interface WantedFile {
  name: string;
  key: string;
  /** What is here under its key. */
  here: StoredFile | null;
}

/** What is to be of a file. One that is here already stays when the folder no longer has it. */
export function wantedFile(
  name: string,
  keys: string,
  before: StoredFile | null,
  found: LookedAt,
): WantedFile | { reason: string } {
  if ('reason' in found) return before ? { name, key: before.storage_key, here: before } : found;
  const key = `${keys}${found.size}`;
  return { name, key, here: before?.storage_key === key ? before : null };
}

/**
 * Stores files that are not here yet: four at once, each in memory for as long as it takes.
 * @throws StartRefused where the storage does not take them
 */
export function storeAll<Wanted extends WantedFile>(
  { folder, storage }: FilesMove,
  files: readonly Wanted[],
): Promise<(Wanted & StoredFile)[]> {
  const inTurn = pLimit(4);
  const store = async (wanted: Wanted): Promise<Wanted & StoredFile> => {
    const { name, key, here } = wanted;
    if (here) return { ...wanted, ...here };
    const content = await folder.read(name);
    const file = storedFile(name, key, content);
    await storage.put(key, content, file.content_type).catch(refusedByStorage);
    return { ...wanted, ...file };
  };
  return Promise.all(files.map((file) => inTurn(() => store(file))));
}

function refusedByStorage(error: unknown): never {
  if (!(error instanceof ProviderError)) throw error;
  throw new StartRefused(
    `A file cannot be stored: ${error.message} ` +
      'Nothing is half done: give the same command again, and it goes on from there.',
  );
}

/** What was deleted and is here again is not to be removed by the next sweep. */
export async function keep({ query }: Connection, files: readonly StoredFile[]): Promise<void> {
  await query('delete from discarded_files where storage_key = any ($1::text[])', [
    files.map(({ storage_key: key }) => key),
  ]);
}
