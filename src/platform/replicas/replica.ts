import type { Database } from '#platform/database/client.ts';

/** How far a server has come in the log of changes of its database: a byte of it. */
export type Position = number;

/** What the outside sees of a replica. */
export interface ReplicaState {
  /** Host and port; never a password. */
  name: string;
  isUsed: boolean;
  /** How far it is behind; null where nobody could ask or it was not watched for long enough. */
  lagSeconds: number | null;
  /** Why it is not used. */
  reason: string | null;
}

/** The database's own position at a moment, by the clock of this process. */
export interface Sample {
  at: number;
  position: Position;
}

/** A replica that is further behind than this is not read from, in milliseconds. */
export const MOST_LAG_MS = 5_000;

/** How long one that failed is left alone, in milliseconds. */
const PAUSE_MS = 5_000;

/** How long what was heard of one holds, in milliseconds. */
const FRESH_MS = 2_000;

const LOOK = `select pg_is_in_recovery() as standby,
  (pg_last_wal_replay_lsn() - '0/0')::text as position,
  extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp())::float8 as age`;

/** One replica: where it is, and whether it may be read from. */
export class Replica {
  readonly name: string;
  readonly database: Database;
  private position: Position = -1;
  private heardAt = Number.NEGATIVE_INFINITY;
  private restsUntil = 0;
  private lagMs: number | null = null;
  private reason: string | null = 'it was not asked yet';
  private told: boolean | null = null;

  constructor(name: string, database: Database) {
    this.name = name;
    this.database = database;
  }

  /** Whether it has everything up to a position, as far as is known. */
  isFit(needed: Position): boolean {
    const isHeard = performance.now() < this.heardAt + FRESH_MS;
    return this.reason === null && isHeard && this.position >= needed;
  }

  /** Whether it is left alone for now. */
  get rests(): boolean {
    return performance.now() < this.restsUntil;
  }

  /** Asks where it is. @param samples where the database was, the newest first */
  async look(samples: readonly Sample[]): Promise<void> {
    const [row] = await this.database.query<{
      standby: boolean;
      position: string | null;
      age: number | null;
    }>({ text: LOOK, values: [] });
    if (!row?.standby || row.position === null) throw new Error('it is no replica');
    this.position = Number(row.position);
    this.heardAt = performance.now();
    this.lagMs = this.lagBy(samples, (row.age ?? 0) * 1_000);
    const isBehind = this.lagMs === null || this.lagMs > MOST_LAG_MS;
    this.reason = isBehind ? 'it is too far behind' : null;
  }

  /** @param ageMs the age of the last change it has, which need not be the last one there is */
  private lagBy(samples: readonly Sample[], ageMs: number): number | null {
    const reached = samples.find(({ position }) => position <= this.position);
    if (reached) return reached === samples[0] ? 0 : this.heardAt - reached.at;
    const watchedMs = this.heardAt - (samples.at(-1)?.at ?? this.heardAt);
    return watchedMs > MOST_LAG_MS ? Math.max(watchedMs, ageMs) : null;
  }

  /** It failed: it is left alone for a while. */
  fail(reason: string): void {
    this.reason = reason;
    this.lagMs = null;
    this.restsUntil = performance.now() + PAUSE_MS;
  }

  /** Its state where whoever is told of changes has not heard of it; null where there is none. */
  news(): ReplicaState | null {
    const { state } = this;
    // It was not watched for long enough yet.
    if (!state.isUsed && state.lagSeconds === null && !this.rests) return null;
    if (state.isUsed === this.told) return null;
    this.told = state.isUsed;
    return state;
  }

  get state(): ReplicaState {
    const { name, reason, lagMs } = this;
    const lagSeconds = lagMs === null ? null : lagMs / 1_000;
    return { name, isUsed: reason === null, lagSeconds, reason };
  }
}
