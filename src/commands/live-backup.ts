import { existsSync, readFileSync } from 'node:fs';
import { copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '#config.ts';
import { StartRefused } from '#core/start-refused.ts';
import type { App } from '#schema/app.ts';
import { backupTo } from './write-backup.ts';

/** Where a gateway leaves the backup that it is asked for. */
const fileIn = (dataDir: string) => join(dataDir, 'asked.backup.gz');

/** Where it leaves why it could not write one. */
const failureOf = (file: string) => `${file}.failed`;

const SIGNAL = 'SIGUSR2';

/** How long a gateway may take, in milliseconds. */
const PATIENCE_MS = 600_000;

/** The embedded database is open in one process alone, so that this one writes its backups. */
export function serveBackups({ config, database, log }: App): void {
  if (database.kind !== 'embedded') return;
  process.on(SIGNAL, () => {
    const file = fileIn(config.dataDir);
    database
      .alone((connection) => backupTo(file, connection, config))
      .then((end) => log.info(end, 'A backup is written.'))
      .catch(async (err: Error) => {
        log.error({ err }, 'A backup could not be written.');
        await writeFile(failureOf(file), err.message);
      });
  });
}

/** The process that has the embedded database open; null where there is none. */
export function ownerOf({ databaseUrl, dataDir }: Config): number | null {
  const lock = join(dataDir, 'pgdata.lock');
  if (databaseUrl || !existsSync(lock)) return null;
  const [, pid] = /process (\d+)/.exec(readFileSync(lock, 'utf8')) ?? [];
  return pid ? Number(pid) : null;
}

/** Has the gateway with this process number write a backup. @throws StartRefused where it does not */
export async function askForBackup(pid: number, { dataDir }: Config, path: string): Promise<void> {
  const file = fileIn(dataDir);
  const failure = failureOf(file);
  for (const old of [file, failure]) await rm(old, { force: true });
  try {
    process.kill(pid, SIGNAL);
  } catch {
    throw new StartRefused(`Process ${pid} has the embedded database open and cannot be asked.`);
  }
  for (const until = Date.now() + PATIENCE_MS; !existsSync(file); await sleep(200)) {
    if (existsSync(failure))
      throw new StartRefused(
        `Process ${pid} could not write it: ${await readFile(failure, 'utf8')}`,
      );
    if (Date.now() > until) throw new StartRefused(`Process ${pid} has written no backup.`);
  }
  // The two may lie on different disks.
  await rename(file, path).catch(async () => {
    await copyFile(file, path);
    await rm(file);
  });
}
