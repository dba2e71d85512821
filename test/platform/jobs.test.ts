import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '#platform/database/transaction.ts';
import { type Jobs, startJobs } from '#platform/jobs/jobs.ts';
import { testDatabase } from '#test/setup/database.ts';

let jobs: Jobs;
const troubles: string[] = [];

beforeAll(async () => {
  jobs = await startJobs(await testDatabase(), {
    onTrouble: (error) => troubles.push(error.message),
  });
});
afterAll(() => jobs.stop());

/** Defines a job that collects the numbers it is given. */
async function collector(name: string, options = {}): Promise<number[]> {
  const done: number[] = [];
  await jobs.define<{ number: number }>(
    name,
    options,
    async ({ number }) => void done.push(number),
  );
  return done;
}

describe('jobs', () => {
  it('are done when the change that asked for them is kept, and never when it is undone', async () => {
    const { prisma } = await testDatabase();
    const done = await collector('test.kept');
    await transaction(prisma, async (tx) => {
      await jobs.send(tx, 'test.kept', { number: 1 });
      throw new Error('undo');
    }).catch(() => {});
    await transaction(prisma, (tx) => jobs.send(tx, 'test.kept', { number: 2 }));
    await expect.poll(() => done).toEqual([2]);
  });

  it('are done at once, not at the next look', async () => {
    const { prisma } = await testDatabase();
    const done = await collector('test.prompt');
    const started = performance.now();
    await jobs.send(prisma, 'test.prompt', { number: 1 });
    await expect.poll(() => done, { interval: 10 }).toEqual([1]);
    expect(performance.now() - started).toBeLessThan(900);
  });

  it('are tried again after a failure, up to their limit', async () => {
    const { prisma } = await testDatabase();
    const attempts: number[] = [];
    await jobs.define('test.failing', { retryLimit: 1, backoff: 1 }, async (_, { attempt }) => {
      attempts.push(attempt);
      throw new Error(`not on attempt ${attempt}`);
    });
    await jobs.send(prisma, 'test.failing', {});
    await expect.poll(() => attempts, { timeout: 10_000 }).toEqual([1, 2]);
    await expect
      .poll(() => troubles.filter((text) => text.includes('test.failing')))
      .toEqual([
        expect.stringContaining('not on attempt 1'),
        expect.stringContaining('not on attempt 2'),
      ]);
  });

  it('wait for their time', async () => {
    const { prisma } = await testDatabase();
    const done = await collector('test.later');
    const at = Date.now() + 1_500;
    await jobs.send(prisma, 'test.later', { number: 1 }, { startAfter: new Date(at) });
    await expect.poll(() => done, { timeout: 30_000 }).toEqual([1]);
    expect(Date.now()).toBeGreaterThanOrEqual(at);
  });

  it('with the same key wait only once', async () => {
    const { prisma } = await testDatabase();
    const done = await collector('test.single');
    const options = { singletonKey: 'a', startAfter: new Date(Date.now() + 1_000) };
    for (const number of [1, 2, 3]) await jobs.send(prisma, 'test.single', { number }, options);
    await jobs.send(prisma, 'test.single', { number: 4 }, { ...options, singletonKey: 'b' });
    await expect.poll(() => done.toSorted(), { timeout: 30_000 }).toEqual([1, 4]);
  });

  it('run side by side up to their concurrency', async () => {
    const { prisma } = await testDatabase();
    let atWork = 0;
    let most = 0;
    let done = 0;
    await jobs.define('test.wide', { concurrency: 3 }, async () => {
      atWork += 1;
      most = Math.max(most, atWork);
      await new Promise((resolve) => setTimeout(resolve, 50));
      atWork -= 1;
      done += 1;
    });
    await transaction(prisma, async (tx) => {
      for (let index = 0; index < 9; index += 1) await jobs.send(tx, 'test.wide', {});
    });
    await expect.poll(() => done, { timeout: 30_000 }).toBe(9);
    expect(most).toBe(3);
  });

  it('that nobody defined are refused when sent, and so are schedules that make no sense', async () => {
    const { prisma } = await testDatabase();
    await expect(jobs.send(prisma, 'test.unknown', {})).rejects.toThrow(/No job is defined/);
    await jobs.define('test.clock', {}, async () => {});
    await expect(jobs.schedule('test.clock', 'whenever')).rejects.toThrow();
    await jobs.schedule('test.clock', '0 3 * * *');
  });
});
