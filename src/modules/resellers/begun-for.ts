import { matchNone } from '#modules/access/visible.ts';
import type { Work } from '#schema/work.ts';

/** What an order holds that is set up at a provider. */
export interface OrderParts {
  services: { id: number }[];
  domains: { id: number }[];
}

/** The tasks that this change has begun for what orders hold. */
export async function begunFor({ tx }: Work, orders: readonly OrderParts[]): Promise<number[]> {
  const subjects = orders.flatMap(({ services, domains }) => [
    { subjectType: 'Service', subjectId: { in: services.map(({ id }) => id) } },
    { subjectType: 'Domain', subjectId: { in: domains.map(({ id }) => id) } },
  ]);
  const begun = await tx.task.findMany({
    where: { state: 'QUEUED', OR: [matchNone, ...subjects] },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return begun.map(({ id }) => Number(id));
}
