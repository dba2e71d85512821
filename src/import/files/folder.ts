import { lstat, opendir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartRefused } from '#core/start-refused.ts';

/** The largest file that is taken, in bytes: one is held in memory while it is stored. */
const LARGEST = 100 << 20;

/** How large a file is, or why it is not taken. */
export type LookedAt = { size: number } | { reason: string };

/** The folder of the source in which the files of its tickets lie. Nothing is ever written there. */
export interface FileFolder {
  look(name: string): Promise<LookedAt>;
  read(name: string): Promise<Buffer>;
}

/** @throws StartRefused where it is no folder that can be read */
export async function openFolder(path: string): Promise<FileFolder> {
  try {
    await (await opendir(path)).close();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartRefused(`--attachments: ${path} is no folder that can be read (${code}).`);
  }
  return {
    look: async (name) => {
      if (!isBare(name)) return { reason: 'its name leads out of the folder' };
      const found = await lstat(join(path, name)).catch(nullWhenAbsent);
      if (!found) return { reason: 'it is missing in the folder' };
      if (!found.isFile()) return { reason: 'it is no file' };
      if (found.size > LARGEST) return { reason: `it is larger than ${LARGEST >> 20} MiB` };
      return { size: found.size };
    },
    read: (name) => readFile(join(path, name)),
  };
}

/** A name within the folder: the names come from rows that anybody may have written. */
const isBare = (name: string) => !/[/\\\0]/.test(name) && name !== '.' && name !== '..';

function nullWhenAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENAMETOOLONG') return null;
  throw error;
}
