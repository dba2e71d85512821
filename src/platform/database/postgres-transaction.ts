import type pg from 'pg';
import { traced } from '#core/tracing.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { Batch, type BatchedStatement } from './batch.ts';
import type { CallPlanner, Db, PlannedCall, Statement, Tx } from './client.ts';
import type { LendingAdapter, LentClient } from './lending-adapter.ts';
import { type Gate, pipelined } from './pipelined.ts';
import { statementName } from './statement-names.ts';
import { statementSpan } from './statement-span.ts';
import { tagged } from './tagged.ts';
import { sqlState } from './unavailable.ts';

/** What transactions are run on. */
export interface TransactionSetup {
  pool: pg.Pool;
  /** Prisma's own client: for models, inside a transaction as well. */
  client: Db;
  adapter: LendingAdapter;
  /** Whether statements are prepared by name. */
  areNamed: boolean;
  /** How long a transaction may take, in milliseconds. */
  timeout: number;
  /** Writes calls of models as statements of ours, which cost less than Prisma's. */
  planCall?: CallPlanner;
}

const BEGIN = {
  ReadCommitted: 'begin',
  ReadUncommitted: 'begin',
  RepeatableRead: 'begin isolation level repeatable read',
  Serializable: 'begin isolation level serializable',
};

/** PostgreSQL's state where a unique value is there already. */
const TAKEN = '23505';

/** PostgreSQL's state of a transaction in which a statement has failed. */
const ABORTED = '25P02';

/** What a statement came to. */
interface Outcome {
  rows: object[];
  count: number;
  /** What the server says it did. */
  tag: string;
}

type Work<Result> = (tx: Tx) => Promise<Result>;
type HowToRun = { isolationLevel?: Prisma.TransactionIsolationLevel; timeout?: number };

/**
 * Prisma's client with transactions of ours. Raw statements go straight to the connection, those
 * that are asked for in one turn of the event loop in one message, BEGIN with the first and COMMIT
 * with the last; models are Prisma's, which is lent the connection when one is first asked for.
 */
export function withTransactions(options: TransactionSetup): Db {
  const { client } = options;
  const $transaction = (work: Work<unknown> | [], how?: HowToRun) =>
    typeof work === 'function' ? run(options, work, how) : client.$transaction(work, how);
  return Object.create(client, { $transaction: { value: $transaction } }) as Db;
}

async function run<Result>(
  options: TransactionSetup,
  work: Work<Result>,
  { isolationLevel = 'ReadCommitted', timeout = options.timeout }: HowToRun = {},
): Promise<Result> {
  const connection = await options.pool.connect();
  const open = new OpenTransaction({ ...options, timeout }, connection, BEGIN[isolationLevel]);
  try {
    const result = await work(open.tx);
    await open.commit();
    connection.release();
    return result;
  } catch (error) {
    connection.release(await open.rollback());
    throw error;
  }
}

/** A transaction on one connection. */
class OpenTransaction {
  readonly tx: Tx;
  readonly #options: TransactionSetup;
  readonly #connection: pg.PoolClient;
  readonly #begin: string;
  readonly #until: number;
  #waiting: BatchedStatement[] = [];
  /** Reads that follow the COMMIT. */
  readonly #behind: BatchedStatement[] = [];
  #isBegun = false;
  #lent: Promise<LentClient> | null = null;
  #gate: Gate | null = null;
  #isClosed = false;
  /** What the server last refused; of all that follows it only says that it is too late. */
  #refused: Error | null = null;

  constructor(options: TransactionSetup, connection: pg.PoolClient, begin: string) {
    this.#options = options;
    this.#connection = connection;
    this.#begin = begin;
    this.#until = performance.now() + options.timeout;
    this.tx = this.#client();
    pipelined.set(this.tx, {
      close: (gate) => this.#close(gate),
      readBehind: (statement) => this.#readBehind(statement),
    });
  }

  /** @throws where the server ends the transaction otherwise: a statement of it had failed */
  async commit(): Promise<void> {
    await this.#giveBack();
    this.#isClosed = true;
    if (!this.#isBegun) return;
    const committed = this.#send('commit', []);
    this.#waiting.push(...this.#behind.splice(0));
    const { tag } = await committed;
    if (tag !== 'COMMIT') throw this.#refused ?? new Error('A statement of it had failed.');
    this.#isBegun = false;
  }

  /** Undoes everything; gives the error where the connection is of no more use. */
  async rollback(): Promise<Error | undefined> {
    this.#isClosed = true;
    // What has not left by now is not wanted any more.
    for (const { failed } of [...this.#waiting.splice(0), ...this.#behind.splice(0)])
      failed(new Error('It was rolled back.'));
    try {
      await this.#giveBack();
      if (this.#isBegun) await this.#send('rollback', []);
      return undefined;
    } catch (error) {
      return error as Error;
    }
  }

  /** Holds back the outcomes of what is asked for from now on. */
  #close(gate: Gate): void {
    this.#gate = gate;
    const open = () => {
      if (this.#gate === gate) this.#gate = null;
    };
    gate.then(open, open);
  }

  /** Reads a cell once all is committed, in the message of the COMMIT. */
  #readBehind({ name = '', text, values = [] }: Statement): Promise<string | null> {
    const read = () =>
      new Promise<string | null>((cell, failed) => {
        const statement = { name: this.#options.areNamed ? name : '', text, values };
        // Too late: the connection may be somebody else's.
        if (this.#isClosed && !this.#waiting.length) throw new Error('The transaction has ended.');
        const queue = this.#isClosed ? this.#waiting : this.#behind;
        queue.push({ ...statement, cell, failed, done: () => {} });
      });
    return traced(() => statementSpan(text), read);
  }

  #send(text: string, values: readonly unknown[]): Promise<Outcome> {
    return traced(
      () => statementSpan(text),
      () => this.#queue(text, values),
    );
  }

  #queue(text: string, values: readonly unknown[]): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const name = this.#options.areNamed ? statementName(text) : '';
      if (!this.#waiting.length) setImmediate(() => this.#flush());
      const done = (rows: object[], count: number, tag: string) => resolve({ rows, count, tag });
      const failed = (error: Error) => reject(this.#firstOf(error));
      this.#waiting.push({ name, text, values, done, failed });
    });
  }

  /** What went wrong first, where an error says that something did. */
  #firstOf(error: Error): Error {
    if (sqlState(error) === ABORTED) return this.#refused ?? error;
    this.#refused = error;
    return error;
  }

  /** A statement of the transaction, which begins with the first one. */
  async #statement(text: string, values: readonly unknown[]) {
    this.#ensureBegun();
    const answer = this.#send(text, values);
    const gate = this.#gate;
    if (!gate) return answer;
    // Both may fail; what the gate says goes before.
    answer.catch(() => {});
    await gate;
    return answer;
  }

  /** @throws where it has ended, or takes too long */
  #ensureBegun(): void {
    if (this.#isClosed) throw new Error('The transaction has ended.');
    if (performance.now() > this.#until) throw new Error('timeout expired');
    if (this.#isBegun) return;
    this.#isBegun = true;
    // Where it fails, those behind it in the message fail with the same error.
    this.#send(this.#begin, []).catch(() => {});
  }

  #flush(): void {
    const waiting = this.#waiting.splice(0);
    if (waiting.length) this.#connection.query(new Batch(waiting));
  }

  /** Prisma's client on this connection. */
  async #prisma(): Promise<Tx> {
    const { adapter, client, timeout } = this.#options;
    await this.#gate;
    this.#ensureBegun();
    // What was asked for before goes before.
    this.#flush();
    this.#lent ??= adapter.lend(client, this.#connection, timeout);
    return (await this.#lent).tx;
  }

  async #giveBack(): Promise<void> {
    const lent = await this.#lent?.catch(() => null);
    this.#lent = null;
    await lent?.end();
  }

  #client(): Tx {
    const query = async (text: string, values: readonly unknown[]) =>
      (await this.#statement(text, values)).rows;
    const execute = async (text: string, values: readonly unknown[]) =>
      (await this.#statement(text, values)).count;
    const own: Record<string, unknown> = {
      $queryRaw: tagged(query),
      $executeRaw: tagged(execute),
      $queryRawUnsafe: (text: string, ...values: unknown[]) => query(text, values),
      $executeRawUnsafe: (text: string, ...values: unknown[]) => execute(text, values),
    };
    return new Proxy(own, {
      get: (known, name) => {
        if (typeof name !== 'string') return undefined;
        // It has models and the statements above, and is no promise.
        if (!(name in known) && (name === 'then' || name.startsWith('$'))) return undefined;
        return (known[name] ??= this.#model(name));
      },
    }) as unknown as Tx;
  }

  /** Carries out what a planner wrote. @throws as Prisma does where a unique value is taken */
  async #planned({ text, values, resultOf }: PlannedCall): Promise<unknown> {
    try {
      const { rows, count } = await this.#statement(text, values);
      return resultOf(rows, count);
    } catch (error) {
      if (sqlState(error) !== TAKEN) throw error;
      const { message } = error as Error;
      const meta = { driverAdapterError: error };
      const { client: clientVersion } = Prisma.prismaVersion;
      throw new Prisma.PrismaClientKnownRequestError(message, {
        code: 'P2002',
        clientVersion,
        meta,
      });
    }
  }

  /** A model, whose methods are Prisma's. */
  #model(name: string): object {
    return new Proxy({} as Record<string, unknown>, {
      get: (known, method) =>
        typeof method === 'string' &&
        (known[method] ??= async (args: Record<string, unknown> | undefined) => {
          const planned = this.#options.planCall?.(name, method, args);
          const result = planned && (await this.#planned(planned));
          if (planned && result !== undefined) return result;
          const tx = (await this.#prisma()) as unknown as Record<string, Record<string, Call>>;
          return tx[name]![method]!(args).catch((error: Error) => {
            throw this.#firstOf(error);
          });
        }),
    });
  }
}

type Call = (args: unknown) => Promise<unknown>;
