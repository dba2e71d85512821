import type { Db, Tx } from '#platform/database/client.ts';
import { promotionColumns, promotionTerms } from './rows.ts';
import type { PromotionTerms } from './terms.ts';

/** The promotion something has already: it holds on, whoever may use it anew. */
export async function storedPromotion(
  db: Db | Tx,
  id: number | null,
): Promise<PromotionTerms | null> {
  if (id === null) return null;
  const row = await db.promotion.findUnique({ where: { id }, select: promotionColumns });
  return row && promotionTerms(row);
}
