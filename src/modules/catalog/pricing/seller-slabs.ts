import { defined } from '#core/defined.ts';
import { type Amount, convert, exact, sum } from '#core/money.ts';
import type { Db, Tx } from '#platform/database/client.ts';

/** A reseller as far as its volume is concerned. */
export interface SlabSeller {
  id: number;
  clientId: number;
}

/** The band of a product key that is reached, or 0 for none: the highest one that asks for no more. */
export function reachedSlab(
  slabs: readonly { slab: number; categoryName: string; categoryQuantity: Amount }[],
  volumes: ReadonlyMap<string, Amount>,
): number {
  const missed = new Set(
    slabs
      .filter(({ categoryName, categoryQuantity }) =>
        exact(categoryQuantity).greaterThan(exact(volumes.get(categoryName) ?? '0')),
      )
      .map(({ slab }) => slab),
  );
  return slabs.reduce((best, { slab }) => (missed.has(slab) || slab < best ? best : slab), 0);
}

/** The band that holds for each product key of a list, by what a reseller has sold so far. */
export async function slabsReached(
  db: Db | Tx,
  seller: SlabSeller,
  list: { id: number; currencyCode: string },
): Promise<Map<number, number>> {
  const slabs = await db.priceSlab.findMany({ where: { listId: list.id } });
  // A list with one band asks for nothing, so nothing is counted.
  if (!slabs.some(({ slab }) => slab > 0)) return new Map();
  const names = [...new Set(slabs.map(({ categoryName }) => categoryName))];
  const volumes = new Map<string, Amount>();
  for (const name of names) volumes.set(name, await volumeOf(db, seller, name, list.currencyCode));
  const keys = new Set(slabs.map(({ productKeyId }) => productKeyId));
  return new Map(
    [...keys].map((key) => {
      const own = slabs.filter(({ productKeyId }) => productKeyId === key);
      return [key, reachedSlab(own, volumes)];
    }),
  );
}

/** How much there is of a category: money received, domains held, or services of its product keys. */
async function volumeOf(
  db: Db | Tx,
  { id, clientId }: SlabSeller,
  category: string,
  currency: string,
): Promise<Amount> {
  const client = { OR: [{ id: clientId }, { resellerId: id }] };
  if (category === 'receipts') return receipts(db, { id, clientId }, currency);
  if (category === 'domorder')
    return String(await db.domain.count({ where: { status: 'ACTIVE', client } }));
  const product = { productKeyPlan: { productKey: { category } } };
  return String(await db.service.count({ where: { status: 'ACTIVE', client, product } }));
}

/** What the reseller and its customers paid, on invoices that count as receipts. */
async function receipts(db: Db | Tx, { id, clientId }: SlabSeller, code: string): Promise<Amount> {
  const paid = await db.invoice.groupBy({
    by: ['currencyCode'],
    where: { status: 'PAID', countsAsReceipt: true, OR: [{ clientId }, { resellerId: id }] },
    _sum: { total: true, credit: true },
  });
  const currencies = await db.currency.findMany({ select: { code: true, rate: true } });
  const find = (requested: string) =>
    defined(
      currencies.find((currency) => currency.code === requested),
      `currency ${requested}`,
    );
  return sum(
    paid.map(({ currencyCode, _sum }) =>
      convert(sum([_sum.total ?? '0', _sum.credit ?? '0']), find(currencyCode), find(code)),
    ),
  );
}
