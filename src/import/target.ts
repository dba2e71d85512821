import { StartRefused } from '#core/start-refused.ts';
import type { Connection, Database } from '#platform/database/client.ts';
import { fingerprint, newEpoch } from '#platform/outbox/epoch.ts';
import type { Installation } from './source/whmcs.ts';

/** Taken for as long as an import works; any number that nothing else takes. */
const IMPORT_LOCK = 72_707_421;

/** What tells sources apart. */
type Identity = Pick<Installation, 'system' | 'address' | 'version'>;

/** Where an import is to go on. */
export interface Pass {
  number: number;
  /** It was begun before, and did not come to its end. */
  isResumed: boolean;
}

/** Rows in these mean that somebody works with a database. */
const USED = ['clients', 'users', 'admins', 'invoices', 'orders', 'services', 'domains', 'tickets'];

/** What a first start puts in place, for which the source has its own. */
const REPLACED = ['ticket_statuses', 'currencies'];

/**
 * Makes sure that this import alone works on the database, and may.
 * @throws StartRefused where another import is at work, or the database is used otherwise
 */
export async function claimTarget({ query }: Connection): Promise<void> {
  const [lock] = await query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [
    IMPORT_LOCK,
  ]);
  if (!lock?.free)
    throw new StartRefused('Another import is at work on this database: wait for its end.');
}

/** Begins a pass, or finds the one to go on with. @throws StartRefused */
export async function beginPass(
  database: Database,
  connection: Connection,
  installation: Identity,
): Promise<Pass> {
  const before = await earlier(connection, installation);
  if (before && !before.finishedAt) return { number: before.pass, isResumed: true };
  if (before) return nextPass(connection, installation, before.pass + 1);
  await refuseUsed(connection);
  await connection.script('begin');
  for (const table of REPLACED) await connection.script(`delete from ${table}`);
  await connection.query(
    `insert into import_sources (system, address, version) values ($1, $2, $3)`,
    [installation.system, installation.address, installation.version],
  );
  // Nothing leaves it until the day of the move, which `hostgraph resume` is.
  await connection.query(
    `insert into installations (id, epoch, fingerprint, quiet_since) values (1, $1, $2, now())
     on conflict (id) do update set quiet_since = coalesce(installations.quiet_since, now())`,
    [newEpoch(), await fingerprint(database)],
  );
  await connection.script('commit');
  return { number: 1, isResumed: false };
}

/** The whole pass is done. */
export async function endPass({ query }: Connection): Promise<void> {
  await query('update import_sources set finished_at = now()');
}

interface Earlier {
  address: string;
  pass: number;
  finishedAt: Date | null;
}

async function earlier(connection: Connection, { address }: Identity): Promise<Earlier | null> {
  const [before] = await connection.query<Earlier>(
    'select address, pass, finished_at as "finishedAt" from import_sources',
  );
  if (!before) return null;
  if (before.address !== address)
    throw new StartRefused(
      `This database was filled from ${before.address}, not from ${address}: choose a new one.`,
    );
  const [quiet] = await connection.query(
    'select 1 from installations where quiet_since is not null',
  );
  if (!quiet)
    throw new StartRefused(
      'This gateway has been in use since `hostgraph resume`: a further import would undo its work.',
    );
  return before;
}

async function nextPass(
  { query, script }: Connection,
  { version }: Identity,
  number: number,
): Promise<Pass> {
  await script('begin');
  await query(
    'update import_sources set pass = $1, version = $2, started_at = now(), finished_at = null',
    [number, version],
  );
  await query(
    `update import_steps set reached_id = greatest(reached_id, last_id), last_id = 0, rows = 0,
       finished_at = null`,
  );
  await script('commit');
  return { number, isResumed: false };
}

async function refuseUsed({ query }: Connection): Promise<void> {
  for (const table of USED) {
    const some = await query(`select 1 from ${table} limit 1`);
    if (some.length)
      throw new StartRefused(
        `The database is not empty (${table}): choose a new one, nothing was changed.`,
      );
  }
}
