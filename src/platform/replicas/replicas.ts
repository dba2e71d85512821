import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database, Statement } from '#platform/database/client.ts';
import { openDatabase } from '#platform/database/open.ts';
import { asUnavailable } from '#platform/database/unavailable.ts';
import { MOST_LAG_MS, type Position, Replica, type ReplicaState, type Sample } from './replica.ts';
import { openWritten, type Written } from './written.ts';

/** How old what is known of replicas may be before they are asked again, in milliseconds. */
const LOOK_MS = 250;

/** How long they may take to answer that, in milliseconds. */
const ANSWER_MS = 1_000;

/** For how long it is remembered in this process who wrote, in milliseconds. */
const OWN_MS = 60_000;

/** Callers without a credential or session of their own yet: what they write concerns those to come. */
export const NEWCOMERS = 'newcomers';

/** How replicas are opened. */
interface ReplicaOptions {
  urls: readonly string[];
  redisUrl: string;
  poolSize: number;
  /** Told when one is used no longer, and when it is again. */
  onChange(state: ReplicaState): void;
}

/** Opens the replicas of a database. */
export async function openReplicas(
  database: Database,
  { urls, redisUrl, poolSize, onChange }: ReplicaOptions,
): Promise<Replicas> {
  const opened = urls.map(async (url) => {
    const { hostname, port } = new URL(url);
    const name = `${hostname}:${port || '5432'}`;
    return new Replica(name, await openDatabase({ databaseUrl: url, poolSize }));
  });
  return new Replicas(database, await Promise.all(opened), await openWritten(redisUrl), onChange);
}

/** Where reads that may be a moment old go, instead of the database itself. */
export class Replicas {
  /** Statements that replicas have answered, by their names. */
  readonly reads: Map<string, number>;
  private readonly database: Database;
  private readonly replicas: readonly Replica[];
  private readonly written: Written;
  private readonly onChange: ReplicaOptions['onChange'];
  private readonly scope = new AsyncLocalStorage<{ replica: Replica | null }>();
  private readonly own = new Map<string, Sample>();
  private samples: Sample[] = [];
  private looking: Promise<void> | null = null;
  private turn = 0;

  constructor(
    database: Database,
    replicas: readonly Replica[],
    written: Written,
    onChange: ReplicaOptions['onChange'],
  ) {
    this.database = database;
    this.replicas = replicas;
    this.written = written;
    this.onChange = onChange;
    this.reads = new Map(replicas.map(({ name }) => [name, 0]));
  }

  /** As the database, but what is asked within `reading` is asked of a replica. */
  get front(): Pick<Database, 'prisma' | 'query' | 'firstCell' | 'planCalls'> {
    const { prisma, planCalls } = this.database;
    return {
      prisma,
      query: <Row>(statement: Statement) => this.ask((from) => from.query<Row>(statement)),
      firstCell: (statement) => this.ask((from) => from.firstCell(statement)),
      ...(planCalls && { planCalls }),
    };
  }

  /** Does something whose statements a replica may answer that has all that the caller has written. */
  async reading<Result>(caller: string, work: () => Promise<Result>): Promise<Result> {
    const replica = await this.fitFor(caller);
    return replica ? this.scope.run({ replica }, work) : work();
  }

  /** The caller may have written: whoever reads for it from now on needs what is there now. */
  async wrote(caller: string): Promise<void> {
    // Not known: nothing but the database itself is recent enough.
    const position = await walEnd(this.database).catch(() => Number.POSITIVE_INFINITY);
    const at = performance.now();
    for (const [one, { at: then }] of this.own) if (at - then > OWN_MS) this.own.delete(one);
    const before = this.own.get(caller)?.position ?? 0;
    this.own.set(caller, { at, position: Math.max(position, before) });
    if (Number.isFinite(position)) await this.written.note(caller, position);
  }

  /** How each stands, asked anew. */
  async states(): Promise<ReplicaState[]> {
    // Who asks is not kept waiting by a database that is away.
    await inTime(this.look()).catch(() => {});
    return this.replicas.map(({ state }) => state);
  }

  async close(): Promise<void> {
    this.written.close();
    await this.looking;
    await Promise.all(this.replicas.map((replica) => replica.database.close()));
  }

  private async fitFor(caller: string): Promise<Replica | null> {
    const lookedAt = this.samples[0]?.at ?? Number.NEGATIVE_INFINITY;
    if (performance.now() - lookedAt > LOOK_MS) void this.look();
    if (!this.replicas.some((replica) => replica.isFit(0))) return null;
    const callers = [caller, NEWCOMERS];
    const shared = await this.written.upTo(callers);
    if (shared === null) return null;
    const here = callers.map((one) => this.own.get(one)?.position ?? 0);
    const needed: Position = Math.max(shared, ...here);
    const fit = this.replicas.filter((replica) => replica.isFit(needed));
    this.turn += 1;
    return fit[this.turn % fit.length] ?? null;
  }

  /** Asks the replica of this read, and the database itself where that does not answer. */
  private async ask<Answer>(by: (from: Database) => Promise<Answer>): Promise<Answer> {
    const scope = this.scope.getStore();
    if (!scope?.replica) return by(this.database);
    const { replica } = scope;
    try {
      const answer = await by(replica.database);
      this.reads.set(replica.name, (this.reads.get(replica.name) ?? 0) + 1);
      return answer;
    } catch (error) {
      // What is wrong with the statement itself is said by the database.
      scope.replica = null;
      if (asUnavailable(error)) replica.fail('it does not answer');
      this.tell(replica);
      return by(this.database);
    }
  }

  private look(): Promise<void> {
    this.looking ??= this.lookAtAll().finally(() => (this.looking = null));
    return this.looking;
  }

  private async lookAtAll(): Promise<void> {
    const at = performance.now();
    const position = await walEnd(this.database).catch(() => null);
    // Without the database there is nothing to compare with; what is known grows too old.
    if (position === null) return;
    const recent = this.samples.filter((one) => at - one.at <= 2 * MOST_LAG_MS);
    this.samples = [{ at, position }, ...recent];
    const awake = this.replicas.filter(({ rests }) => !rests);
    await Promise.all(awake.map((replica) => this.lookAt(replica)));
  }

  private async lookAt(replica: Replica): Promise<void> {
    try {
      await inTime(replica.look(this.samples));
    } catch (error) {
      replica.fail(asUnavailable(error) ? 'it does not answer' : (error as Error).message);
    }
    this.tell(replica);
  }

  private tell(replica: Replica): void {
    const news = replica.news();
    if (news) this.onChange(news);
  }
}

/** Where the log of changes of a database ends now: all that was committed is before it. */
export async function walEnd(database: Pick<Database, 'query'>): Promise<Position> {
  const [row] = await database.query<{ position: string }>({
    text: `select (pg_current_wal_insert_lsn() - '0/0')::text as position`,
    values: [],
  });
  return Number(row?.position);
}

async function inTime(looked: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('it does not answer')), ANSWER_MS);
  });
  await Promise.race([looked, late]).finally(() => clearTimeout(timer));
}
