import type { Redis } from 'ioredis';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { DomainError } from '#core/errors.ts';

/** How much is let through. 0 lets everything through. */
export interface LimiterOptions {
  /** Requests of one credential, session or (without either) address in a minute. */
  requestsPerMinute: number;
  /** Failed proofs of who one is from one address in ten minutes. */
  failuresPerTenMinutes: number;
  /** Counts are shared by every process with the same Redis; without it each counts its own. */
  redisUrl: string | undefined;
  onTrouble: (error: Error) => void;
}

/** A try at proving who one is: counted when it begins, taken back when it succeeds. */
export interface Attempt {
  succeeded(): Promise<void>;
}

/** The one limiter of every transport. */
export interface Limiter {
  /** Counts a request of a credential, a session or an address. @throws DomainError RATE_LIMITED */
  request(whose: string): Promise<void>;
  /**
   * Counts a try at a password, a code or a token. Counted first, so that a thousand at once do
   * not slip through before the first one has failed.
   * @throws DomainError RATE_LIMITED
   */
  attempt(whose: string): Promise<Attempt>;
  close(): Promise<void>;
}

/** Opens the limiter: in Redis when there is one, in memory without it or while it is away. */
export async function openLimiter(options: LimiterOptions): Promise<Limiter> {
  const { requestsPerMinute, failuresPerTenMinutes, redisUrl, onTrouble } = options;
  const redis = redisUrl ? await openRedis(redisUrl, onTrouble) : undefined;
  const requests = counter('request', requestsPerMinute, 60, redis);
  const attempts = counter('attempt', failuresPerTenMinutes, 600, redis);
  return {
    request: (whose) => consume(requests, whose),
    attempt: async (whose) => {
      await consume(attempts, whose);
      return {
        succeeded: async () => {
          await attempts?.reward(whose).catch(onTrouble);
        },
      };
    },
    close: async () => redis?.disconnect(),
  };
}

async function openRedis(url: string, onTrouble: (error: Error) => void): Promise<Redis> {
  const { Redis } = await import('ioredis');
  // Nobody waits for a Redis that is away: the memory counts in its stead.
  const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  redis.on('error', onTrouble);
  return redis;
}

function counter(
  name: string,
  points: number,
  duration: number,
  redis: Redis | undefined,
): RateLimiterAbstract | null {
  if (points === 0) return null;
  const options = { keyPrefix: `hostgraph:${name}`, points, duration };
  const memory = new RateLimiterMemory(options);
  if (!redis) return memory;
  return new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: memory });
}

async function consume(limiter: RateLimiterAbstract | null, whose: string): Promise<void> {
  try {
    await limiter?.consume(whose);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) throw tooMany(refused.msBeforeNext);
    throw refused;
  }
}

function tooMany(milliseconds: number): DomainError {
  const retryAfter = Math.max(1, Math.ceil(milliseconds / 1000));
  const http = { status: 429, headers: { 'retry-after': String(retryAfter) } };
  const words = `Too many requests. Wait ${retryAfter} seconds and try again.`;
  return new DomainError('RATE_LIMITED', words, { retryAfter, http });
}
