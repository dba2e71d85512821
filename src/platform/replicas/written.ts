import { openSharedRedis } from '#platform/shared-redis.ts';
import { MOST_LAG_MS, type Position } from './replica.ts';

/** How long it is remembered who wrote: longer than any replica in use is behind, in seconds. */
const KEPT_SECONDS = 60;

/** Never lowers what another process has noted. */
const RAISE = `local known = tonumber(redis.call('get', KEYS[1]) or '-1')
  if known < tonumber(ARGV[1]) then redis.call('set', KEYS[1], ARGV[1], 'EX', ARGV[2]) end
  return 0`;

/** Up to which position each caller has written, for all processes. */
export interface Written {
  /** Null where it cannot be known: whatever was not read from the database itself may be too old. */
  upTo(callers: readonly string[]): Promise<Position | null>;
  note(caller: string, position: Position): Promise<void>;
  close(): void;
}

/**
 * Keeps it in Redis, which the processes share already: a header would need callers that send it back,
 * and the database would have to be asked for each of the reads that it is to be spared.
 */
export async function openWritten(redisUrl: string): Promise<Written> {
  const redis = await openSharedRedis(redisUrl);
  // What others could not note meanwhile is in every replica that is in use after so long.
  let trustedFrom = 0;
  redis.client.on('close', () => (trustedFrom = performance.now() + MOST_LAG_MS));
  const keyOf = (caller: string) => `hostgraph:written:${caller}`;
  return {
    upTo: async (callers) => {
      if (performance.now() < trustedFrom) return null;
      return redis.ask(
        async () => {
          const values = await redis.client.mget(...callers.map(keyOf));
          return Math.max(0, ...values.map(Number));
        },
        async () => null,
      );
    },
    note: (caller, position) =>
      redis.ask<void>(
        async () => void (await redis.client.eval(RAISE, 1, keyOf(caller), position, KEPT_SECONDS)),
        // Who cannot say so does not trust it afterwards, either.
        async () => void (trustedFrom = performance.now() + MOST_LAG_MS),
      ),
    close: redis.close,
  };
}
