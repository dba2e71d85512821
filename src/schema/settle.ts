import { now } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import { permissions } from '#core/permissions.ts';
import { systemActor } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import type { Errand, Prisma } from '#generated/prisma/client.ts';
import { transaction } from '#platform/database/transaction.ts';
import type { App } from './app.ts';
import { systemRequest } from './context.ts';
import { type ErrandKind, kindOf, leaseSeconds, type Outing, settleJob } from './errand.ts';
import { recordChange } from './record-change.ts';
import { openWork, type Work } from './work.ts';

const system = systemActor(new Set(permissions));

/** Pauses before the next look at an errand that is not settled, in seconds; the last one repeats. */
const PAUSES = [30, 120, 600, 1800, 7200, 21600];

/**
 * Carries out errands right after the change that began them, and answers for them: the first one
 * the outside refused, or whose outcome is unknown, becomes the error of the whole request,
 * unless the answer itself tells of outcomes.
 */
export async function settleAll(
  app: App,
  ids: readonly number[],
  { reportsOutcomes = false }: { reportsOutcomes?: boolean } = {},
): Promise<void> {
  const settled = await Promise.all(ids.map((id) => settle(app, id)));
  if (reportsOutcomes) return;
  for (const { state, message } of settled) {
    if (state === 'REFUSED') throw new DomainError('PROVIDER_REJECTED', message);
    if (state === 'UNKNOWN' || state === 'SENT') throw new DomainError('OUTCOME_UNKNOWN');
  }
}

/** Carries an errand as far as it goes now. Safe to call at any time, in any process. */
export async function settle(app: App, id: number): Promise<Errand> {
  const held = await take(app, id);
  if (!held) return app.db.errand.findUniqueOrThrow({ where: { id } });
  const kind = kindOf(held.kind);
  if (!kind) throw new Error(`No errand is declared as ${held.kind}.`);
  const outing = { app, db: app.db, errandId: id, key: held.idempotencyKey };
  try {
    const outcome = await goOrAsk(kind, outing, held);
    return await conclude(app, held, { state: 'DONE', message: '', outcome }, (work) =>
      kind.after(work, held.input as object, outcome),
    );
  } catch (error) {
    if (error instanceof ProviderError) return failed(app, kind, held, error);
    throw error;
  }
}

/** A new errand is carried out; one whose answer was lost is asked after first. */
async function goOrAsk(kind: ErrandKind<object, object>, outing: Outing, held: Errand) {
  const input = held.input as object;
  const fresh = held.sentAt === null;
  await outing.db.errand.update({ where: { id: held.id }, data: { sentAt: now() } });
  if (fresh) return kind.go(outing, input);
  if (kind.resendable) return stillUnknown(() => kind.go(outing, input));
  if (!kind.reconcile)
    throw new ProviderError(
      'UNKNOWN',
      'Nobody can tell what became of it; look at the other side.',
    );
  const { reconcile } = kind;
  return stillUnknown(async () => (await reconcile(outing, input)) ?? kind.go(outing, input));
}

/** A second call that never left says nothing about the first one: what that did stays unknown. */
async function stillUnknown<Outcome>(call: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ProviderError) || error.outcome !== 'NOT_SENT') throw error;
    throw new ProviderError('UNKNOWN', error.message, { cause: error });
  }
}

/** Takes the errand for this process, unless it is settled or another one is at work on it. */
async function take(app: App, id: number): Promise<Errand | null> {
  const at = now();
  const leaseUntil = new Date(at.getTime() + leaseSeconds * 1000);
  const [held] = await app.db.errand.updateManyAndReturn({
    where: {
      id,
      state: { in: ['PENDING', 'SENT', 'UNKNOWN'] },
      OR: [{ leaseUntil: null }, { leaseUntil: { lt: at } }],
    },
    data: { state: 'SENT', attempts: { increment: 1 }, leaseUntil },
  });
  return held ?? null;
}

async function failed(
  app: App,
  kind: ErrandKind<object, object>,
  held: Errand,
  { outcome, message }: ProviderError,
): Promise<Errand> {
  const again = outcome === 'UNKNOWN' || held.attempts <= (kind.retries ?? 0);
  if (outcome !== 'REFUSED' && again) return postpone(app, held, outcome, message);
  return conclude(app, held, { state: 'REFUSED', message }, async (work) =>
    kind.refused?.(work, held.input as object, message),
  );
}

/** Ends an errand: what it means for the books, its state and its audit entry in one transaction. */
async function conclude(
  app: App,
  held: Errand,
  end: { state: 'DONE' | 'REFUSED'; message: string; outcome?: Prisma.InputJsonObject },
  record: (work: Work) => Promise<void>,
): Promise<Errand> {
  const requestInfo = systemRequest(held.requestId ?? 'worker');
  return transaction(app.db, async (tx) => {
    const work = openWork({ app, actor: system, requestInfo }, tx);
    await record(work);
    const settled = await tx.errand.update({
      where: { id: held.id },
      data: { ...end, leaseUntil: null, nextAttemptAt: null, settledAt: now() },
    });
    await recordChange(work, { action: `${held.kind} ${end.state}`, input: { errandId: held.id } });
    return settled;
  });
}

/** Leaves an errand for later: as never sent, or as unknown until somebody can tell. */
async function postpone(
  app: App,
  held: Errand,
  outcome: 'NOT_SENT' | 'UNKNOWN',
  message: string,
): Promise<Errand> {
  const pause = PAUSES[Math.min(held.attempts, PAUSES.length) - 1] ?? 30;
  const nextAttemptAt = new Date(now().getTime() + pause * 1000);
  const unsent = outcome === 'NOT_SENT';
  const data: Prisma.ErrandUpdateInput = {
    state: unsent ? 'PENDING' : 'UNKNOWN',
    message,
    nextAttemptAt,
    leaseUntil: null,
    ...(unsent && { sentAt: null }),
  };
  return transaction(app.db, async (tx) => {
    await app.jobs.send(tx, settleJob, { errandId: held.id }, { startAfter: nextAttemptAt });
    return tx.errand.update({ where: { id: held.id }, data });
  });
}
