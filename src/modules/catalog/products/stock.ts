import { DomainError } from '#core/errors.ts';
import type { Tx } from '#platform/database/client.ts';

/**
 * Takes units of a product out of stock; of a product without stock control there are always
 * enough. One statement, so that no two buyers get the same unit.
 * @throws DomainError STOCK_EXCEEDED
 */
export async function takeStock(tx: Tx, productId: number, quantity: number): Promise<void> {
  const { count } = await tx.product.updateMany({
    where: { id: productId, stockControlled: true, stockQuantity: { gte: quantity } },
    data: { stockQuantity: { decrement: quantity } },
  });
  if (count) return;
  const product = await tx.product.findUnique({
    where: { id: productId },
    select: { name: true, stockControlled: true, stockQuantity: true },
  });
  if (product?.stockControlled)
    throw new DomainError(
      'STOCK_EXCEEDED',
      `Only ${product.stockQuantity} of ${product.name} left.`,
      {
        left: product.stockQuantity,
      },
    );
}

/** Puts units back, when an order is cancelled before it was served. */
export async function returnStock(tx: Tx, productId: number, quantity: number): Promise<void> {
  await tx.product.updateMany({
    where: { id: productId, stockControlled: true },
    data: { stockQuantity: { increment: quantity } },
  });
}

/**
 * Counts one use of a promotion. The row stays locked until the commit, so the limits hold for any
 * number of orders at once; whether a client may use it again is decided while the lock is held.
 * @throws DomainError PROMOTION_EXHAUSTED, PROMOTION_ALREADY_USED
 */
export async function countPromotionUse(
  tx: Tx,
  promotionId: number,
  clientId: number,
): Promise<void> {
  const used = await tx.$executeRaw`
    update promotions set uses = uses + 1
    where id = ${promotionId} and (max_uses = 0 or uses < max_uses)`;
  if (!used) throw new DomainError('PROMOTION_EXHAUSTED');
  const { isOncePerClient } = await tx.promotion.findUniqueOrThrow({
    where: { id: promotionId },
    select: { isOncePerClient: true },
  });
  if (!isOncePerClient) return;
  if (await tx.promotionUse.count({ where: { promotionId, clientId } }))
    throw new DomainError('PROMOTION_ALREADY_USED');
}
