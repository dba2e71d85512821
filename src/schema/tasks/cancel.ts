import { now } from '#core/clock.ts';
import type { TaskState } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';

const final: readonly TaskState[] = ['SUCCEEDED', 'REJECTED', 'CANCELLED'];

/** Whether something may still become of a task. */
export const isUnfinished = ({ state }: { state: TaskState }): boolean => !final.includes(state);

/** Gives a task up that does not run; false while it does, and when it has ended. */
export async function cancelTask(tx: Tx, id: number, message: string): Promise<boolean> {
  const { count } = await tx.task.updateMany({
    where: { id, state: { in: ['QUEUED', 'UNKNOWN', 'DEAD'] } },
    data: { state: 'CANCELLED', message, finishedAt: now(), nextAttemptAt: null },
  });
  return count > 0;
}
