import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import type { Task } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';

/**
 * Has a task that waits, or was given up, carried out right after the commit.
 * @throws DomainError TASK_RUNNING
 */
export async function resumeTask(work: Work, { id, state }: Task): Promise<number> {
  const data = { nextAttemptAt: now(), ...(state === 'DEAD' && { state: 'QUEUED' as const }) };
  const { count } = await work.tx.task.updateMany({
    where: { id, state: { in: ['QUEUED', 'UNKNOWN', 'DEAD'] } },
    data: { ...data, failures: 0, finishedAt: null },
  });
  if (count === 0) throw new DomainError('TASK_RUNNING', undefined, { taskId: `Task:${id}` });
  work.resume(Number(id));
  return Number(id);
}
