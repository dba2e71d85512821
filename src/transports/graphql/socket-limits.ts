import type { Actor } from '#core/actor.ts';

/** Open sockets of one credential or session, and of an address that shows neither. */
const MOST_SOCKETS = { known: 20, nobody: 5 };

/** Live operations of one credential, session or address. */
const MOST_OPERATIONS = 100;

type Counts = Map<string, number>;

/** Counts what callers of this process hold open. What is counted is released once. */
export class SocketLimits {
  private readonly sockets: Counts = new Map();
  private readonly operations: Counts = new Map();

  /** Counts a socket of a caller; null, with nothing counted, where it has as many as it may. */
  openSocket(caller: string, { kind }: Actor): (() => void) | null {
    const most = kind === 'nobody' ? MOST_SOCKETS.nobody : MOST_SOCKETS.known;
    return hold(this.sockets, caller, most);
  }

  /** Counts a live operation, likewise. */
  openOperation(caller: string): (() => void) | null {
    return hold(this.operations, caller, MOST_OPERATIONS);
  }
}

function hold(counts: Counts, caller: string, most: number): (() => void) | null {
  const count = counts.get(caller) ?? 0;
  if (count >= most) return null;
  counts.set(caller, count + 1);
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    const left = (counts.get(caller) ?? 1) - 1;
    if (left > 0) counts.set(caller, left);
    else counts.delete(caller);
  };
}
