import { DomainError } from '#core/errors.ts';
import { loadCart } from '#modules/orders/cart-rows.ts';
import { calculate } from '#modules/catalog/pricing/calculate.ts';
import type { Tx } from '#platform/database/client.ts';

/**
 * Checks that an item can be ordered as it is now, with its choices and addons.
 * @throws DomainError PRICE_MISSING, TLD_NOT_SUPPORTED
 */
export async function checkSellable(tx: Tx, cartId: number, itemId: number): Promise<void> {
  const loaded = await loadCart(tx, cartId);
  const quote = loaded && calculate(loaded.basket).items.find(({ key }) => key === itemId);
  if (!quote || quote.fault === 'PRICE_MISSING') throw new DomainError('PRICE_MISSING');
  if (quote.fault === 'TLD_MISSING') throw new DomainError('TLD_NOT_SUPPORTED');
}

const MOST_ITEMS = 100;

/** Checks that one more item fits. @throws DomainError CART_FULL */
export async function checkCapacity(tx: Tx, cartId: number): Promise<void> {
  if ((await tx.cartItem.count({ where: { cartId } })) >= MOST_ITEMS)
    throw new DomainError('CART_FULL', `A cart holds at most ${MOST_ITEMS} items.`);
}

/** Checks that all units of a product in a cart are there to be sold. @throws DomainError STOCK_EXCEEDED */
export async function checkStock(tx: Tx, cartId: number, productId: number): Promise<void> {
  const product = await tx.product.findUniqueOrThrow({ where: { id: productId } });
  if (!product.stockControlled) return;
  const { _sum } = await tx.cartItem.aggregate({
    where: { cartId, productId },
    _sum: { quantity: true },
  });
  if ((_sum.quantity ?? 0) > product.stockQuantity)
    throw new DomainError(
      'STOCK_EXCEEDED',
      `Only ${product.stockQuantity} of ${product.name} left.`,
      {
        left: product.stockQuantity,
      },
    );
}
