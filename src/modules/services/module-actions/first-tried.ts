import type { TaskContext } from '#schema/tasks/kind.ts';
import { type HostingAccountRef, subjectOf } from '#modules/services/account.ts';

/**
 * When the first try to make an account began that is not settled by success: of this
 * task, or of an earlier one whose account may stand unnoticed. Undefined at the very first try.
 */
export async function firstTriedAt(
  { db, id: taskId }: TaskContext,
  ref: HostingAccountRef,
): Promise<Date | undefined> {
  const subject = subjectOf(ref);
  const of = { subjectType: subject.type, subjectId: subject.id };
  const settled = await db.task.findFirst({
    where: { ...of, kind: { in: ['module.create', 'module.terminate'] }, state: 'SUCCEEDED' },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  const tries = await db.task.findMany({
    where: { ...of, kind: 'module.create', id: { gt: settled?.id ?? 0, lte: taskId } },
    orderBy: { id: 'asc' },
    take: 2,
    select: { id: true, createdAt: true, attempts: true },
  });
  const [first] = tries;
  const veryFirst = first !== undefined && Number(first.id) === taskId && first.attempts === 1;
  return veryFirst ? undefined : first?.createdAt;
}
