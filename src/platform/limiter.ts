import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { DomainError } from '#core/errors.ts';
import { type Allowance, rateLimitHeaders, WINDOW_SECONDS } from './allowance.ts';
import { openSharedRedis, type SharedRedis } from './shared-redis.ts';

/** How much is let through. 0 lets everything through. */
export interface LimiterOptions {
  /** Requests of one credential, session or (without either) address in a minute. */
  requestsPerMinute: number;
  /** Cost of the operations of one credential, session or address in a minute. */
  costPerMinute: number;
  /** Failed proofs of who one is from one address in ten minutes. */
  failuresPerTenMinutes: number;
  /** Counts are shared by every process with the same Redis; without it each counts its own. */
  redisUrl: string | undefined;
  onTrouble: (error: Error) => void;
  /** Told when Redis goes away and when it is back. */
  onRedis?: (isThere: boolean, error?: Error) => void;
}

/** A try at proving who one is: counted when it begins, taken back when it succeeds. */
export interface Attempt {
  succeeded(): Promise<void>;
}

/** The one limiter of every transport. */
export interface Limiter {
  /**
   * Counts a request of a credential, a session or an address.
   * @returns what is left of its minute; null where there is no limit
   * @throws DomainError RATE_LIMITED
   */
  request(whose: string): Promise<Allowance | null>;
  /** Counts what an operation costs, likewise. */
  spend(whose: string, cost: number): Promise<Allowance | null>;
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
  const { requestsPerMinute, costPerMinute, failuresPerTenMinutes, redisUrl, onTrouble } = options;
  const redis = redisUrl ? await openSharedRedis(redisUrl, options.onRedis) : undefined;
  const counted = (policy: Counted['policy'], limit: number, seconds: number): Counted => ({
    limiter: counter(policy, limit, seconds, redis),
    policy,
    limit,
  });
  const requests = counted('requests', requestsPerMinute, WINDOW_SECONDS);
  const costs = counted('cost', costPerMinute, WINDOW_SECONDS);
  const attempts = counted('attempts', failuresPerTenMinutes, 600);
  return {
    request: (whose) => consume(requests, whose, 1),
    spend: (whose, cost) => consume(costs, whose, cost),
    attempt: async (whose) => {
      await consume(attempts, whose, 1);
      return {
        succeeded: async () => {
          await attempts.limiter?.reward(whose).catch(onTrouble);
        },
      };
    },
    close: async () => redis?.close(),
  };
}

function counter(
  name: string,
  points: number,
  duration: number,
  redis: SharedRedis | undefined,
): Counter | null {
  if (points === 0) return null;
  const options = { keyPrefix: `hostgraph:${name}`, points, duration };
  const memory = new RateLimiterMemory(options);
  if (!redis) return memory;
  const shared = new RateLimiterRedis({ ...options, storeClient: redis.client });
  return {
    consume: (key, count) =>
      redis.ask(
        () => shared.consume(key, count),
        () => memory.consume(key, count),
      ),
    reward: (key) =>
      redis.ask(
        () => shared.reward(key),
        () => memory.reward(key),
      ),
  };
}

type Counter = Pick<RateLimiterAbstract, 'consume' | 'reward'>;

/** What is counted by whom, and how much of it there is. */
interface Counted {
  limiter: Counter | null;
  policy: Allowance['policy'] | 'attempts';
  limit: number;
}

/** Counts points; what is left of them, null where there is no limit. @throws DomainError RATE_LIMITED */
async function consume(
  { limiter, policy, limit }: Counted,
  whose: string,
  points: number,
): Promise<Allowance | null> {
  const left = (res: RateLimiterRes) => ({
    policy: policy as Allowance['policy'],
    limit,
    remaining: res.remainingPoints,
    resetIn: res.msBeforeNext,
  });
  try {
    return limiter && left(await limiter.consume(whose, points));
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw rateLimited(refused.msBeforeNext, policy === 'attempts' ? [] : [left(refused)]);
  }
}

/** The error of whoever has to wait, with the seconds. */
export function rateLimited(
  milliseconds: number,
  allowances: readonly Allowance[] = [],
): DomainError {
  const retryAfter = Math.max(1, Math.ceil(milliseconds / 1000));
  const headers = { 'retry-after': String(retryAfter), ...rateLimitHeaders(allowances) };
  const words = `Too many requests. Wait ${retryAfter} seconds and try again.`;
  return new DomainError('RATE_LIMITED', words, { retryAfter, http: { status: 429, headers } });
}
