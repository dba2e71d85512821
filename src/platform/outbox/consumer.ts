import { Prisma } from '#generated/prisma/client.ts';
import type { Database, Tx } from '#platform/database/client.ts';
import { sentAhead } from '#platform/database/pipelined.ts';
import { transaction } from '#platform/database/transaction.ts';
import { asUnavailable } from '#platform/database/unavailable.ts';
import type { Metrics } from '#platform/metrics.ts';
import { placeReader } from './log.ts';
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
  metrics: Metrics;
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

/** After how long it is looked again where another process is at it, in milliseconds. */
const BUSY_MS = 1_000;

/**
 * How long it rests after a wave, in milliseconds: what is written meanwhile is handled in the next
 * one, so that many changes a second do not cost as many waves. The first is handled at once.
 */
const REST_MS = 50;

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
  let running: Promise<void> | null = null;
  // Set while it waits to look again. The timer alone ends that: the clock may differ from it.
  let pause: NodeJS.Timeout | undefined;

  const run = async () => {
    due = false;
    while (!stopped && cursor < target) {
      const step = await advance(environment, { ...reader, target });
      if (step.position === null || step.failures > 0) {
        due = true;
        return lookAgain(step.failures ? pauseFor(step.failures) : BUSY_MS);
      }
      cursor = step.position;
      const behind = Math.max(0, Number(target - cursor));
      environment.metrics.outboxBehind.set({ consumer: name }, behind);
    }
    lookAgain(REST_MS);
  };
  const go = () => {
    if (stopped || running || !due || pause) return;
    running = run()
      .catch((error: Error) => {
        due = true;
        lookAgain(BUSY_MS);
        onTrouble(error);
      })
      .finally(() => {
        running = null;
        go();
      });
  };
  const lookAgain = (milliseconds: number) => {
    pause = setTimeout(() => {
      pause = undefined;
      go();
    }, milliseconds).unref();
  };
  return {
    wake: (last, published) => {
      const isReset = last < target;
      // The log was emptied or restored.
      if (isReset) cursor = -1n;
      target = last;
      due ||= isReset || types === 'all' || published.some(({ type }) => types.includes(type));
      go();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(pause);
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
  position: bigint;
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
  // Asked for at once, they are one trip; the log is read once the row is locked.
  const [[row], found] = await Promise.all([
    tx.$queryRaw<Row[]>`
      select position, failures from outbox_consumers
      where name = ${name} for update skip locked`,
    tx.$queryRaw<PublishedEvent[]>`
      select id, position, type, payload, client_id as "clientId", reseller_id as "resellerId",
             department_id as "departmentId", subject_id as "subjectId", admin_id as "adminId",
             user_id as "userId", credential_id as "credentialId", at
      from outbox_events
      where position > (select position from outbox_consumers where name = ${name})
        and position <= ${target} ${ofTypes(types)}
      order by position limit ${BATCH}`,
  ]);
  if (!row) return { position: null, failures: 0 };
  // Another process was quicker; the cursor never goes back.
  if (row.position >= target) return { position: row.position, failures: 0 };
  const take = row.failures > 0 ? 1 : BATCH;
  const events = found.slice(0, take);
  for (const event of events) {
    const isGivenUp = row.failures >= ATTEMPTS && (await setAside(name, event, tx));
    if (!isGivenUp) await handle(event, tx);
  }

  const position = events.length === take ? events.at(-1)!.position : target;
  const moved = tx.$executeRaw`
    update outbox_consumers set position = ${position}, failures = 0, updated_at = now()
    where name = ${name}`;
  await sentAhead(tx, moved);
  return { position, failures: 0 };
}

const ofTypes = (types: Reader['types']) =>
  types === 'all' ? Prisma.empty : Prisma.sql`and type = any (${[...types]})`;

async function noteFailure(database: Database, name: string, error: Error): Promise<number> {
  const [row] = await database.query<{ failures: number }>({
    text: `update outbox_consumers
           set failures = failures + 1, last_error = $2, updated_at = now()
           where name = $1 returning failures`,
    values: [name, error.message.slice(0, 1_000)],
  });
  return row?.failures ?? 1;
}
