import type { Config } from '#config.ts';
import { fingerprint } from '#platform/outbox/epoch.ts';
import type { Database } from '#platform/database/client.ts';
import { openDatabase } from '#platform/database/open.ts';
import { MOST_LAG_MS } from '#platform/replicas/replica.ts';
import { walEnd } from '#platform/replicas/replicas.ts';
import { type Finding, findingOf, inTime } from './finding.ts';

interface Standing {
  standby: boolean;
  position: string | null;
  age: number | null;
}

/** Asks every replica whether it follows this database, and how far it is behind. */
export const checkReplicas = ({ replicaUrls }: Config, database: Database): Promise<Finding[]> =>
  Promise.all(
    replicaUrls.map((url) =>
      findingOf('replica', async () => {
        const { hostname, port } = new URL(url);
        const name = `${hostname}:${port || '5432'}`;
        const replica = await openDatabase({ databaseUrl: url, poolSize: 1 });
        try {
          return `${name}: ${await inTime(standingOf(replica, database))}`;
        } catch (error) {
          throw new Error(`REPLICA_URLS: ${name}: ${(error as Error).message}`, { cause: error });
        } finally {
          await replica.close();
        }
      }),
    ),
  );

/** @throws Error saying what is wrong with it */
async function standingOf(replica: Database, database: Database): Promise<string> {
  const needed = await walEnd(database);
  const [row] = await replica.query<Standing>({
    text: `select pg_is_in_recovery() as standby,
                  (pg_last_wal_replay_lsn() - '0/0')::text as position,
                  extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp())::float8 as age`,
    values: [],
  });
  if (!row?.standby || row.position === null)
    throw new Error('it is no replica: take it out, or set it up as a streaming replica.');
  const [theirs, ours] = await Promise.all([replica, database].map(systemOf));
  if (theirs !== ours) throw new Error('it follows another database: take it out.');
  const bytes = Math.max(0, needed - Number(row.position));
  if (!bytes) return 'has everything';
  const seconds = row.age ?? 0;
  const behind = `${bytes} bytes behind, its last change is ${seconds.toFixed(1)} s old`;
  if (seconds * 1_000 > MOST_LAG_MS)
    throw new Error(`${behind}: nothing is read from it. Look at its load and at the line to it.`);
  return behind;
}

/** The cluster a server belongs to; the same for replicas. */
const systemOf = async (database: Database): Promise<string | undefined> =>
  (await fingerprint(database)).split(':').at(0);
