import type { Database, Tx } from '#platform/database/client.ts';
import { transaction } from '#platform/database/transaction.ts';
import { asUnavailable } from '#platform/database/unavailable.ts';
import { outboxBehind } from '#platform/metrics.ts';
import { placeReader } from './stamp.ts';
import type { PublishedEvent } from './subscriber.ts';

/**
 * Handles one event inside the transaction that also moves the consumer's cursor. It must do its
 * database work with `tx` and leave the outside world to jobs sent with it.
 */
export type Handler = (event: PublishedEvent, tx: Tx) => Promise<void>;

/** Who reads the log durably. */
export interface Reader {
  name: string;
  /** The events it is handed; the others cost it nothing. */
  types: readonly string[] | 'all';
  handle: Handler;
}

/** A durable reader of the log in this process. */
export interface Consumer {
  /** Says that the log goes up to `last`, and what was told of it since this was last said. */
  wake(last: bigint, published: readonly PublishedEvent[]): void;
  stop(): Promise<void>;
}

interface Environment {
  database: Database;
  onTrouble(error: Error): void;
  /** Takes an event that a reader cannot handle, in the reader's transaction; false where nobody does. */
  setAside(reader: string, event: PublishedEvent, tx: Tx): Promise<boolean>;
}

/** Events handled in one transaction; one alone after a failure. */
const BATCH = 50;

/**
 * After so many failures an event is set aside, that those behind it are not held up: it becomes a
 * task of its own, which goes on trying.
 */
const ATTEMPTS = 5;

const LONGEST_PAUSE_MS = 60_000;

/** Opens a durable reader; a new name starts at the end of the log. */
export async function openConsumer(environment: Environment, reader: Reader): Promise<Consumer> {
  const { database, onTrouble } = environment;
  const { name, types } = reader;
  await placeReader(database, name);

  let target = 0n;
  let cursor = -1n;
  // Whether there may be something for it before the target; unknown at first.
  let due = true;
  let stopped = false;
  let pausedUntil = 0;
  let running: Promise<void> | null = null;

  const run = async () => {
    due = false;
    while (!stopped && cursor < target) {
      const step = await advance(environment, { ...reader, target });
      if (step.failures > 0) pausedUntil = Date.now() + pauseFor(step.failures);
      due ||= step.position === null || step.failures > 0;
      if (step.position === null || step.failures > 0) return;
      cursor = step.position;
      outboxBehind.set({ consumer: name }, Math.max(0, Number(target - cursor)));
    }
  };
  return {
    wake: (last, published) => {
      const isReset = last < target;
      // The log was emptied or restored.
      if (isReset) cursor = -1n;
      target = last;
      due ||= isReset || types === 'all' || published.some(({ type }) => types.includes(type));
      if (stopped || running || !due || Date.now() < pausedUntil) return;
      running = run()
        .catch((error: Error) => {
          due = true;
          onTrouble(error);
        })
        .finally(() => (running = null));
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

const pauseFor = (failures: number) => Math.min(500 * 2 ** failures, LONGEST_PAUSE_MS);

interface Reading extends Reader {
  target: bigint;
}

/** Where the reader stands after a step; null when another process is at it. */
interface Step {
  position: bigint | null;
  failures: number;
}

interface Row {
  position: string;
  failures: number;
}

/** Handles the next events in one transaction and moves the cursor past them. */
async function advance(environment: Environment, reading: Reading): Promise<Step> {
  const { database, onTrouble } = environment;
  try {
    return await transaction(database.prisma, (tx) => handleSome(environment, tx, reading));
  } catch (error) {
    if (asUnavailable(error)) throw error;
    onTrouble(error as Error);
    const failures = await noteFailure(database, reading.name, error as Error);
    return { position: null, failures };
  }
}

async function handleSome(
  { setAside }: Environment,
  tx: Tx,
  { name, types, handle, target }: Reading,
): Promise<Step> {
  const [row] = await tx.$queryRaw<Row[]>`
    select position::text, failures from outbox_consumers
    where name = ${name} for update skip locked`;
  if (!row) return { position: null, failures: 0 };
  const after = BigInt(row.position);
  // Another process was quicker; the cursor never goes back.
  if (after >= target) return { position: after, failures: 0 };
  const take = row.failures > 0 ? 1 : BATCH;
  const events = (await tx.outboxEvent.findMany({
    where: {
      position: { gt: after, lte: target },
      ...(types !== 'all' && { type: { in: [...types] } }),
    },
    orderBy: { position: 'asc' },
    take,
  })) as PublishedEvent[];
  for (const event of events) {
    const isGivenUp = row.failures >= ATTEMPTS && (await setAside(name, event, tx));
    if (!isGivenUp) await handle(event, tx);
  }

  const position = events.length === take ? events.at(-1)!.position : target;
  await tx.$executeRaw`
    update outbox_consumers set position = ${position}, failures = 0, updated_at = now()
    where name = ${name}`;
  return { position, failures: 0 };
}

async function noteFailure(database: Database, name: string, error: Error): Promise<number> {
  const [row] = await database.query<{ failures: number }>({
    text: `update outbox_consumers
           set failures = failures + 1, last_error = $2, updated_at = now()
           where name = $1 returning failures`,
    values: [name, error.message.slice(0, 1_000)],
  });
  return row?.failures ?? 1;
}
