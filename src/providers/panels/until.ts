import { setTimeout as pause } from 'node:timers/promises';
import { ProviderError } from '#core/provider-error.ts';

/** The pauses between two looks grow up to this, in milliseconds. */
const LONGEST_PAUSE_MS = 2_000;

/**
 * Looks at what a panel does in the background until it is done.
 * @throws ProviderError UNKNOWN when time is up: what was begun may well go on.
 */
export async function until(timeoutMs: number, isDone: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + timeoutMs;
  for (let wait = 100; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
    if (await isDone().catch(asBegun)) return;
    if (performance.now() + wait > end)
      throw new ProviderError('UNKNOWN', 'The server is still at it.');
    await pause(wait);
  }
}

/** What was begun has not been undone because a look at it did not leave. */
function asBegun(error: unknown): never {
  if (error instanceof ProviderError && error.outcome === 'NOT_SENT')
    throw new ProviderError('UNKNOWN', error.message, { cause: error });
  throw error;
}
