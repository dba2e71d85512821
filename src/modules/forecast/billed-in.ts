import type { Tx } from '#platform/database/client.ts';
import { type Total, addedUp } from './totals.ts';

/** What is billed for one product; null stands for domains, fees and what else has none. */
export interface Revenue {
  productId: number | null;
  total: Total;
}

/** How many invoices are read at once. */
const CHUNK = 2_000;

/** What invoices that stand come to: their totals, and their lines by product. */
export async function billedIn(
  tx: Tx,
  ids: readonly number[],
): Promise<{ invoices: Total[]; revenue: Revenue[] }> {
  const totals: { amount: Total['amount']; currency: string }[] = [];
  const lines = new Map<number | null, typeof totals>();
  for (let at = 0; at < ids.length; at += CHUNK) {
    const invoices = await tx.invoice.findMany({
      where: { id: { in: ids.slice(at, at + CHUNK) }, status: { not: 'CANCELLED' } },
      select: {
        total: true,
        currencyCode: true,
        items: { select: { amount: true, service: { select: { productId: true } } } },
      },
    });
    for (const { total, currencyCode: currency, items } of invoices) {
      totals.push({ amount: total, currency });
      for (const { amount, service } of items) {
        const productId = service?.productId ?? null;
        const known = lines.get(productId) ?? [];
        lines.set(productId, known);
        known.push({ amount, currency });
      }
    }
  }
  const revenue = [...lines].flatMap(([productId, amounts]) =>
    addedUp(amounts).map((total) => ({ productId, total })),
  );
  const place = ({ productId }: Revenue) => productId ?? Infinity;
  return { invoices: addedUp(totals), revenue: revenue.toSorted((a, b) => place(a) - place(b)) };
}
