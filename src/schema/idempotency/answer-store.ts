import { setTimeout as sleep } from 'node:timers/promises';
import { onceFor } from '#core/once-for.ts';
import type { Database } from '#platform/database/client.ts';
import { sentAhead } from '#platform/database/pipelined.ts';
import { transaction } from '#platform/database/transaction.ts';
import type { App } from '#schema/app.ts';

/** How long answers are gathered before they are written, in milliseconds. */
const GATHERED_MS = 5;

/** The answer that was given under an idempotency key. */
interface GivenAnswer {
  scope: string;
  key: string;
  /** Encrypted. */
  answer: string;
  /** Hash of the operation it answers. */
  hash: string;
}

/** Writes answers under their idempotency keys; those of a few milliseconds in one trip. */
class AnswerStore {
  readonly #database: Database;
  readonly #writing = new Set<Promise<void>>();
  #gathered: GivenAnswer[] = [];
  #next: Promise<void> | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Comes back once it is written. */
  store(answer: GivenAnswer): Promise<void> {
    this.#gathered.push(answer);
    this.#next ??= this.#writeSoon();
    return this.#next;
  }

  /** Waits until every answer handed in so far is written, or cannot be. */
  async stored(): Promise<void> {
    await Promise.allSettled(this.#writing);
  }

  #writeSoon(): Promise<void> {
    const written = sleep(GATHERED_MS).then(() => this.#write());
    this.#writing.add(written);
    const forget = () => void this.#writing.delete(written);
    written.then(forget, forget);
    return written;
  }

  async #write(): Promise<void> {
    const answers = this.#gathered.toSorted(byKey);
    this.#gathered = [];
    this.#next = null;
    await transaction(this.#database.prisma, async (tx) => {
      for (const { scope, key, answer, hash } of answers)
        await sentAhead(
          tx,
          tx.$executeRaw`
            update idempotency_keys set answer = ${answer}, answer_hash = ${hash}
            where scope = ${scope} and key = ${key} and answer is null`,
        );
    });
  }
}

/** In one order everywhere: two processes may have the same answers to write. */
const byKey = (one: GivenAnswer, other: GivenAnswer) =>
  one.scope + one.key < other.scope + other.key ? -1 : 1;

/** The answers of a gateway. */
export const answerStoreOf = onceFor(({ database }: App) => new AnswerStore(database));
