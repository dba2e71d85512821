import { enterRuntime } from '#core/runtime.ts';
import type { Sandbox } from '#generated/prisma/client.ts';
import type { Database } from '#platform/database/client.ts';
import { migrate } from '#platform/database/migrate.ts';
import type { App } from '#schema/app.ts';
import type { SandboxToken } from '#schema/sandboxes.ts';
import { ensureEssentials } from '#start/essentials.ts';
import { domainsEssentials } from '#start/essentials/domains.ts';
import { copiedTables, laterTables } from './copied-tables.ts';
import { copyTables } from './copy-tables.ts';
import { openSandbox } from './open-sandbox.ts';
import { makeKey, makePeople } from './people.ts';
import { sandboxPlace } from './place.ts';

/** Makes the database of a sandbox and what is in it. What an earlier attempt left is taken away. */
export async function layOutSandbox(
  company: App,
  row: Sandbox,
  token: SandboxToken,
): Promise<void> {
  const place = sandboxPlace(company.config, row.id);
  await company.database.dropBeside(place);
  const database = await openBeside(company, row);
  const isCopy = row.copyOf === 'COMPANY';
  if (isCopy) {
    // TLDs are registered at the registrar that lives in the database, the first one there.
    await domainsEssentials({ db: database.prisma });
    await copyTables(company.database, database, copiedTables);
  }
  const { app, stop } = await openSandbox(company, row, database, { works: false });
  try {
    await enterRuntime(app.runtime, async () => {
      await ensureEssentials(app);
      await makePeople(app);
      await makeKey(app, token);
    });
    if (isCopy) await copyTables(company.database, database, laterTables);
  } finally {
    await stop();
  }
}

/** Opens the database of a sandbox and brings it to this version. */
export async function openBeside({ config, database }: App, { id }: Sandbox): Promise<Database> {
  const place = sandboxPlace(config, id);
  const own = await database.beside(place);
  try {
    await migrate(own.kind === 'embedded' ? own : withTrigrams(own, place.schema));
  } catch (error) {
    await own.close();
    throw error;
  }
  return own;
}

/** Its migrations find the operators of `pg_trgm`, which stand in the schema of the company. */
const withTrigrams = (database: Database, schema: string): Pick<Database, 'connection'> => ({
  connection: (use) =>
    database.connection(async (connection) => {
      const [found] = await connection.query<{ path: string }>(
        `select quote_ident(nspname) as path from pg_extension as e
         join pg_namespace as n on n.oid = e.extnamespace where extname = 'pg_trgm'`,
      );
      if (found) await connection.script(`set search_path = ${schema}, ${found.path}`);
      return use(connection);
    }),
});
