import { setTimeout as sleep } from 'node:timers/promises';
import { coalesced } from '#core/coalesced.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { Database, Tx } from '#platform/database/client.ts';
import { type Metrics, openMetrics } from '#platform/metrics.ts';
import { type Consumer, openConsumer, type Reader } from './consumer.ts';
import { cursorOf, positionIn, readEpoch } from './epoch.ts';
import { followLog, type LogPage, outboxChannel, placeReader, readLogEnd } from './log.ts';
import { RelayWake } from './relay-wake.ts';
import { type EventFilter, type PublishedEvent, type Source, Subscriber } from './subscriber.ts';

/** The log of events: who wants to know what happened asks here. */
export interface Outbox {
  /**
   * Follows the log: what came after `after`, then what comes. Nothing twice, nothing left out.
   * It throws `SubscriberTooSlow` to a reader that stays too far behind; `return()` ends it.
   */
  subscribe(filter?: EventFilter): AsyncIterableIterator<PublishedEvent>;
  /**
   * Hands every event of the reader's types to it, in order, at least once, over restarts and in
   * one process at a time. A new name begins with the next event. Work in `handle` belongs into its
   * transaction: then it happens exactly once.
   */
  consume(reader: Reader): Promise<void>;
  /**
   * Calls `onEvent` in this process, each time events of these types were published, and before
   * anybody is given what happened later; also when the log was emptied or restored.
   */
  onPublished(types: readonly string[], onEvent: () => void): void;
  /** Says who takes events that a reader cannot handle. */
  onGivenUp(take: GivenUp): void;
  /** Has a reader of this process handle an event again. @throws where there is no such reader */
  handle(reader: string, position: bigint, tx: Tx): Promise<void>;
  /** Hands an event that is not committed to every reader of this process that takes its type. */
  rehearse(event: PublishedEvent, tx: Tx): Promise<void>;
  /** When the relay of this process looks, which whoever writes events wakes. */
  wake: Pick<RelayWake, 'notifies' | 'committed'>;
  /** The cursor of a position, for callers. */
  cursorOf(position: bigint): string;
  /** The position of a caller's cursor; null where it is of another log, from before a restore. */
  positionOf(cursor: string): bigint | null;
  /** Ends the subscriptions of this process, as a stop does before its connections close. */
  closeSubscribers(): void;
  /** The last position told in this process; a cursor for `subscribe`. */
  latest(): bigint;
  /** Whether everything after a position is still kept. */
  retains(after: bigint): Promise<boolean>;
  stop(): Promise<void>;
}

/** Takes an event that a reader cannot handle, in the reader's transaction. */
export type GivenUp = (reader: string, event: PublishedEvent, tx: Tx) => Promise<void>;

const PAGE = 500;

/**
 * How long a turn lasts at least, in milliseconds: what is written meanwhile is published in the next
 * one, so that many changes a second do not cost as many turns. The first is published at once.
 */
const TURN_MS = 10;

/** How the event log is followed in this process. */
export interface OutboxOptions {
  metrics?: Metrics;
  onTrouble?: (error: Error) => void;
  /** Whether readers are handed events here; without, other processes do so. */
  works?: boolean;
}

/**
 * Starts the relay of this process. It is woken by NOTIFY and by a timer, which is
 * a net: a connection that was lost looks for itself when it is back.
 */
export async function startOutbox(
  database: Database,
  { onTrouble = () => {}, works = true, metrics = openMetrics() }: OutboxOptions = {},
): Promise<Outbox> {
  const subscribers = new Set<Subscriber>();
  const consumers: Consumer[] = [];
  const readers = new Map<string, Reader>();
  const followers: { types: readonly string[]; onEvent: () => void }[] = [];
  let givenUp: GivenUp | null = null;
  const setAside = async (name: string, event: PublishedEvent, tx: Tx) => {
    await givenUp?.(name, event, tx);
    return givenUp !== null;
  };
  let epoch = await readEpoch(database);
  let seen = await readLogEnd(database);
  let stopped = false;
  let published: PublishedEvent[] = [];

  const page = pagesOf(database);
  /** Tells a page; nothing is awaited here, so a subscriber that attaches has seen all or none of it. */
  const publish = ({ last, more, events }: LogPage) => {
    seen = (more ? events.at(-1)?.position : undefined) ?? last;
    const types = new Set(events.map(({ type }) => type));
    for (const follower of followers)
      if (follower.types.some((type) => types.has(type))) follower.onEvent();
    for (const event of events) for (const each of subscribers) each.publish(event);
    published.push(...events);
    const newest = events.at(-1);
    if (newest) metrics.outboxLag.set(Math.max(0, Date.now() - newest.at.getTime()) / 1000);
  };
  const reset = async (last: bigint) => {
    epoch = await readEpoch(database);
    seen = last;
    for (const { onEvent } of followers) onEvent();
  };

  const turn = async () => {
    for (let more = true; more && !stopped;) {
      const next = await followLog(database, seen);
      // Positions only go back when the database was emptied or restored.
      if (next.last < seen) await reset(next.last);
      else publish(next);
      ({ more } = next);
    }
    for (const consumer of consumers) consumer.wake(seen, published);
    published = [];
  };

  const paced = async () => {
    if (!wake.isDue(seen)) return;
    const end = performance.now() + TURN_MS;
    await turn();
    const left = end - performance.now();
    if (left > 0 && !stopped) await sleep(left);
  };
  const turns = coalesced(paced, onTrouble);
  const wake = new RelayWake(turns.wake);
  const unlisten = await database.listen(outboxChannel, (position) => wake.hear(position));
  wake.look();

  const source = {
    latest: () => seen,
    page,
    attach: (subscriber: Subscriber) => void subscribers.add(subscriber),
    detach: (subscriber: Subscriber) => void subscribers.delete(subscriber),
  };
  return {
    subscribe: (filter = {}) => new Subscriber(source, filter),
    onPublished: (types, onEvent) => void followers.push({ types, onEvent }),
    onGivenUp: (take) => void (givenUp = take),
    handle: async (name, position, tx) => {
      const reader = readers.get(name);
      if (!reader) throw new ProviderError('NOT_SENT', `No reader ${name} runs in this process.`);
      const event = await tx.outboxEvent.findUnique({ where: { position } });
      if (event) await reader.handle(event as PublishedEvent, tx);
    },
    rehearse: async (event, tx) => {
      for (const { types, handle } of readers.values())
        if (types === 'all' || types.includes(event.type)) await handle(event, tx);
    },
    consume: async (reader) => {
      readers.set(reader.name, reader);
      // Its place is kept for whoever comes to work: nothing before that is passed over.
      if (!works) return placeReader(database, reader.name);
      const consumer = await openConsumer({ database, metrics, onTrouble, setAside }, reader);
      consumers.push(consumer);
      consumer.wake(seen, []);
    },
    wake,
    cursorOf: (position) => cursorOf(epoch, position),
    positionOf: (cursor) => positionIn(epoch, cursor),
    closeSubscribers: () => subscribers.forEach((subscriber) => subscriber.end()),
    latest: () => seen,
    retains: async (after) => after >= seen || isRetained(database, after),
    stop: async () => {
      stopped = true;
      wake.stop();
      await unlisten();
      for (const subscriber of subscribers) subscriber.end();
      await turns.stop();
      await Promise.all(consumers.map((consumer) => consumer.stop()));
    },
  };
}

/** Reads the log in pages, in order. */
const pagesOf =
  ({ prisma }: Database): Source['page'] =>
  async (after, to, types) => {
    const rows = await prisma.outboxEvent.findMany({
      where: { position: { gt: after, lte: to }, ...(types && { type: { in: [...types] } }) },
      orderBy: { position: 'asc' },
      take: PAGE,
    });
    return rows as PublishedEvent[];
  };

/** Whether the log still holds every event after this position. */
async function isRetained({ prisma }: Database, after: bigint): Promise<boolean> {
  // Ordered: the least of an index is one entry of it, where an aggregate reads the whole log.
  const first = await prisma.outboxEvent.findFirst({
    where: { position: { not: null } },
    orderBy: { position: 'asc' },
    select: { position: true },
  });
  return first !== null && first.position! <= after + 1n;
}
