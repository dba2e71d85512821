import { ACCESS_CHANGED } from '#core/events.ts';
import type { OutboxEvent } from '#generated/prisma/client.ts';

/** An event that has its place in the log. */
export type PublishedEvent = OutboxEvent & {
  position: bigint;
  /** The place before it in what one subscriber is given. */
  previous?: bigint;
};

/** What a subscriber wants to hear. */
export interface EventFilter {
  /** The last position the subscriber has seen; 0: all there is; null or absent: from now on. */
  after?: bigint | null;
  types?: readonly string[];
  filter?: (event: PublishedEvent) => boolean;
  /** Asked of each event when it is given; the others are passed over. */
  isShown?: (event: PublishedEvent) => Promise<boolean>;
  /**
   * Asked where the log says that rights were taken away, before anything behind that place is
   * given: whether the subscriber may go on.
   */
  mayContinue?: (() => Promise<boolean>) | undefined;
}

/** A subscriber did not read what was told to it, and was dropped. It may come again with `after`. */
export class SubscriberTooSlow extends Error {
  constructor() {
    super('The events were not read in time; subscribe again after the last one seen.');
    this.name = 'SubscriberTooSlow';
  }
}

/** The most events kept for a subscriber that does not read. */
export const BUFFER = 1_000;

/** What a subscriber needs of the relay. */
export interface Source {
  /** The last position told here. */
  latest(): bigint;
  /** One page of the log, in order: after `after`, up to and including `to`. */
  page(after: bigint, to: bigint, types?: readonly string[]): Promise<PublishedEvent[]>;
  attach(subscriber: Subscriber): void;
  detach(subscriber: Subscriber): void;
}

/**
 * Follows the log: first from the table, then as it is published. Written out as an iterator because a
 * generator that waits for the next event could not be stopped before that event comes.
 */
export class Subscriber implements AsyncIterableIterator<PublishedEvent> {
  readonly #source: Source;
  readonly #filter: EventFilter;
  readonly #buffer: PublishedEvent[] = [];
  #cursor: bigint;
  #previous: bigint;
  #live = false;
  #ended = false;
  #failure: Error | null = null;
  #wake: (() => void) | null = null;
  /** Calls to `next` are answered one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(source: Source, filter: EventFilter) {
    this.#source = source;
    this.#filter = filter;
    this.#cursor = filter.after ?? source.latest();
    this.#previous = this.#cursor;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<PublishedEvent>> {
    const answer = this.#turn.then(() => this.#next());
    this.#turn = answer.catch(() => {});
    return answer;
  }

  async return(): Promise<IteratorResult<PublishedEvent>> {
    this.end();
    return { done: true, value: undefined };
  }

  /** Takes an event as it is published. */
  publish(event: PublishedEvent): void {
    if (event.position <= this.#cursor) return;
    this.#cursor = event.position;
    if (!this.#wants(event)) return;
    if (this.#buffer.length >= BUFFER) return this.fail(new SubscriberTooSlow());
    this.#buffer.push(event);
    this.#wake?.();
  }

  /** Ends the subscription with an error, after which nothing more is read. */
  fail(error: Error): void {
    this.#failure = error;
    this.end();
  }

  /** Ends the subscription; whoever waits for the next event learns it at once. */
  end(): void {
    this.#ended = true;
    this.#buffer.length = 0;
    this.#source.detach(this);
    this.#wake?.();
  }

  async #next(): Promise<IteratorResult<PublishedEvent>> {
    for (;;) {
      if (this.#ended) return this.#finish();
      const event = this.#buffer.shift();
      if (event?.type === ACCESS_CHANGED) await this.#askAgain();
      else if (event && (await this.#filter.isShown?.(event)) !== false)
        return { done: false, value: this.#given(event) };
      if (event) continue;
      if (this.#live) await new Promise<void>((resolve) => (this.#wake = resolve));
      else await this.#catchUp();
    }
  }

  #given(event: PublishedEvent): PublishedEvent {
    const previous = this.#previous;
    this.#previous = event.position;
    return { ...event, previous };
  }

  async #askAgain(): Promise<void> {
    if (!(await this.#filter.mayContinue!())) this.end();
  }

  /** Reads one page, or, when there is none left, turns to what is published from now on. */
  async #catchUp(): Promise<void> {
    const to = this.#source.latest();
    if (this.#cursor >= to) {
      // Nothing is awaited between the comparison and this, so no event falls between.
      this.#live = true;
      this.#source.attach(this);
      return;
    }
    const page = await this.#source
      .page(this.#cursor, to, this.#filter.types && [...this.#filter.types, ACCESS_CHANGED])
      .catch((error: Error) => {
        this.end();
        throw error;
      });
    this.#buffer.push(...page.filter((event) => this.#wants(event)));
    this.#cursor = page.at(-1)?.position ?? to;
  }

  #wants(event: PublishedEvent): boolean {
    const { types, filter, mayContinue } = this.#filter;
    if (event.type === ACCESS_CHANGED) return mayContinue !== undefined;
    return (!types || types.includes(event.type)) && (!filter || filter(event));
  }

  #finish(): IteratorResult<PublishedEvent> {
    const failure = this.#failure;
    this.#failure = null;
    if (failure) throw failure;
    return { done: true, value: undefined };
  }
}
