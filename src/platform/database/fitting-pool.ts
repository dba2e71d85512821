import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** PostgreSQL's word for one who may open no more connections. */
const TOO_MANY = '53300';

/** How long a pool makes do with fewer connections before it tries for more, in milliseconds. */
const PAUSE_MS = 60_000;

/** How long a caller waits where there is no connection at all, in milliseconds. */
const PATIENCE_MS = 12_000;

/** Told once how many connections were to be had, and how many were wanted. */
export type OnScarce = (had: number, wanted: number) => void;

/**
 * A pool that makes do with what the server lets it have: where the role or the server allows fewer
 * connections than `max`, callers queue for those instead of failing.
 */
export class FittingPool extends pg.Pool {
  readonly #wanted: number;
  readonly #onScarce: OnScarce;
  /** The connections that stand, without those that are being made. */
  readonly #standing = new Set<pg.PoolClient>();

  constructor(options: pg.PoolConfig & { max: number }, onScarce: OnScarce) {
    super(options);
    this.#wanted = options.max;
    this.#onScarce = onScarce;
    this.on('connect', (client) => void this.#standing.add(client));
    this.on('remove', (client) => void this.#standing.delete(client));
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- pg has a form with a callback, too
  override connect(callback?: any): any {
    const connected = this.#connect();
    if (!callback) return connected;
    connected.then(
      (client) => callback(undefined, client, client.release.bind(client)),
      (error: unknown) => callback(error, undefined, () => {}),
    );
  }

  async #connect(): Promise<pg.PoolClient> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await super.connect();
      } catch (error) {
        const isScarce = (error as { code?: unknown }).code === TOO_MANY;
        if (!isScarce || performance.now() > until) throw error;
        if (this.#standing.size) this.#shrink();
        else await sleep(50);
      }
    }
  }

  /** Makes do with the connections that stand, for a while. */
  #shrink(): void {
    const had = this.#standing.size;
    if (this.options.max === this.#wanted && had < this.#wanted) {
      this.#onScarce(had, this.#wanted);
      setTimeout(() => (this.options.max = this.#wanted), PAUSE_MS).unref();
    }
    this.options.max = Math.min(this.options.max, had);
  }
}
