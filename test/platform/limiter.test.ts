import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Limiter, openLimiter } from '#platform/limiter.ts';

const isInstalled = spawnSync('redis-server', ['--version']).status === 0;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const open = (redisUrl: string | undefined, seen: boolean[] = []) =>
  openLimiter({
    requestsPerMinute: 4,
    costPerMinute: 0,
    failuresPerTenMinutes: 2,
    redisUrl,
    onTrouble: () => {},
    onRedis: (isThere) => void seen.push(isThere),
  });

/** How many of so many requests are let through. */
async function passing(limiters: Limiter[], tries: number, whose: string): Promise<number> {
  const requested = Array.from({ length: tries }, (_, n) => limiters[n % limiters.length]!);
  const outcomes = await Promise.allSettled(requested.map((limiter) => limiter.request(whose)));
  return outcomes.filter(({ status }) => status === 'fulfilled').length;
}

describe.skipIf(!isInstalled)('the limiter with Redis', () => {
  let redis: ChildProcess;
  let url: string;
  beforeAll(async () => {
    const port = await freePort();
    const options = ['--port', String(port), '--save', '', '--bind', '127.0.0.1'];
    redis = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise<void>((resolve) => {
      redis.stdout?.on('data', (text: Buffer) => {
        if (text.toString().includes('eady to accept')) resolve();
      });
    });
    url = `redis://127.0.0.1:${port}`;
  });
  afterAll(() => void redis.kill());

  it('counts for all processes together, and goes on alone when Redis goes away', async () => {
    const seen: boolean[] = [];
    const both = [await open(url, seen), await open(url)];
    // Until the connections stand, each counts automatically.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await passing(both, 20, 'shared')).toBe(4);
    const attempt = await both[0]!.attempt('somebody');
    await attempt.succeeded();
    await both[1]!.attempt('somebody');
    await both[0]!.attempt('somebody');
    await expect(both[1]!.attempt('somebody')).rejects.toMatchObject({ code: 'RATE_LIMITED' });

    // One that hangs is as good as gone: each asks it once for a quarter of a second at most (F32).
    redis.kill('SIGSTOP');
    const began = performance.now();
    expect(await passing([both[0]!], 20, 'hung')).toBe(4);
    expect(await passing([both[0]!], 20, 'hung')).toBe(0);
    expect(performance.now() - began).toBeLessThan(700);
    expect(seen).toEqual([false]);
    redis.kill('SIGCONT');
    await vi.waitFor(async () => {
      await both[0]!.request('back').catch(() => {});
      expect(seen).toEqual([false, true]);
    }, 10_000);

    redis.kill();
    await vi.waitFor(() => expect(seen).toEqual([false, true, false]), 5_000);
    expect(await passing([both[0]!], 20, 'alone')).toBe(4);
    await Promise.all(both.map((limiter) => limiter.close()));
  });
});

it('tells how long to wait', async () => {
  const limiter = await open(undefined);
  await passing([limiter], 4, 'a');
  const failure = await limiter.request('a').catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 'RATE_LIMITED',
    extensions: { retryAfter: expect.toSatisfy((seconds: number) => seconds > 0 && seconds <= 60) },
  });
  expect(await passing([limiter], 3, 'b')).toBe(3);
  await limiter.close();
});
