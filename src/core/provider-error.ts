/**
 * What is known after a call to an outside system failed.
 * - `REFUSED`: it answered, and the answer is no. Final; its words are in `message`.
 * - `NOT_SENT`: nothing reached it (no connection, circuit open). Nothing happened; safe to send again.
 * - `UNKNOWN`: it may have acted (time-out after sending, dropped line, unreadable answer).
 *   Never resend without its own idempotency key; ask it what became of the call instead.
 */
export type Outcome = 'REFUSED' | 'NOT_SENT' | 'UNKNOWN';

/** A failed call to a registrar, panel, gateway, mail server or directory. */
export class ProviderError extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ProviderError';
    this.outcome = outcome;
  }
}
