import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#config.ts';
import { StartRefused } from '#core/start-refused.ts';
import { Keyring } from '#core/secret.ts';
import type { Database } from '#platform/database/client.ts';
import { migrate } from '#platform/database/migrate.ts';
import { openDatabase } from '#platform/database/open.ts';
import { tableSums } from '#platform/dump/compare.ts';
import { load } from '#platform/dump/load.ts';
import { type Snapshot, snapshot } from '#platform/dump/read.ts';
import { encryptionKey } from '#platform/encryption-key.ts';
import { checkKeys, keySamples } from '#platform/known-keys.ts';

/**
 * `hostgraph move`: takes the embedded database in DATA_DIR to the empty PostgreSQL of DATABASE_URL,
 * with its numbers, cursors and secrets, and compares the two in the end. Interrupted, it can be run
 * again, and goes on where all rows are there already. The embedded one stays, and nothing leaves it
 * any more.
 */
export async function move(config: Config): Promise<void> {
  if (!config.databaseUrl)
    throw new StartRefused('DATABASE_URL: set it to the PostgreSQL that is moved to.');
  if (!existsSync(join(config.dataDir, 'pgdata')))
    throw new StartRefused(`DATA_DIR: there is no embedded database in ${config.dataDir}.`);
  const source = await openDatabase({ dataDir: config.dataDir });
  const target = await openDatabase(config);
  try {
    await migrate(source);
    checkKeys(new Keyring(await encryptionKey(config, true)), await keySamples(source));
    const isThere = await source.connection((connection) =>
      snapshot(connection, async (taken) => {
        const isFilled = await hasLogOf(target, taken);
        if (!isFilled) await fill(target, taken);
        return isFilled;
      }),
    );
    if (isThere) await migrate(target);
    await compare(source, target, isThere);
    await source.query({
      text: 'update installations set quiet_since = coalesce(quiet_since, now())',
      values: [],
    });
    console.log(
      'Moved. Start with this DATABASE_URL; nothing leaves the embedded database any more.',
    );
  } finally {
    await Promise.all([source.close(), target.close()]);
  }
}

/** Whether an earlier move filled it: rows and the number of their log are there at once or not at all. */
async function hasLogOf(target: Database, { epoch }: Snapshot): Promise<boolean> {
  const [table] = await target.query<{ exists: boolean }>({
    text: `select to_regclass('installations') is not null as exists`,
    values: [],
  });
  if (!table?.exists) return false;
  const text = 'select 1 from installations where epoch = $1';
  return (await target.query({ text, values: [epoch] })).length > 0;
}

async function fill(target: Database, taken: Snapshot): Promise<void> {
  const done = new Map<string, number>();
  async function* pages() {
    for (const table of taken.tables)
      for await (const rows of taken.rows(table)) yield { table: table.name, rows };
  }
  const content = { ...taken, isQuiet: false, pages };
  await load(target, content, {
    onRows: (table, count) => {
      const rows = (done.get(table) ?? 0) + count;
      if (!done.has(table) || rows % 10_000 < count) console.log(`${table}: ${rows} rows …`);
      done.set(table, rows);
    },
    onWait: (message) => console.log(message),
  });
}

/** @throws StartRefused naming what is not the same on both sides */
async function compare(source: Database, target: Database, wasThere: boolean): Promise<void> {
  const before = await source.connection(tableSums);
  const after = new Map((await target.connection(tableSums)).map((table) => [table.name, table]));
  const differing = before.filter(({ name, rows, sum }) => {
    const moved = after.get(name);
    // A job begins anew where it is moved to.
    return moved?.rows !== rows || (name !== 'pgboss.job' && moved.sum !== sum);
  });
  const rows = before.reduce((count, table) => count + table.rows, 0);
  const names = differing.map(({ name }) => name).join(', ');
  if (differing.length && wasThere)
    throw new StartRefused(
      `Moved to already, and changed since on one of the two sides: ${names}. Nothing was changed.`,
    );
  if (differing.length)
    throw new StartRefused(
      `These tables are not the same on both sides: ${names}. ` +
        'Drop the new database and move again while nothing writes.',
    );
  console.log(`Compared: ${rows} rows of ${before.length} tables are the same on both sides.`);
}
