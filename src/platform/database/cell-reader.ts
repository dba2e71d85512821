import type pg from 'pg';
import { Cells, isDatabaseError, type CellRequest } from './cells.ts';
import type { Statement } from './client.ts';
import { asUnavailable } from './unavailable.ts';

/** The most statements in one message: more would wait longer for the last than they gain. */
const MOST = 8;

/**
 * Reads the first cell of statements over a pool. Brief ones that are asked for in one turn of the
 * event loop, by as many requests, share a connection and a round trip; others have their own.
 */
export function cellReader(
  pool: pg.Pool,
  { areNamed }: { areNamed: boolean },
): (statement: Statement) => Promise<string | null> {
  let waiting: CellRequest[] = [];
  const sendWaiting = () => {
    const all = waiting;
    waiting = [];
    for (let at = 0; at < all.length; at += MOST) send(pool, all.slice(at, at + MOST));
  };
  return ({ name, ...rest }) =>
    new Promise((resolve, reject) => {
      const statement = areNamed && name ? { ...rest, name } : rest;
      const done: CellRequest['done'] = (error, cell = null) =>
        error ? reject(asUnavailable(error) ?? error) : resolve(cell);
      if (!statement.isBrief) send(pool, [{ statement, done }]);
      else if (waiting.push({ statement, done }) === 1) setImmediate(sendWaiting);
    });
}

function send(pool: pg.Pool, requested: readonly CellRequest[]): void {
  pool.connect((error, client, release) => {
    if (!client) return failAll(requested, error!);
    const finished = (failure: Error | null, left: readonly CellRequest[]) => {
      release(isDatabaseError(failure) ? undefined : (failure ?? undefined));
      if (!failure || left.length === 0) return;
      if (isDatabaseError(failure)) send(pool, left);
      else failAll(left, failure);
    };
    client.query(new Cells(requested, finished));
  });
}

const failAll = (requested: readonly CellRequest[], error: Error) => {
  for (const { done } of requested) done(error);
};
