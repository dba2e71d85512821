import type { Outing } from '#schema/errand.ts';
import { type HostingAccountRef, subjectOf } from '#modules/services/account.ts';

/**
 * When the first try to make an account began that is not settled by success: of this
 * errand, or of an earlier one whose account may stand unnoticed. Undefined at the very first try.
 */
export async function firstTriedAt(
  { db, errandId }: Outing,
  ref: HostingAccountRef,
): Promise<Date | undefined> {
  const subject = subjectOf(ref);
  const of = { subjectType: subject.type, subjectId: subject.id };
  const settled = await db.errand.findFirst({
    where: { ...of, kind: { in: ['module.create', 'module.terminate'] }, state: 'DONE' },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  const tries = await db.errand.findMany({
    where: { ...of, kind: 'module.create', id: { gt: settled?.id ?? 0, lte: errandId } },
    orderBy: { id: 'asc' },
    take: 2,
    select: { id: true, createdAt: true, attempts: true },
  });
  const [first] = tries;
  const veryFirst = first?.id === errandId && first.attempts === 1;
  return veryFirst ? undefined : first?.createdAt;
}
