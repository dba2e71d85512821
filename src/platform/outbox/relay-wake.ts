/** How often the relay looks without being told to, in milliseconds: a net below NOTIFY. */
const TIMER_MS = 60_000;

/**
 * A process that writes events wakes its own relay, which tells the others how far the log goes. So
 * it notifies them itself no more often than this, in milliseconds, and those that were notified
 * look as often for a while, for what it leaves behind if it is killed before its relay has looked.
 */
const NOTIFIED_MS = 1_000;
const WATCHED_MS = 10 * NOTIFIED_MS;

/** When the relay of a process looks at the log. */
export class RelayWake {
  readonly #wake: () => void;
  readonly #timers: readonly NodeJS.Timeout[];
  /** Whether somebody wrote, or may have. */
  #isWritten = true;
  /** How far the log went when its end was last told. */
  #told = 0n;
  #watchedUntil = 0;
  #notifiedAt = Number.NEGATIVE_INFINITY;

  constructor(wake: () => void) {
    this.#wake = wake;
    this.#timers = [
      setInterval(() => this.look(), TIMER_MS),
      setInterval(() => performance.now() < this.#watchedUntil && this.look(), NOTIFIED_MS),
    ];
  }

  look(): void {
    this.#isWritten = true;
    this.#wake();
  }

  /** @param position how far the log goes; empty where something was written, or may have been */
  hear(position: string): void {
    this.#watchedUntil = performance.now() + WATCHED_MS;
    if (position === '') return this.look();
    if (BigInt(position) > this.#told) this.#told = BigInt(position);
    this.#wake();
  }

  /** Whether to look: what was read already, by the turns before all, needs none. */
  isDue(seen: bigint): boolean {
    const isDue = this.#isWritten || this.#told > seen;
    this.#isWritten = false;
    return isDue;
  }

  /** Whether a transaction that writes events is to notify the other processes. */
  notifies(): boolean {
    return performance.now() - this.#notifiedAt > NOTIFIED_MS;
  }

  /** Says that a transaction has committed events, and whether it notified. */
  committed(hasNotified: boolean): void {
    if (hasNotified) this.#notifiedAt = performance.now();
    this.look();
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }
}
