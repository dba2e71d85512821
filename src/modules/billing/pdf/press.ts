import type { Worker } from 'node:worker_threads';
import { DomainError } from '#core/errors.ts';

interface Printed {
  id: number;
  bytes?: Uint8Array;
  fault?: string;
}

interface Waiting<Bill> {
  id: number;
  bill: Bill;
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

/** How long one bill may take before its thread is given up. */
const LIMIT_MS = 30_000;

/** How many bills wait at most; more are refused at once. */
const MOST_WAITING = 50;

/**
 * The printing thread of a gateway; it begins with the first bill and draws one at a time. One that
 * does not end takes its thread with it: the bills behind it are drawn by a new one.
 */
export class Press<Bill> {
  readonly #start: () => Worker;
  readonly #limitMs: number;
  readonly #waiting: Waiting<Bill>[] = [];
  #current: Waiting<Bill> | null = null;
  #thread: Worker | null = null;
  #timer: NodeJS.Timeout | undefined;
  #last = 0;

  constructor(start: () => Worker, limitMs = LIMIT_MS) {
    this.#start = start;
    this.#limitMs = limitMs;
  }

  /** @throws DomainError UNAVAILABLE when too many wait already */
  print(bill: Bill): Promise<Uint8Array> {
    if (this.#waiting.length >= MOST_WAITING)
      throw new DomainError(
        'UNAVAILABLE',
        'Too many invoices are being printed; try again shortly.',
      );
    this.#last += 1;
    const id = this.#last;
    const printed = new Promise<Uint8Array>((resolve, reject) =>
      this.#waiting.push({ id, bill, resolve, reject }),
    );
    this.#next();
    return printed;
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
  }

  #next(): void {
    if (this.#current) return;
    const next = this.#waiting.shift();
    if (!next) {
      this.#thread?.unref();
      return;
    }
    this.#current = next;
    const thread = (this.#thread ??= this.#open());
    // While it prints it keeps the process; idle it does not.
    thread.ref();
    this.#timer = setTimeout(() => this.#giveUp(thread), this.#limitMs);
    thread.postMessage({ id: next.id, bill: next.bill });
  }

  #open(): Worker {
    const thread = this.#start();
    thread.on('message', ({ id, bytes, fault }: Printed) => {
      if (this.#current?.id !== id) return;
      if (bytes) this.#end((bill) => bill.resolve(bytes));
      else this.#end((bill) => bill.reject(new Error(`A bill could not be printed: ${fault}`)));
    });
    thread.on('error', (error) => this.#lose(thread, error));
    thread.on('exit', () => this.#lose(thread, new Error('The printing thread ended.')));
    return thread;
  }

  #giveUp(thread: Worker): void {
    this.#lose(thread, new Error('A bill took too long to print.'));
    void thread.terminate();
  }

  /** The thread is of no use any more: the bill it drew fails, the others go to a new one. */
  #lose(thread: Worker, error: Error): void {
    if (this.#thread !== thread) return;
    this.#thread = null;
    this.#end((bill) => bill.reject(error));
  }

  #end(how: (bill: Waiting<Bill>) => void): void {
    clearTimeout(this.#timer);
    const ended = this.#current;
    this.#current = null;
    if (ended) how(ended);
    this.#next();
  }
}
