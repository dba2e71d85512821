import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ProviderError } from '#core/provider-error.ts';
import { checkedKey, type Storage } from '#providers/storage/storage.ts';

/** Keeps files under a folder of this machine, which is made when it is missing. */
export function diskStorage(folder: string): Storage {
  const root = resolve(folder);
  const pathOf = (key: string) => join(root, ...checkedKey(key).split('/'));
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await received(() => write(path, bytes));
    },
    async get(key) {
      const path = pathOf(key);
      return received(() => readFile(path).catch(nullWhenAbsent));
    },
    async delete(key) {
      const path = pathOf(key);
      await received(() => rm(path, { force: true }));
    },
  };
}

/** Written beside, synced, then renamed: a reader or a crash sees the old file or the new one. */
async function write(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  const parent = await open(folder, 'r');
  await parent.sync().finally(() => parent.close());
}

function nullWhenAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

async function received<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new ProviderError('NOT_SENT', `The file store failed (${code}).`, { cause: error });
  }
}
