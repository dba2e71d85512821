import { systemActor } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import { permissions } from '#core/permissions.ts';
import type { Prisma, Task } from '#generated/prisma/client.ts';
import { ring, transaction } from '#platform/database/transaction.ts';
import type { App } from '#schema/app.ts';
import { systemRequest } from '#schema/context.ts';
import { recordChange, recordEvents } from '#schema/record-change.ts';
import { openWork, type Work } from '#schema/work.ts';
import type { AttemptFailure } from './decide.ts';
import { type AnyKind, taskChannel, type TaskFacts } from './kind.ts';
import { type Held, LeaseLost } from './lease.ts';
import { noteProvider, noteReached } from './outages.ts';
import { noteDead, noteDelay, noteManual, resolveNotices } from './notice.ts';

const system = systemActor(new Set(permissions));

/** Ends an attempt that succeeded: its records, its state and its audit entry in one transaction. */
export const succeed = (
  app: App,
  kind: AnyKind,
  held: Held,
  outcome: Prisma.InputJsonObject,
): Promise<Task> => {
  noteReached(app, kind.kind);
  const ended = { state: 'SUCCEEDED' as const, outcome, errorCode: '', message: '', failures: 0 };
  return endAttempt(app, kind, held, ended, async (work, task) => {
    await kind.after(work, held.input, outcome, factsOf(task));
    if (held.attempts > 1) await resolveNotices(work, held);
  });
};

/** Ends an attempt that did not: finally, for a person to look at, or until the next one. */
export function fail(
  app: App,
  kind: AnyKind,
  held: Held,
  { state, error, nextAttemptAt, failures, isUnsent }: AttemptFailure,
  outcome: Prisma.InputJsonObject | null,
): Promise<Task> {
  noteProvider(app, kind, held, { error, nextAttemptAt });
  const data = {
    state,
    errorCode: error.code,
    message: error.message,
    nextAttemptAt,
    failures,
    ...(isUnsent && { sentAt: null }),
    // What the provider answered is not asked for again where only its recording failed.
    ...(outcome && { outcome }),
  };
  return endAttempt(app, kind, held, data, async (work, task) => {
    const isEnd = state === 'REJECTED' || state === 'CANCELLED';
    const record = isEnd ? kind.failed : kind.delayed;
    await record?.(work, held.input, error, factsOf(task));
    if (state === 'DEAD') await noteDead(work, task);
    else if (error.code === 'WAITS_FOR_PERSON') await noteManual(work, task);
    else if (isEnd) await resolveNotices(work, held);
    else if (!kind.isQuiet) await noteDelay(work, task);
  });
}

export const factsOf = ({ id, isInteractive, attempts, nextAttemptAt }: Task): TaskFacts => ({
  id: Number(id),
  isInteractive,
  attempts,
  nextAttemptAt,
});

/** Whoever ends an attempt names it by its token. @throws LeaseLost, and nothing is recorded */
async function endAttempt(
  app: App,
  kind: AnyKind,
  held: Held,
  end: Prisma.TaskUpdateManyMutationInput & { state: Task['state'] },
  record: (work: Work, task: Task) => Promise<void>,
): Promise<Task> {
  const { id, leaseToken, requestId } = held;
  const { state } = end;
  const isOver = state !== 'QUEUED' && state !== 'UNKNOWN';
  const requestInfo = systemRequest(requestId ?? 'worker');
  const ended = await transaction(app.db, async (tx) => {
    const worker = {
      app,
      actor: system,
      requestInfo,
      parentTask: id,
      carriedOutBy: 'worker' as const,
    };
    const work = openWork(worker, tx);
    const [task] = await tx.task.updateManyAndReturn({
      where: { id, leaseToken, state: 'RUNNING' },
      data: { ...end, leaseToken: null, leaseUntil: null, ...(isOver && { finishedAt: now() }) },
    });
    if (!task) throw new LeaseLost();
    // Whoever carries out the next attempt has to know its time.
    if (task.nextAttemptAt) ring(tx, taskChannel);
    await record(work, task);
    if (!kind.isQuiet) announceTask(work, task);
    // What happens in numbers leaves its events, and no entry of its own.
    if (kind.isQuiet) await recordEvents(work);
    else if (isOver || work.announcements.length > 0)
      await recordChange(work, { action: `${kind.kind} ${state}`, input: { taskId: Number(id) } });
    return task;
  });
  app.metrics.tasksEnded.inc({ kind: kind.kind, state });
  return ended;
}

/** Tells subscribers that a task has moved. */
export const announceTask = (
  { announce }: Pick<Work, 'announce'>,
  { id, clientId, state }: Pick<Task, 'id' | 'clientId' | 'state'>,
): void => announce('task.changed', { taskId: Number(id), clientId, state });
