import { keyOf } from '#core/ids.ts';
import type { Cycle } from '#core/cycles.ts';
import type { CartItem as ItemRow } from '#generated/prisma/client.ts';
import { Addon } from '#modules/catalog/addons/addon.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import type { Tx } from '#platform/database/client.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { CartItem } from './cart-item.ts';
import { itemFor, ensureType } from './item-for.ts';
import { type CartOwnerInput, ownerFields } from './owner.ts';
import { itemPayload } from './payload.ts';
import { checkSellable } from './sellable.ts';

command('cartUpdateAddonOptions', {
  legacy: 'CartUpdateAddonOptions',
  description: 'Add an addon to a product in a cart, or remove the addon.',
  permission: 'cart:write',
  input: (t) => ({
    ...ownerFields(t),
    itemId: t.globalID({
      for: CartItem,
      required: true,
      description: 'ID of the cart item of the product.',
    }),
    addonId: t.globalID({
      for: Addon,
      required: true,
      description: 'ID of the addon to add or remove.',
    }),
    isTaken: t.boolean({
      required: true,
      description: 'True adds the addon, false removes the addon.',
    }),
    cycle: t.field({
      type: BillingCycle,
      description:
        'Billing cycle of the addon. Default: the cycle of the item, if the addon is sold in that cycle.',
    }),
  }),
  errors: [
    'CART_ITEM_NOT_FOUND',
    'CART_ITEM_UNSUITABLE',
    'CLIENT_NOT_FOUND',
    'ADDON_NOT_FOUND',
    'PRICE_MISSING',
    'STOCK_EXCEEDED',
  ],
  run: (work, input) => takeAddon(work, input),
  payload: itemPayload,
});

/** Takes or leaves an addon of a product in a cart. */
export async function takeAddon(
  work: Work,
  {
    itemId,
    addonId,
    isTaken,
    cycle,
    ...owner
  }: CartOwnerInput & {
    itemId: { typename: string; id: string };
    addonId: { typename: string; id: string };
    isTaken?: boolean | null | undefined;
    cycle?: Cycle | null | undefined;
  },
) {
  const { tx } = work;
  const { item, cart } = await itemFor(work, itemId, owner);
  ensureType(item, ['PRODUCT'], 'Only products have addons.');
  const key = { itemId_addonId: { itemId: item.id, addonId: keyOf(addonId) } };
  const answer = { cartId: cart.id, itemId: item.id };
  if (!isTaken) {
    const taken = await tx.cartItemAddon.findUnique({ where: key });
    if (!taken) return work.fail('ADDON_NOT_FOUND');
    await tx.cartItemAddon.delete({ where: key });
    return answer;
  }
  const addon = await addonOf(tx, keyOf(addonId), item.productId ?? 0);
  if (!addon) return work.fail('ADDON_NOT_FOUND');
  if (addon.stockControlled && addon.stockQuantity < 1) work.fail('STOCK_EXCEEDED');
  const chosen = cycle ?? usualCycle(addon, item);
  await tx.cartItemAddon.upsert({
    where: key,
    create: { itemId: item.id, addonId: addon.id, cycle: chosen },
    update: { cycle: chosen },
  });
  await checkSellable(tx, cart.id, item.id);
  return answer;
}

/** An addon that is sold with a product. */
const addonOf = (tx: Tx, id: number, productId: number) =>
  tx.addon.findFirst({
    where: { id, isHidden: false, isRetired: false, products: { some: { productId } } },
    include: { prices: { select: { cycle: true }, orderBy: { cycle: 'asc' } } },
  });

/** The cycle an addon begins with: its item's where it has a price for it, else its first. */
function usualCycle(
  { payType, prices }: NonNullable<Awaited<ReturnType<typeof addonOf>>>,
  item: ItemRow,
): Cycle {
  if (payType === 'FREE') return 'FREE';
  const asItem = prices.find(({ cycle }) => cycle === item.cycle);
  return (asItem ?? prices[0])?.cycle ?? 'FREE';
}
