import type { Config } from '#config.ts';
import { openLog } from '#platform/log.ts';
import { openMigrated } from '#app.ts';

/** `hostgraph migrate`: brings the database to this version. */
export async function migrateOnly(config: Config): Promise<void> {
  const log = openLog(config.logLevel);
  const { database, applied } = await openMigrated(config, log);
  await database.close();
  console.log(
    applied.length
      ? `The database is at this version now: ${applied.length} migrations applied.`
      : 'The database was at this version already.',
  );
}
