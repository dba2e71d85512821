import pg from 'pg';
import { startSpan } from '#core/tracing.ts';
import { endingWith, ends, statementSpan } from './statement-span.ts';

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
    if (isSubmitted(provided[0])) return send();
    const span = startSpan(() => statementSpan(provided[0]));
    if (typeof provided.at(-1) === 'function') {
      if (span) provided.push(endingWith(span, provided.pop()));
      return send();
    }
    const answer = this.#last ? this.#last.then(send, send) : send();
    const ended = () => {
      if (this.#last === answer) this.#last = null;
    };
    this.#last = answer;
    answer.then(ended, ended);
    if (span) void answer.then(...ends(span));
    return answer;
  }
}

/**
 * A connection by way of PgBouncer. Of the settings of a session it keeps the time zone apart for
 * each caller, and refuses the others.
 */
export class BouncedClient extends PooledClient {
  /** What `pg` opens a connection with. */
  getStartupConf(): Record<string, string> {
    const { getStartupConf } = pg.Client.prototype as unknown as BouncedClient;
    // The adapter writes times without a zone, and means UTC.
    return { ...getStartupConf.call(this), timezone: 'UTC' };
  }
}
