import { randomInt } from 'node:crypto';
import { defined } from '#core/defined.ts';
import type { Database } from '#platform/database/client.ts';

/** Positions within a cursor: its last twelve digits. */
const POSITIONS = 10n ** 12n;

/**
 * Which log this is, as six digits. A database that was restored elsewhere, or went back on its own
 * time line, has another log from then on, so that a cursor of the earlier one is rejected.
 */
export async function readEpoch(database: Database): Promise<bigint> {
  const [row] = await database.query<{ epoch: number }>({
    text: `insert into installations (id, epoch, fingerprint) values (1, $1, $2)
           on conflict (id) do update set fingerprint = excluded.fingerprint,
             epoch = case when installations.fingerprint = excluded.fingerprint
                     then installations.epoch else excluded.epoch end
           returning epoch`,
    values: [newEpoch(), await fingerprint(database)],
  });
  return BigInt(defined(row, 'row of installations').epoch);
}

/** The number of a new log. */
export const newEpoch = (): number => randomInt(100_000, 1_000_000);

/** The database a log lives in, as its server tells it apart from every other one. */
export async function fingerprint(database: Database): Promise<string> {
  const table = `'outbox_events'::regclass::oid::text`;
  const full = `select concat_ws(':', s.system_identifier, c.timeline_id, ${table}) as id
                from pg_control_system() s, pg_control_checkpoint() c`;
  const ask = async (text: string) =>
    (await database.query<{ id: string }>({ text, values: [] }))[0]!.id;
  // Some providers of databases keep the server's own facts to themselves.
  return ask(full).catch(() => ask(`select ${table} as id`));
}

/** The cursor of a position: the log and the place in it. */
export const cursorOf = (epoch: bigint, position: bigint): string =>
  String(epoch * POSITIONS + position);

/** The position of a cursor; `0` is the beginning of every log. Null where it is of another log. */
export function positionIn(epoch: bigint, cursor: string): bigint | null {
  if (!/^\d{1,18}$/.test(cursor)) return null;
  const number = BigInt(cursor);
  return number === 0n || number / POSITIONS === epoch ? number % POSITIONS : null;
}
