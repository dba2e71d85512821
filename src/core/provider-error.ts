/**
 * What is known after a call to an outside system failed.
 * - `REFUSED`: it answered, and the answer is no. Final; its words are in `message`.
 * - `NOT_SENT`: nothing reached it (no connection, circuit open). Nothing happened; safe to send again.
 * - `UNKNOWN`: it may have acted (time-out after sending, dropped line, unreadable answer).
 *   Never resend without its own idempotency key; ask it what became of the call instead.
 * - `MANUAL`: a person has to do it, and `message` says what. The task waits until somebody says what
 *   came of it.
 */
export type Outcome = 'REFUSED' | 'NOT_SENT' | 'UNKNOWN' | 'MANUAL';

/** What else is known of a failed call. */
interface ProviderErrorOptions extends ErrorOptions {
  /** The provider asked for a pause: so long in milliseconds, 0 where it did not say. */
  retryAfterMs?: number;
}

/** Marks errors of every copy of this class. */
const mark = Symbol.for('hostgraph.ProviderError');

/** A failed call to a registrar, panel, gateway, mail server or directory. */
export class ProviderError extends Error {
  readonly outcome: Outcome;
  /** Set where the provider was asked too much: it is left alone for a while. */
  readonly retryAfterMs: number | undefined;
  readonly [mark] = true;

  /** A package may have loaded a copy of its own: an error of it is one all the same. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== ProviderError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === 'object' && value !== null && mark in value;
  }

  constructor(outcome: Outcome, message: string, options?: ProviderErrorOptions) {
    super(message, options);
    this.retryAfterMs = options?.retryAfterMs;
    this.name = 'ProviderError';
    this.outcome = outcome;
  }
}
