import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
// Node cannot lock a file; this package asks the system for it, with builds for every platform.
import { tryLock } from 'fs-native-extensions';
import { StartRefused } from '#core/start-refused.ts';

/**
 * Keeps a second process from opening the same files, which would destroy them. The lock is the
 * system's own and ends with the process, however that ends, across containers too.
 * @throws StartRefused naming the process that has them open.
 */
export function claimFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'pgdata.lock');
  const file = openSync(path, 'a+', 0o600);
  if (!tryLock(file)) {
    closeSync(file);
    const owner = readFileSync(path, 'utf8').trim();
    throw new StartRefused(
      `The embedded database in ${dataDir} is in use by another process${owner && ` (${owner})`}. ` +
        'Stop it, choose another DATA_DIR, or set DATABASE_URL to share one PostgreSQL.',
    );
  }
  ftruncateSync(file);
  writeSync(file, `process ${process.pid}\n`);
  return () => closeSync(file);
}
