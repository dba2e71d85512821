import type { Decimal } from 'decimal.js';
import { toDay } from '#core/dates.ts';
import { type Amount, exact, least, round, sum } from '#core/money.ts';
import type { ServiceUpgrade } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import { type PaidLine, paidLines } from './paid-lines.ts';

/**
 * What changes of services gave back, as credit, of what an invoice billed: that is not refunded
 * once more. A change gives back the time that is furthest ahead first.
 */
export async function givenBackOf(
  tx: Tx,
  { id, currencyCode }: { id: number; currencyCode: string },
): Promise<Decimal> {
  const changes = await tx.serviceUpgrade.findMany({
    where: {
      status: 'COMPLETED',
      credit: { gt: 0 },
      startOn: { not: null },
      service: { invoiceItems: { some: { invoiceId: id } } },
    },
    orderBy: { id: 'asc' },
  });
  const services = new Set(changes.map(({ serviceId }) => serviceId));
  const parts: Amount[] = [];
  for (const serviceId of services) {
    const own = changes.filter((change) => change.serviceId === serviceId);
    parts.push(partOf(id, await paidLines(tx, serviceId), own));
  }
  return round(sum(parts), currencyCode);
}

/** What changes of one service took of the lines of an invoice. */
function partOf(
  invoiceId: number,
  lines: readonly PaidLine[],
  changes: readonly ServiceUpgrade[],
): Decimal {
  const left = new Map(lines.map(({ id, whole }) => [id, whole]));
  let part = exact('0');
  for (const { credit, startOn, lastItemId } of changes) {
    let rest = exact(credit);
    const from = toDay(startOn!);
    const ahead = lines
      .filter(({ id, to }) => id <= lastItemId && to > from)
      .toSorted((one, other) =>
        one.to === other.to ? other.id - one.id : one.to < other.to ? 1 : -1,
      );
    for (const line of ahead) {
      const taken = least(left.get(line.id)!, rest);
      left.set(line.id, left.get(line.id)!.minus(taken));
      rest = rest.minus(taken);
      if (line.invoiceId === invoiceId) part = part.plus(taken);
    }
  }
  return part;
}
