import { randomUUID } from 'node:crypto';
import { systemActor } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import { ring } from '#platform/database/transaction.ts';
import { systemRequest } from '#schema/context.ts';
import type { Work } from '#schema/work.ts';
import { type BeginTask, taskChannel, type TaskKind } from './kind.ts';

/**
 * How long a new task is left to the process that began it, in seconds: it carries it out right
 * after its commit. Should it die before, a worker finds the task after this time.
 */
const HEAD_START_SECONDS = 15;

/** Who begins a task, and who carries it out. */
export type Beginner = Pick<
  Work,
  'tx' | 'actor' | 'requestInfo' | 'isInteractive' | 'parentTask'
> & {
  /** `worker`: nobody waits for it, any process takes it up after the commit. */
  carriedOutBy: 'caller' | 'worker';
};

/** Records what is to be done, in the change's own transaction: it is done after the commit, or never. */
export async function beginTask<Input extends object, Outcome extends object>(
  { tx, actor, requestInfo, isInteractive, parentTask, carriedOutBy }: Beginner,
  { kind, retry }: TaskKind<Input, Outcome>,
  { subject, clientId, provider, retryUntil, startAt, input }: BeginTask<Input>,
): Promise<number> {
  const at = now();
  const isOwn = carriedOutBy === 'caller' && !startAt;
  const { id } = await tx.task.create({
    data: {
      kind,
      subjectType: subject.type,
      subjectId: subject.id,
      clientId,
      provider: provider ?? '',
      input: input as Prisma.InputJsonObject,
      idempotencyKey: randomUUID(),
      isInteractive,
      retryUntil: retryUntil ?? new Date(at.getTime() + retry.hours * 3_600_000),
      credentialId: actor.credentialId,
      actor: actor.id,
      requestId: requestInfo.requestId,
      parentId: parentTask,
      nextAttemptAt: startAt ?? new Date(at.getTime() + (isOwn ? HEAD_START_SECONDS * 1_000 : 0)),
      createdAt: at,
    },
    select: { id: true },
  });
  if (!isOwn) ring(tx, taskChannel);
  return Number(id);
}

/** Begins a task that nobody waits for, outside a change of its own. */
export const beginByWorker = <Input extends object, Outcome extends object>(
  tx: Tx,
  kind: TaskKind<Input, Outcome>,
  task: BeginTask<Input>,
): Promise<number> =>
  beginTask(
    {
      tx,
      actor: systemActor(new Set()),
      requestInfo: systemRequest('worker'),
      isInteractive: false,
      parentTask: null,
      carriedOutBy: 'worker',
    },
    kind,
    task,
  );
