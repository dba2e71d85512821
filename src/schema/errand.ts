import { randomUUID } from 'node:crypto';
import { now } from '#core/clock.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { App } from './app.ts';
import type { Work } from './work.ts';

/** What an errand may use while it talks: no transaction, and a key that is the same at every try. */
export interface Outing {
  app: App;
  db: App['db'];
  errandId: number;
  /** Sent to the outside as its idempotency key, wherever its protocol has one. */
  key: string;
}

/** One kind of work in the outside world. */
export interface ErrandKind<Input extends object, Outcome extends object> {
  /** `noun.verb`, e.g. `domain.register`. */
  kind: string;
  /**
   * Talks to the outside.
   * @throws ProviderError which says whether it was refused, never sent, or is unknown.
   */
  go: (outing: Outing, input: Input) => Promise<Outcome>;
  /** Records what came of it and announces it, in one transaction. Runs once. */
  after: (work: Work, input: Input, outcome: Outcome) => Promise<void>;
  /** Records that the outside refused, in its words. */
  refused?: (work: Work, input: Input, message: string) => Promise<void>;
  /**
   * Asks what became of a call whose answer was lost: its outcome, or null when it never happened
   * and may be sent again. Without it, such an errand waits for a person unless `resendable`.
   */
  reconcile?: (outing: Outing, input: Input) => Promise<Outcome | null>;
  /** The outside recognises `key`, so that sending again is always safe. */
  resendable?: boolean;
  /** How often an errand that never reached the outside is tried again by the worker. Default 0. */
  retries?: number;
}

/** What an errand is about and what it is told. */
export interface BeginErrand<Input> {
  /** The row it is about, as `Domain:7`. */
  subject: { type: string; id: number };
  clientId: number | null;
  /** Plain data; secrets in it are encrypted texts or left out and read again in `go`. */
  input: Input;
}

// oxlint-disable-next-line typescript/no-explicit-any -- each kind knows its own types
const kinds = new Map<string, ErrandKind<any, any>>();

/** Declares a kind of outside work. A command begins it with `work.begin`. */
export function errand<Input extends object, Outcome extends object>(
  kind: ErrandKind<Input, Outcome>,
): ErrandKind<Input, Outcome> {
  kinds.set(kind.kind, kind);
  return kind;
}

/** The declaration behind a recorded errand. */
export const kindOf = (kind: string): ErrandKind<object, object> | undefined => kinds.get(kind);

/** The job that finds an errand again when the process that began it did not settle it. */
export const settleJob = 'errand.settle';

/** How long an errand belongs to the process that works on it, in seconds. */
export const leaseSeconds = 120;

/** Records the intent, and a job that settles it should this process not live to do so. */
export async function beginErrand<Input extends object, Outcome extends object>(
  { tx, app, actor, requestInfo }: Work,
  { kind }: ErrandKind<Input, Outcome>,
  { subject, clientId, input }: BeginErrand<Input>,
): Promise<number> {
  const { id } = await tx.errand.create({
    data: {
      kind,
      subjectType: subject.type,
      subjectId: subject.id,
      clientId,
      input: input as Prisma.InputJsonObject,
      idempotencyKey: randomUUID(),
      credentialId: actor.credentialId,
      actor: actor.id,
      requestId: requestInfo.requestId,
    },
    select: { id: true },
  });
  const startAfter = new Date(now().getTime() + leaseSeconds * 1000);
  await app.jobs.send(tx, settleJob, { errandId: id }, { startAfter });
  return id;
}
