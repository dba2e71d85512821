import type { Statement, Tx } from './client.ts';

/** What the outcomes of a transaction's statements wait for. It fails where they are not wanted. */
export type Gate = Promise<void>;

/** Reads the text of a statement's first cell; null where there is none. */
export type ReadCell = (statement: Statement) => Promise<string | null>;

/** A transaction that sends its statements in the order they are asked for, without waiting. */
export interface Pipelined {
  /** Puts a gate in front of the outcomes of what follows. */
  close(gate: Gate): void;
  /** Reads once all is committed, in the message of the COMMIT. It fails where nothing is. */
  readBehind: ReadCell;
}

export const pipelined = new WeakMap<object, Pipelined>();

/**
 * Waits for a statement of a transaction only where the next could overtake it; elsewhere both leave
 * in one message, and the transaction fails if the statement does. Whoever calls looks at its
 * outcome once the transaction has ended.
 */
export async function sentAhead(tx: Tx, statement: Promise<unknown>): Promise<void> {
  if (!pipelined.has(tx)) await statement;
  else statement.catch(() => {});
}

/**
 * Has what follows in a transaction begin before it is known whether it may: where statements are
 * pipelined they leave together, and nobody is given an outcome before the gate has opened.
 */
export async function guarded(tx: Tx, gate: Gate): Promise<void> {
  const own = pipelined.get(tx);
  if (!own) return gate;
  gate.catch(() => {});
  own.close(gate);
}
