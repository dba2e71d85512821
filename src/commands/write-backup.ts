import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Config } from '#config.ts';
import { version } from '#core/version.ts';
import { StartRefused } from '#core/start-refused.ts';
import type { Connection } from '#platform/database/client.ts';
import { type BackupWriter, writeBackup } from '#platform/dump/file.ts';
import { type Snapshot, snapshot } from '#platform/dump/read.ts';

/** The first line of a backup. */
export interface BackupHead extends Pick<
  Snapshot,
  'migrations' | 'sequences' | 'queues' | 'keyIds'
> {
  version: string;
  createdAt: string;
}

/** The last line of a backup. */
export interface BackupEnd {
  rows: number;
  files: number;
}

/** Writes a backup of an open database. */
export async function backupTo(
  path: string,
  connection: Connection,
  config: Config,
): Promise<BackupEnd> {
  const [table] = await connection.query<{ exists: boolean }>(
    `select to_regclass('installations') is not null as exists`,
  );
  if (!table?.exists)
    throw new StartRefused(
      'The database is of another version, or empty: run `hostgraph migrate`.',
    );
  const writer = writeBackup(path);
  try {
    const rows = await snapshot(connection, (taken) => writeRows(writer, taken));
    const files = config.storage.name === 'disk' ? await writeFiles(writer, config) : 0;
    const end: BackupEnd = { rows, files };
    await writer.write('E', JSON.stringify(end));
    await writer.close();
    return end;
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

async function writeRows(writer: BackupWriter, taken: Snapshot): Promise<number> {
  const { migrations, sequences, queues, keyIds } = taken;
  const createdAt = new Date().toISOString();
  const head: BackupHead = { version, createdAt, migrations, sequences, queues, keyIds };
  await writer.write('H', JSON.stringify(head));
  let count = 0;
  for (const table of taken.tables) {
    await writer.write('T', table.name);
    for await (const rows of taken.rows(table))
      for (const row of rows) {
        await writer.write('R', row);
        count += 1;
      }
  }
  return count;
}

/** The files of the disk storage. Files are never changed, so that those of the rows are all there. */
async function writeFiles(writer: BackupWriter, { storage }: Config): Promise<number> {
  const root = storage.settings.folder ?? '';
  const found = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  let count = 0;
  for (const entry of found) {
    if (!entry.isFile() || entry.name.endsWith('.tmp')) continue;
    const path = join(entry.parentPath, entry.name);
    await writer.write('F', relative(root, path).replaceAll('\\', '/'));
    // A multiple of three bytes, so that no part but the last is padded.
    for await (const part of createReadStream(path, { highWaterMark: 3 << 18 }))
      await writer.write('B', (part as Buffer).toString('base64'));
    count += 1;
  }
  return count;
}
