import type { Database } from '#platform/database/client.ts';
import { transaction } from '#platform/database/transaction.ts';

/** The channel that is notified when events are written and when they have their positions. */
export const channel = 'outbox';

/** The row of `outbox_consumers` that holds the last position given. */
const COUNTER = '(relay)';

/** The most events stamped in one transaction. */
const BATCH = 1_000;

/** How far the log goes. */
export interface LogEnd {
  /** The last position given; 0 before the first. */
  last: bigint;
  /** There are committed events without a position. */
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
 * Gives committed events their positions. The counter's row lock lets one process in at a time and
 * is held until the commit, so positions appear in order and nothing can later appear before one
 * that was seen. Events of a transaction that commits late simply come later.
 * @returns whether there may be more.
 */
export async function stamp({ prisma }: Database): Promise<boolean> {
  const stamped = await transaction(prisma, async (tx) => {
    // A statement of its own: the next one must look after the lock is held, not before.
    await tx.$executeRaw`
      insert into outbox_consumers (name, position) values (${COUNTER}, 0)
      on conflict (name) do update set updated_at = now()`;
    return tx.$executeRaw`
      with waiting as (
        select id from outbox_events where position is null order by id limit ${BATCH}
      ), numbered as (
        select id, row_number() over (order by id) as place from waiting
      ), counted as (
        update outbox_consumers
        set position = position + (select count(*) from numbered), updated_at = now()
        where name = ${COUNTER}
        returning position
      ), announced as (
        select pg_notify(${channel}, '') from counted
      )
      update outbox_events as event
      set position = counted.position - (select count(*) from numbered) + numbered.place
      from numbered, counted, announced
      where event.id = numbered.id`;
  });
  return stamped === BATCH;
}
