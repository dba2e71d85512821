import { laterOf, toDate, toDay, type Day } from '#core/dates.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import type { Billable, BillingHorizon } from './billable.ts';

/** Which work done for clients is billed up to a day automatically. */
export const dueItems = ({
  until,
}: Pick<BillingHorizon, 'until'>): Prisma.BillableItemWhereInput => ({
  invoicedAt: null,
  client: { status: { not: 'CLOSED' } },
  dueOn: { lte: toDate(until) },
});

/**
 * The work done for a client that is to be billed: what has its day, and what goes with the next
 * invoice if there is one, which falls due on `next`.
 */
export async function itemsDue(
  tx: Tx,
  clientId: number,
  { horizon, day, next }: { horizon: BillingHorizon; day: Day; next: Day | null },
): Promise<Billable[]> {
  const whenever: Prisma.BillableItemWhereInput[] = next
    ? [{ invoicedAt: null, dueOn: null, client: { status: { not: 'CLOSED' } } }]
    : [];
  const items = await tx.billableItem.findMany({
    where: { AND: [{ clientId }, { OR: [dueItems(horizon), ...whenever] }] },
    orderBy: { id: 'asc' },
  });
  return items.map(({ id, description, amount, currencyCode, isTaxed, dueOn }): Billable => {
    const on = dueOn ? laterOf(toDay(dueOn), day) : (next ?? day);
    return {
      subject: { type: 'BillableItem', id },
      cycle: { on, next: on },
      gatewayId: null,
      payMethodId: null,
      type: 'CUSTOM',
      description,
      price: amount,
      currencyCode,
      isTaxed,
      question: null,
      more: {},
    };
  });
}
