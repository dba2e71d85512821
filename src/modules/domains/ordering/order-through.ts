import { toDay } from '#core/dates.ts';
import type { Task } from '#generated/prisma/client.ts';
import type { Db } from '#platform/database/client.ts';
import { renewal } from './renewal.ts';

/** Whether an order that a registrar took time for has gone through since: what a sync found. */
export async function isThrough(
  db: Db,
  { kind, subjectId, input }: Pick<Task, 'kind' | 'subjectId' | 'input'>,
): Promise<boolean> {
  const domain = await db.domain.findUnique({
    where: { id: Number(subjectId) },
    select: { status: true, expiresOn: true },
  });
  if (kind !== renewal.kind) return domain?.status === 'ACTIVE';
  const { expiresOn: before } = input as { expiresOn: string };
  return Boolean(domain?.expiresOn && toDay(domain.expiresOn) > before);
}
