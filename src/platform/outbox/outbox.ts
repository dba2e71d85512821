import { ProviderError } from '#core/provider-error.ts';
import type { Database, Tx } from '#platform/database/client.ts';
import { outboxLag } from '#platform/metrics.ts';
import { type Consumer, openConsumer, type Reader } from './consumer.ts';
import { channel, readLogEnd, stamp } from './stamp.ts';
import { Subscriber, type PublishedEvent, type EventFilter } from './subscriber.ts';

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
  /** Says who takes events that a reader cannot handle. */
  onGivenUp(take: GivenUp): void;
  /** Has a reader of this process handle an event again. @throws where there is no such reader */
  handle(reader: string, position: bigint, tx: Tx): Promise<void>;
  /** The last position told in this process; a cursor for `subscribe`. */
  latest(): bigint;
  /** Whether everything after a position is still kept. */
  retains(after: bigint): Promise<boolean>;
  stop(): Promise<void>;
}

/** Takes an event that a reader cannot handle, in the reader's transaction. */
export type GivenUp = (reader: string, event: PublishedEvent, tx: Tx) => Promise<void>;

/** How often the relay looks without being told to, in milliseconds. */
const TIMER_MS = 1_000;

const PAGE = 500;

/**
 * Starts the relay of this process. It is woken by NOTIFY and by a timer, so that a lost
 * notification or a crashed process costs a second at most.
 */
export async function startOutbox(
  database: Database,
  onTrouble: (error: Error) => void = () => {},
): Promise<Outbox> {
  const subscribers = new Set<Subscriber>();
  const consumers: Consumer[] = [];
  const readers = new Map<string, Reader>();
  let givenUp: GivenUp | null = null;
  const setAside = async (name: string, event: PublishedEvent, tx: Tx) => {
    await givenUp?.(name, event, tx);
    return givenUp !== null;
  };
  let { last: seen } = await readLogEnd(database);
  let stopped = false;
  let again = false;
  let running: Promise<void> | null = null;
  let published: PublishedEvent[] = [];

  const page = async (after: bigint, to: bigint, types?: readonly string[]) => {
    const rows = await database.prisma.outboxEvent.findMany({
      where: { position: { gt: after, lte: to }, ...(types && { type: { in: [...types] } }) },
      orderBy: { position: 'asc' },
      take: PAGE,
    });
    return rows as PublishedEvent[];
  };

  const publish = async (last: bigint) => {
    // Positions only go back when the database was emptied or restored.
    if (last < seen) seen = last;
    while (seen < last && !stopped) {
      const events = await page(seen, last);
      // Nothing is awaited here, so a subscriber that attaches has seen all or none of the page.
      seen = events.at(-1)?.position ?? last;
      for (const event of events) for (const each of subscribers) each.publish(event);
      published.push(...events);
      const newest = events.at(-1);
      if (newest) outboxLag.set(Math.max(0, Date.now() - newest.at.getTime()) / 1000);
    }
  };

  const turn = async () => {
    let end = await readLogEnd(database);
    while (end.waiting) end = await stamp(database);
    await publish(end.last);
    for (const consumer of consumers) consumer.wake(seen, published);
    published = [];
  };

  const wake = () => {
    again = true;
    running ??= run().finally(() => {
      running = null;
      if (again && !stopped) wake();
    });
  };
  const run = async () => {
    while (again && !stopped) {
      again = false;
      await turn().catch(onTrouble);
    }
  };

  const timer = setInterval(wake, TIMER_MS);
  const unlisten = await database.listen(channel, wake);
  wake();

  const source = {
    latest: () => seen,
    page,
    attach: (subscriber: Subscriber) => void subscribers.add(subscriber),
    detach: (subscriber: Subscriber) => void subscribers.delete(subscriber),
  };
  return {
    subscribe: (filter = {}) => new Subscriber(source, filter),
    onGivenUp: (take) => void (givenUp = take),
    handle: async (name, position, tx) => {
      const reader = readers.get(name);
      if (!reader) throw new ProviderError('NOT_SENT', `No reader ${name} runs in this process.`);
      const event = await tx.outboxEvent.findUnique({ where: { position } });
      if (event) await reader.handle(event as PublishedEvent, tx);
    },
    consume: async (reader) => {
      readers.set(reader.name, reader);
      const consumer = await openConsumer({ database, onTrouble, setAside }, reader);
      consumers.push(consumer);
      consumer.wake(seen, []);
    },
    latest: () => seen,
    retains: async (after) => after >= seen || isRetained(database, after),
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await unlisten();
      for (const subscriber of subscribers) subscriber.end();
      await running;
      await Promise.all(consumers.map((consumer) => consumer.stop()));
    },
  };
}

/** Whether the log still holds every event after this position. */
async function isRetained({ prisma }: Database, after: bigint): Promise<boolean> {
  const { _min: first } = await prisma.outboxEvent.aggregate({ _min: { position: true } });
  return first.position !== null && first.position <= after + 1n;
}
