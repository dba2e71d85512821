import { resolve } from 'node:path';
import type { Config } from '#config.ts';
import { StartRefused } from '#core/start-refused.ts';
import { openDatabase } from '#platform/database/open.ts';
import { askForBackup, ownerOf } from './live-backup.ts';
import { backupTo } from './write-backup.ts';

/** `hostgraph backup [file]`: database and files as they are at one moment, while others write. */
export async function backup(config: Config, [file]: readonly string[]): Promise<void> {
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  const path = resolve(file ?? `hostgraph-${time}.backup.gz`);
  const database = await openDatabase(config).catch((error: unknown) => {
    const owner = error instanceof StartRefused ? ownerOf(config) : null;
    if (owner === null) throw error;
    return owner;
  });
  if (typeof database === 'number') {
    await askForBackup(database, config, path);
    return console.log(`${path}: written by process ${database}, which goes on.`);
  }
  try {
    const end = await database.connection((connection) => backupTo(path, connection, config));
    console.log(`${path}: ${end.rows} rows and ${end.files} files.`);
    console.log(
      'Its secrets are encrypted: keep ENCRYPTION_KEY, or DATA_DIR/encryption.key, apart.',
    );
    if (config.storage.name !== 'disk')
      console.log(`Files are kept by ${config.storage.name}: back that up, too.`);
  } finally {
    await database.close();
  }
}
