import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Database, Tx } from '#platform/database/client.ts';
import { openDatabase } from '#platform/database/open.ts';
import { transaction } from '#platform/database/transaction.ts';
import type { Handler } from '#platform/outbox/consumer.ts';
import { type Outbox, startOutbox } from '#platform/outbox/outbox.ts';
import { BUFFER, SubscriberTooSlow, type PublishedEvent } from '#platform/outbox/subscriber.ts';
import { testDatabase, testDatabaseUrl } from '#test/setup/database.ts';

const write = (tx: Tx, type: string, subjectId = 0) =>
  tx.$executeRaw`
    with told as (
      insert into outbox_events (type, payload, subject_id) values (${type}, '{}', ${subjectId})
      returning 1
    ) select pg_notify('outbox', '') from told`;

const announce = async (type: string, subjectId = 0) => {
  const { prisma } = await testDatabase();
  await transaction(prisma, (tx) => write(tx, type, subjectId));
};

/** The next `count` events of a subscription. */
async function take(
  events: AsyncIterator<PublishedEvent>,
  count: number,
): Promise<PublishedEvent[]> {
  const taken: PublishedEvent[] = [];
  while (taken.length < count) {
    const { value, done } = await events.next();
    if (done) break;
    taken.push(value as PublishedEvent);
  }
  return taken;
}

const subjects = (events: PublishedEvent[]) => events.map((event) => Number(event.subjectId));

const open: Outbox[] = [];
const start = async (database?: Database, onTrouble?: (error: Error) => void) => {
  const outbox = await startOutbox(database ?? (await testDatabase()), { onTrouble });
  open.push(outbox);
  return outbox;
};
afterEach(async () => {
  for (const outbox of open.splice(0)) await outbox.stop();
});

describe('the log of events', () => {
  it('tells events in order, each once, at positions without gaps', async () => {
    const outbox = await start();
    const received = outbox.subscribe({ types: ['test.order'] });
    for (let index = 1; index <= 20; index += 1) await announce('test.order', index);
    const events = await take(received, 20);
    expect(subjects(events)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    const positions = events.map(({ position }) => Number(position));
    expect(positions).toEqual(positions.map((_, index) => positions[0]! + index));
  });

  it('tells nothing of a change that was undone', async () => {
    const outbox = await start();
    const { prisma } = await testDatabase();
    const received = outbox.subscribe();
    await transaction(prisma, async (tx) => {
      await write(tx, 'test.undone');
      throw new Error('undo');
    }).catch(() => {});
    await announce('test.done');
    expect((await take(received, 1))[0]?.type).toBe('test.done');
  });

  it('resumes after a cursor from the table and goes on live, without gap or repeat', async () => {
    const outbox = await start();
    const first = outbox.subscribe({ types: ['test.resume'] });
    for (let index = 1; index <= 5; index += 1) await announce('test.resume', index);
    const seen = await take(first, 2);
    await first.return?.();

    const second = outbox.subscribe({ after: seen[1]!.position, types: ['test.resume'] });
    const reading = take(second, 6);
    for (let index = 6; index <= 8; index += 1) await announce('test.resume', index);
    expect(subjects(await reading)).toEqual([3, 4, 5, 6, 7, 8]);
  });

  it('tells what was written while no process was running', async () => {
    const before = await start();
    const cursor = before.latest();
    await before.stop();
    await announce('test.crash', 1);
    const after = await start();
    expect(subjects(await take(after.subscribe({ after: cursor }), 1))).toEqual([1]);
  });

  it('ends a subscription that is waiting as soon as it is returned or the relay stops', async () => {
    const outbox = await start();
    const [one, two] = [outbox.subscribe(), outbox.subscribe()];
    const waiting = [one.next(), two.next()];
    await one.return?.();
    await outbox.stop();
    expect(await Promise.all(waiting)).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
  });

  it('drops a subscriber that never reads, with an error', async () => {
    const outbox = await start();
    const { prisma } = await testDatabase();
    const lazy = outbox.subscribe({ types: ['test.flood'] });
    const witness = outbox.subscribe({ types: ['test.flood-end'] });
    const first = lazy.next();
    const ending = take(witness, 1);
    await announce('test.flood');
    await first;
    const flood = Array.from({ length: BUFFER + 1 }, () => ({ type: 'test.flood', payload: {} }));
    await prisma.outboxEvent.createMany({ data: flood });
    await announce('test.flood-end');
    await ending;
    await expect(lazy.next()).rejects.toThrow(SubscriberTooSlow);
    expect(await lazy.next()).toEqual({ done: true, value: undefined });
  });

  it('hands a durable reader every event once, also over a restart', async () => {
    const handled: number[] = [];
    const collect = async (event: PublishedEvent) => {
      handled.push(Number(event.subjectId));
    };
    const first = await start();
    await first.consume({ name: 'collector', types: ['test.durable'], handle: collect });
    await announce('test.durable', 1);
    await expect.poll(() => handled).toEqual([1]);
    await first.stop();
    await announce('test.durable', 2);
    const second = await start();
    await second.consume({ name: 'collector', types: ['test.durable'], handle: collect });
    await announce('test.durable', 3);
    await expect.poll(() => handled, { timeout: 30_000 }).toEqual([1, 2, 3]);
  });

  it('does not trouble a durable reader with events of other types', async () => {
    const outbox = await start();
    const { prisma } = await testDatabase();
    const handled: number[] = [];
    const handle: Handler = async ({ subjectId }) => void handled.push(Number(subjectId));
    await outbox.consume({ name: 'picky', types: ['test.wanted'], handle });
    const witness = outbox.subscribe({ types: ['test.end'] });
    const position = async () =>
      (await prisma.outboxConsumer.findUnique({ where: { name: 'picky' } }))!.position;
    await announce('test.wanted', 1);
    await expect.poll(() => handled).toEqual([1]);
    const before = await position();
    const ending = take(witness, 1);
    for (let times = 0; times < 5; times += 1) await announce('test.other');
    await announce('test.end');
    await ending;
    expect(await position()).toBe(before);
    await announce('test.wanted', 2);
    await expect.poll(() => handled).toEqual([1, 2]);
    expect(await position()).toBe(outbox.latest());
  });

  it('undoes what a failing reader wrote and hands it the event again', async () => {
    const troubles: string[] = [];
    const outbox = await start(undefined, (error) => troubles.push(error.message));
    const { prisma } = await testDatabase();
    let attempts = 0;
    const handle: Handler = async (_event, tx) => {
      await tx.auditEntry.create({ data: { actor: 'stumbler', action: 'test', input: {} } });
      attempts += 1;
      if (attempts === 1) throw new Error('stumbled');
    };
    await outbox.consume({ name: 'stumbler', types: ['test.stumble'], handle });
    await announce('test.stumble');
    await expect.poll(() => attempts, { timeout: 30_000 }).toBe(2);
    const row = () => prisma.outboxConsumer.findUnique({ where: { name: 'stumbler' } });
    await expect.poll(async () => (await row())?.failures).toBe(0);
    expect(await prisma.auditEntry.count({ where: { actor: 'stumbler' } })).toBe(1);
    expect(troubles).toEqual(['stumbled']);
  });

  it('hands it over again though the clock goes slower than the timers', async () => {
    const outbox = await start();
    let tries = 0;
    await outbox.consume({
      name: 'test-slow-clock',
      types: ['test.slow-clock'],
      handle: async () => {
        tries += 1;
        if (tries === 1) throw new Error('refused');
      },
    });
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      await announce('test.slow-clock');
      // Not `expect.poll`, which moves a clock that stands still.
      for (let round = 0; round < 100 && tries < 2; round += 1) await setTimeout(50);
      expect(tries).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe.skipIf(!process.env.TEST_DATABASE_URL)('the log of events on PostgreSQL', () => {
  it('puts a transaction that commits late after those that were told before it', async () => {
    const outbox = await start();
    const { prisma } = await testDatabase();
    const received = outbox.subscribe({ types: ['test.late'] });
    let finish = () => {};
    const early = new Promise<void>((resolve) => (finish = resolve));
    let written = () => {};
    const begun = new Promise<void>((resolve) => (written = resolve));
    const late = transaction(prisma, async (tx) => {
      await write(tx, 'test.late', 1);
      written();
      await early;
    });
    await begun;
    await announce('test.late', 2);
    const [first] = await take(received, 1);
    finish();
    await late;
    const [second] = await take(received, 1);
    expect([Number(first?.subjectId), Number(second?.subjectId)]).toEqual([2, 1]);
    expect(second!.position).toBeGreaterThan(first!.position);
    expect(second!.id).toBeLessThan(first!.id);
  });

  it('tells every process the same events in the same order under concurrent commits', async () => {
    const other = await openDatabase({ databaseUrl: testDatabaseUrl()! });
    const outboxes = [await start(), await start(other)];
    const { prisma } = await testDatabase();
    const received = outboxes.map((outbox) => outbox.subscribe({ types: ['test.race'] }));
    const reading = received.map((events) => take(events, 300));
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        transaction(index % 2 ? prisma : other.prisma, async (tx) => {
          for (const part of [1, 2, 3]) await write(tx, 'test.race', index * 10 + part);
        }),
      ),
    );
    const [one, two] = await Promise.all(reading);
    expect(subjects(one!)).toEqual(subjects(two!));
    expect(new Set(subjects(one!)).size).toBe(300);
    const positions = one!.map(({ position }) => Number(position));
    expect(positions).toEqual(positions.map((_, index) => positions[0]! + index));
    for (let index = 0; index < 100; index += 1) {
      const own = subjects(one!).filter((subject) => Math.floor(subject / 10) === index);
      expect(own).toEqual([1, 2, 3].map((part) => index * 10 + part));
    }
    await outboxes[1]!.stop();
    await other.close();
  });

  it('gives an event to one of two processes that read under the same name', async () => {
    const other = await openDatabase({ databaseUrl: testDatabaseUrl()! });
    const outboxes = [await start(), await start(other)];
    const handled: number[] = [];
    for (const outbox of outboxes)
      await outbox.consume({
        name: 'shared',
        types: 'all',
        handle: async (event) => {
          if (event.type === 'test.shared') handled.push(Number(event.subjectId));
        },
      });
    for (let index = 1; index <= 30; index += 1) await announce('test.shared', index);
    await expect.poll(() => handled.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(30);
    expect(handled).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    await outboxes[1]!.stop();
    await other.close();
  });
});
