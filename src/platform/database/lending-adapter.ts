import type { SqlDriverAdapter, Transaction } from '@prisma/driver-adapter-utils';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import type { Db, Tx } from './client.ts';

/** An isolation level that PostgreSQL does not have: it asks for the connection that is lent. */
const LENT = 'READ UNCOMMITTED';

/** A client of Prisma's on a connection of ours, and what ends it; it neither begins nor commits. */
export interface LentClient {
  tx: Tx;
  end(): Promise<void>;
}

/**
 * Prisma's adapter, which can be lent a connection on which a transaction is open: Prisma then works
 * in it, while BEGIN and COMMIT stay with whoever lends.
 */
export class LendingAdapter extends PrismaPg {
  #lent: pg.PoolClient | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  override async connect() {
    const adapter = await super.connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => {
      const connection = this.#lent;
      if (level !== LENT || !connection) return start(level);
      this.#lent = null;
      return onConnection(adapter, connection);
    };
    return adapter;
  }

  /** Gives Prisma a connection; one after the other, since the client does not say which is whose. */
  lend(client: Db, connection: pg.PoolClient, timeout: number): Promise<LentClient> {
    const lent = this.#turn.then(() => this.#lend(client, connection, timeout));
    this.#turn = lent.catch(() => {});
    return lent;
  }

  #lend(client: Db, connection: pg.PoolClient, timeout: number): Promise<LentClient> {
    this.#lent = connection;
    return new Promise((resolve, reject) => {
      let end = () => {};
      const ended = new Promise<void>((done) => (end = done));
      const options = { isolationLevel: 'ReadUncommitted' as const, timeout };
      const closed = client.$transaction((tx) => {
        resolve({ tx, end: () => (end(), closed) });
        return ended;
      }, options);
      closed.catch(reject);
    });
  }
}

/** The adapter as it works on one connection, whose transaction is somebody else's to end. */
const onConnection = (adapter: SqlDriverAdapter, connection: pg.PoolClient): Transaction =>
  Object.create(adapter, {
    client: { value: connection },
    options: { value: { usePhantomQuery: true } },
    commit: { value: async () => {} },
    rollback: { value: async () => {} },
  }) as Transaction;
