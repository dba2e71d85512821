import { keyOf } from '#core/ids.ts';
import { z } from 'zod';
import type { Cycle } from '#core/cycles.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { Product } from '#modules/catalog/products/product.ts';
import { inStore } from '#modules/catalog/visible.ts';
import type { Tx } from '#platform/database/client.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { type CartOwnerInput, openCart, ownerFields } from './owner.ts';
import { itemPayload } from './payload.ts';
import { checkCapacity, checkSellable, checkStock } from './sellable.ts';

command('cartAddItem', {
  legacy: 'CartAddItem',
  description:
    'Add a product to a cart. Each configurable option starts with its first choice that has a price.',
  permission: 'cart:write',
  input: (t) => ({
    ...ownerFields(t),
    productId: t.globalID({
      for: Product,
      required: true,
      description: 'ID of the product to add.',
    }),
    cycle: t.field({
      type: BillingCycle,
      description: 'Billing cycle of the product. Default: the cycle offered first.',
    }),
    quantity: t.int({
      defaultValue: 1,
      description: 'Number of units; more than one only where the product allows it.',
      validate: z.number().min(1).max(1_000),
    }),
  }),
  errors: [
    'CART_OWNER_MISSING',
    'CLIENT_NOT_FOUND',
    'PRODUCT_NOT_FOUND',
    'PRICE_MISSING',
    'QUANTITY_NOT_ALLOWED',
    'STOCK_EXCEEDED',
    'CART_FULL',
  ],
  run: (work, input) => addProductItem(work, input),
  payload: itemPayload,
});

/** Puts a product into a cart. */
export async function addProductItem(
  work: Work,
  {
    productId,
    cycle,
    quantity,
    ...owner
  }: CartOwnerInput & {
    productId: { typename: string; id: string };
    cycle?: Cycle | null | undefined;
    quantity?: number | null | undefined;
  },
) {
  const { tx } = work;
  const product = await tx.product.findFirst({ where: { ...inStore, id: keyOf(productId) } });
  if (!product) return work.fail('PRODUCT_NOT_FOUND');
  const units = quantity ?? 1;
  if (units > 1 && !product.quantityAllowed) work.fail('QUANTITY_NOT_ALLOWED');
  const cart = await openCart(work, owner);
  await checkCapacity(tx, cart.id);
  const chosen = cycle ?? product.defaultCycle;
  const item = await tx.cartItem.create({
    data: {
      cartId: cart.id,
      type: 'PRODUCT',
      productId: product.id,
      cycle: chosen,
      quantity: units,
    },
    select: { id: true },
  });
  await firstChoices(tx, item.id, product.id, chosen);
  await checkStock(tx, cart.id, product.id);
  await checkSellable(tx, cart.id, item.id);
  return { cartId: cart.id, itemId: item.id };
}

/** Sets every option the product offers to what it begins with. */
async function firstChoices(
  tx: Tx,
  itemId: number,
  productId: number,
  cycle: Cycle,
): Promise<void> {
  const options = await tx.configOption.findMany({
    where: { isHidden: false, group: { products: { some: { productId } } } },
    select: {
      id: true,
      type: true,
      minQuantity: true,
      choices: {
        where: { isHidden: false },
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
        select: { id: true, prices: { select: { cycle: true } } },
      },
    },
    orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
  });
  await tx.cartItemOption.createMany({
    data: options.flatMap(({ id: optionId, type, minQuantity, choices }) => {
      const isSold = ({ prices }: (typeof choices)[number]) =>
        prices.length === 0 || prices.some((price) => price.cycle === cycle);
      const choice = choices.find(isSold) ?? choices[0];
      if (!choice) return [];
      const quantity = type === 'QUANTITY' ? minQuantity : type === 'YES_NO' ? 0 : 1;
      return [{ itemId, optionId, choiceId: choice.id, quantity }];
    }),
  });
}
