import { setTimeout as sleep } from 'node:timers/promises';
import { coalesced } from '#core/coalesced.ts';

/** Wakes those who listen to a channel, in every process. */
export interface Bell {
  ring(channel: string): void;
  /** Rings once more for what waits. */
  close(): Promise<void>;
}

/** How long a process is silent after it has rung, in milliseconds. */
const PAUSE_MS = 5;

/**
 * NOTIFY takes a lock of the whole server until its transaction has ended, so that changes which
 * notify commit one after the other. A process rings after its commits instead, once for all that
 * end within some milliseconds.
 */
export function openBell(
  notify: (channels: string[]) => Promise<unknown>,
  onTrouble: (error: Error) => void,
): Bell {
  const waiting = new Set<string>();
  const ringAll = async () => {
    const channels = [...waiting];
    waiting.clear();
    if (channels.length) await notify(channels);
  };
  const turns = coalesced(async () => {
    await ringAll();
    await sleep(PAUSE_MS);
  }, onTrouble);
  return {
    ring: (channel) => {
      waiting.add(channel);
      turns.wake();
    },
    close: async () => {
      await turns.stop();
      await ringAll().catch(onTrouble);
    },
  };
}

/** The statement that rings; its value are the channels. */
export const RING = `select notify_own(channel, '') from unnest($1::text[]) as channel`;

const bells = new WeakMap<object, Bell>();

/** Says which bell the transactions of a client ring. */
export const hangBell = (client: object, bell: Bell): void => void bells.set(client, bell);

/** The bell of a client, or of the one behind it. @throws Error where none hangs */
export function bellOf(client: object): Bell {
  for (
    let each: object | null = client;
    each;
    each = Object.getPrototypeOf(each) as object | null
  ) {
    const bell = bells.get(each);
    if (bell) return bell;
  }
  throw new Error('It is no client of a database, or of a transaction begun by `transaction`.');
}
