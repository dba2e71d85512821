import pg from 'pg';

/** How long the server may take to answer a new connection, in milliseconds. */
const CONNECT_MS = 3_000;

/** A statement that tells its outcome itself instead of by a promise. */
const isSubmitted = (statement: unknown) =>
  typeof (statement as { submit?: unknown } | null)?.submit === 'function';

/**
 * A connection of the pool. By itself it would wait for the server as long as callers wait for their
 * turn. And in a transaction Prisma asks for several statements at once, which `pg` will not put in
 * a row any more from version 9 on: here each waits for the one before it.
 */
export class PooledClient extends pg.Client {
  /** The statement under way or the last of those that wait; null while there is none. */
  #last: Promise<unknown> | null = null;

  constructor(options?: pg.ClientConfig) {
    super({ ...options, connectionTimeoutMillis: CONNECT_MS });
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- it has a dozen overloads
  override query(...provided: any[]): any {
    const send = () => (super.query as (...args: unknown[]) => Promise<unknown>)(...provided);
    if (isSubmitted(provided[0]) || typeof provided.at(-1) === 'function') return send();
    const answer = this.#last ? this.#last.then(send, send) : send();
    const ended = () => {
      if (this.#last === answer) this.#last = null;
    };
    this.#last = answer;
    answer.then(ended, ended);
    return answer;
  }
}
