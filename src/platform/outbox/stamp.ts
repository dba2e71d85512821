import type { Database } from '#platform/database/client.ts';

/** The channel that is notified when events are written and when they have their positions. */
export const channel = 'outbox';

/** The row of `outbox_consumers` that holds the last position given; `stamp_events` knows it, too. */
const COUNTER = '(relay)';

/** The most events stamped in one transaction. */
const BATCH = 1_000;

/** How far the log goes. */
export interface LogEnd {
  /** The last position given; 0 before the first. */
  last: bigint;
  /** There are (or may be) committed events without a position. */
  waiting: boolean;
}

/** Reads how far the log goes, in one statement. */
export async function readLogEnd(database: Database): Promise<LogEnd> {
  const [row] = await database.query<{ last: string | null; waiting: boolean }>({
    name: 'outbox-end',
    text: `select (select position::text from outbox_consumers where name = $1) as last,
             exists (select 1 from outbox_events where position is null) as waiting`,
    values: [COUNTER],
  });
  return { last: BigInt(row?.last ?? 0), waiting: row?.waiting ?? false };
}

/** Gives a new reader its place, at the end of the log; one that is known keeps its own. */
export async function placeReader(database: Database, name: string): Promise<void> {
  await database.query({
    name: 'outbox-place',
    text: `insert into outbox_consumers (name, position)
           select $1, coalesce((select position from outbox_consumers where name = $2), 0)
           on conflict do nothing`,
    values: [name, COUNTER],
  });
}

/**
 * Gives committed events their positions, which appear in order: nothing can later appear before
 * one that was seen, and events of a transaction that commits late simply come later. The function
 * does it in one transaction and one round trip.
 * @returns how far the log goes now, and whether there may be more.
 */
export async function stamp(database: Database): Promise<LogEnd> {
  const [row] = await database.query<{ stamped: number; last: string }>({
    name: 'outbox-stamp',
    text: 'select stamped, last::text from stamp_events($1)',
    values: [BATCH],
  });
  return { last: BigInt(row!.last), waiting: row!.stamped === BATCH };
}
