import type { Redis } from 'ioredis';
import { RateLimiterRes } from 'rate-limiter-flexible';

/** A Redis that does not answer within this counts as away, in milliseconds. */
const PATIENCE_MS = 250;

/** How long one that is away is not asked again, in milliseconds. */
const PAUSE_MS = 2_000;

/** The Redis that several processes count in. Nobody waits for it while it is away. */
export interface SharedRedis {
  client: Redis;
  /** What Redis says, or what `otherwise` says while it is away. */
  ask<Answer>(question: () => Promise<Answer>, otherwise: () => Promise<Answer>): Promise<Answer>;
  close(): void;
}

/** Connects; `onChange` is called when Redis goes away and when it is back, once each. */
export async function openSharedRedis(
  url: string,
  onChange: (isThere: boolean, error?: Error) => void = () => {},
): Promise<SharedRedis> {
  const { Redis: Client } = await import('ioredis');
  const client = new Client(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: PATIENCE_MS,
    connectTimeout: 3_000,
  });
  let awayUntil = 0;
  let isThere = true;
  const note = (answers: boolean, error?: Error) => {
    awayUntil = answers ? 0 : performance.now() + PAUSE_MS;
    if (answers === isThere) return;
    isThere = answers;
    onChange(answers, error);
  };
  client.on('error', (error: Error) => note(false, error));
  return {
    client,
    ask: async (question, otherwise) => {
      if (performance.now() < awayUntil) return otherwise();
      try {
        const answer = await question();
        note(true);
        return answer;
      } catch (error) {
        // It answered: the limit is reached.
        if (error instanceof RateLimiterRes) {
          note(true);
          throw error;
        }
        note(false, error as Error);
        return otherwise();
      }
    },
    close: () => client.disconnect(),
  };
}
