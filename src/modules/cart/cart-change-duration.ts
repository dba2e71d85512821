import { z } from 'zod';
import type { Cycle } from '#core/cycles.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import type { Tx } from '#platform/database/client.ts';
import { command } from '#schema/command.ts';
import { CartItem } from './cart-item.ts';
import { itemFor, ensureType } from './item-for.ts';
import { ownerFields } from './owner.ts';
import { itemPayload } from './payload.ts';
import { checkSellable } from './sellable.ts';

command('cartChangeDuration', {
  legacy: 'CartChangeDuration',
  description:
    'Change the billing cycle of a product or the period of a domain in a cart. Addons follow where they have a price for the new cycle.',
  permission: 'cart:write',
  input: (t) => ({
    ...ownerFields(t),
    itemId: t.globalID({
      for: CartItem,
      required: true,
      description: 'ID of the cart item whose duration is changed.',
    }),
    cycle: t.field({ type: BillingCycle, description: 'New billing cycle, for a product.' }),
    years: t.int({
      description: 'New period in years, for a domain.',
      validate: z.number().min(1).max(10),
    }),
  }),
  errors: [
    'CART_ITEM_NOT_FOUND',
    'CART_ITEM_UNSUITABLE',
    'CLIENT_NOT_FOUND',
    'CYCLE_MISSING',
    'PRICE_MISSING',
  ],
  run: async (work, { itemId, cycle, years, ...owner }) => {
    const { tx } = work;
    const { item, cart } = await itemFor(work, itemId, owner);
    ensureType(
      item,
      ['PRODUCT', 'DOMAIN_REGISTER', 'DOMAIN_TRANSFER', 'DOMAIN_RENEW'],
      'A domain of one’s own has no duration.',
    );
    const isProduct = item.type === 'PRODUCT';
    if (isProduct ? !cycle : !years)
      work.fail('CYCLE_MISSING', undefined, { field: isProduct ? 'cycle' : 'years' });
    if (item.type === 'DOMAIN_TRANSFER' && years !== 1)
      work.fail('PRICE_MISSING', 'A transfer adds one year.', { field: 'years' });
    await tx.cartItem.update({
      where: { id: item.id },
      data: isProduct ? { cycle } : { years },
    });
    if (cycle && isProduct) await followCycle(tx, item.id, cycle);
    await checkSellable(tx, cart.id, item.id);
    return { cartId: cart.id, itemId: item.id };
  },
  payload: itemPayload,
});

/** Lets the addons of an item follow its cycle where they are sold so. */
async function followCycle(tx: Tx, itemId: number, cycle: Cycle): Promise<void> {
  await tx.cartItemAddon.updateMany({
    where: { itemId, addon: { prices: { some: { cycle } } } },
    data: { cycle },
  });
}
