import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { StartRefused } from '#core/start-refused.ts';

/*
 * A backup is one gzipped text, a line each, told apart by the type it begins with:
 *   H  what it is, as JSON: the first line
 *   T  the name of a table; its rows follow
 *   R  a row, as JSON
 *   F  the key of a file of the storage; its bytes follow
 *   B  some bytes of it, in base64
 *   E  how many rows and files it holds, as JSON: the last line, without which it is not whole
 */
export type RecordType = 'H' | 'T' | 'R' | 'F' | 'B' | 'E';

/** Writes a backup line by line; the file appears when it is whole. */
export interface BackupWriter {
  write(type: RecordType, text: string): Promise<void>;
  close(): Promise<void>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

export function writeBackup(path: string): BackupWriter {
  const draft = `${path}.partial`;
  const gzip = createGzip({ level: 6 });
  const file = createWriteStream(draft, { mode: 0o600, flush: true });
  const done = finished(gzip.pipe(file));
  done.catch(() => {});
  return {
    write: async (type, text) => {
      if (!gzip.write(`${type} ${text}\n`)) await Promise.race([once(gzip, 'drain'), done]);
    },
    close: async () => {
      gzip.end();
      await done;
      await rename(draft, path);
    },
    abandon: async () => {
      file.destroy();
      await rm(draft, { force: true });
    },
  };
}

/** The lines of a backup. @throws StartRefused where it is none, or not whole */
export async function* readBackup(path: string): AsyncGenerator<[RecordType, string]> {
  const input = createReadStream(path).pipe(createGunzip());
  let last = '';
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      if (!last && !line.startsWith('H ')) break;
      last = line[0]!;
      yield [last as RecordType, line.slice(2)];
    }
  } catch (error) {
    throw new StartRefused(`${path} cannot be read (${(error as Error).message}).`);
  }
  if (last !== 'E') throw new StartRefused(`${path} is no backup, or not a whole one.`);
}
