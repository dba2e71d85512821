import { defined } from '#core/defined.ts';
import type { Database } from '#platform/database/client.ts';
import type { PublishedEvent } from './subscriber.ts';

/**
 * The channel that is notified when events are written, with nothing said, and when they have their
 * positions, with the last one.
 */
export const outboxChannel = 'outbox';

/** The row of `outbox_consumers` that holds the last position given; `stamp_events` knows it, too. */
const COUNTER = '(relay)';

/** The most events that are given their positions, and read, in one transaction. */
const PAGE = 1_000;

/** The last position given; 0 before the first. */
export async function readLogEnd(database: Database): Promise<bigint> {
  const [row] = await database.query<{ position: string }>({
    name: 'outbox-end',
    text: 'select position::text from outbox_consumers where name = $1',
    values: [COUNTER],
  });
  return BigInt(row?.position ?? 0);
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

/** An event as `follow_events` writes it. */
type EventJson = Omit<PublishedEvent, 'id' | 'position' | 'at'> & {
  id: number;
  position: number;
  at: string;
};

/** A page of the log. */
export interface LogPage {
  /** How far the log goes. */
  last: bigint;
  /** There may be more of it than the page. */
  more: boolean;
  events: PublishedEvent[];
}

/**
 * The next page of the log after a position. Committed events without a position are given theirs
 * first, which appear in order: nothing can later appear before one that was seen, and events of a
 * transaction that commits late simply come later. The function does all of it in one transaction
 * and one round trip.
 */
export async function followLog(database: Database, after: bigint): Promise<LogPage> {
  const [row] = await database.query<{ last: string; more: boolean; events: EventJson[] | null }>({
    name: 'outbox-follow',
    text: 'select last::text, more, events from follow_events($1, $2)',
    values: [String(after), PAGE],
  });
  const { last, more, events } = defined(row, 'answer of follow_events');
  return { last: BigInt(last), more, events: (events ?? []).map(asPublished) };
}

const asPublished = ({ id, position, at, ...event }: EventJson): PublishedEvent => ({
  ...event,
  id: BigInt(id),
  position: BigInt(position),
  at: new Date(at),
});
