import { coalesced } from '#core/coalesced.ts';
import type { App } from './app.ts';

/** After how long something that could not be read is read again, in milliseconds. */
const AGAIN_MS = 5_000;

/**
 * Reads something that a process keeps in memory: now, and whenever events of these types are
 * published by any process. A later reading that fails is logged and done again.
 * @throws where it cannot be read now
 */
export async function keepCurrent(
  { outbox, log, onStop }: Pick<App, 'outbox' | 'log' | 'onStop'>,
  types: readonly string[],
  read: () => Promise<void>,
): Promise<void> {
  const reads = coalesced(read, (err) => {
    log.warn(
      { err, types },
      'What changed could not be read; it stays as it was and is read again.',
    );
    setTimeout(reads.wake, AGAIN_MS).unref();
  });
  outbox.onPublished(types, reads.wake);
  onStop(() => reads.stop());
  await read();
}
