import { statfs } from 'node:fs/promises';
import { coalesced } from '#core/coalesced.ts';
import { StartRefused } from '#core/start-refused.ts';

/**
 * With less free space than this, in bytes, the embedded database takes no changes: one that finds no
 * room for the next file of its log, of 16 MB, ends it for good.
 */
const LEAST = 32 << 20;

/** And with this much it takes them again. */
const ENOUGH = 48 << 20;

/** How often it looks, in milliseconds: what is written meanwhile has to fit between. */
const LOOK_MS = 500;

/** Told when changes begin to be refused for lack of space, and when they are taken again. */
export type OnSpace = (hasRoom: boolean, freeMegabytes: number) => void;

const megabytes = (bytes: number) => Math.floor(bytes / (1 << 20));

async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** @throws StartRefused where a database in this folder could not work */
export async function ensureSpace(folder: string): Promise<void> {
  const free = await freeIn(folder);
  if (free < LEAST)
    throw new StartRefused(
      `DATA_DIR: ${megabytes(free)} MB are left in ${folder}. Make room: it needs ${megabytes(ENOUGH)} MB.`,
    );
}

interface Watched {
  folder: string;
  /** Gives space back, as far as the database can. */
  tidy(): Promise<unknown>;
  /** Has changes refused as of a database that is only read, or taken again. */
  setReadOnly(isReadOnly: boolean): Promise<unknown>;
  onSpace: OnSpace;
  onTrouble(error: Error): void;
}

/** Keeps a database from filling its disk, until the function it gives is called. */
export function watchSpace(watched: Watched): () => Promise<void> {
  const { folder, tidy, setReadOnly, onSpace, onTrouble } = watched;
  let isFull = false;
  const looks = coalesced(async () => {
    let free = await freeIn(folder);
    if (!isFull && free < LEAST) {
      await tidy();
      free = await freeIn(folder);
    }
    const isNow = free < (isFull ? ENOUGH : LEAST);
    if (isNow === isFull) return;
    await setReadOnly(isNow);
    isFull = isNow;
    onSpace(!isFull, megabytes(free));
  }, onTrouble);
  const timer = setInterval(looks.wake, LOOK_MS).unref();
  return () => {
    clearInterval(timer);
    return looks.stop();
  };
}
