import { openMigrated } from '#app.ts';
import type { Config } from '#config.ts';
import { openLog } from '#platform/log.ts';

/** `hostgraph resume`: what a restored copy begins to send and to do is as of a gateway from now on. */
export async function resume(config: Config): Promise<void> {
  const { database } = await openMigrated(config, openLog(config.logLevel));
  const rows = await database.query({
    text: 'update installations set quiet_since = null where quiet_since is not null returning id',
    values: [],
  });
  await database.close();
  console.log(
    rows.length
      ? 'It is quiet no longer: start it again, and what waits is sent.'
      : 'It was not quiet.',
  );
}
