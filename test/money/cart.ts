import { after } from '#test/oracle/calendar.ts';
import { isOnSale, type Priced, pricedBasket } from '#test/oracle/basket.ts';
import { exact, type Fraction, sum } from '#test/oracle/fraction.ts';
import { soldPrice } from '#test/oracle/list.ts';
import type { Item } from '#test/oracle/shop.ts';
import { change, Difference, mutate, refused, same } from './ask.ts';
import { pick, type World } from './world.ts';

const TOTALS = 'totals { subtotal discount tax tax2 credit total promotionFault }';
const ITEM = `id quantity cycle price { amount recurring setupFee discount tax tax2 fault }`;
const CART = `cart { ${TOTALS} items { ${ITEM} } }`;

/** The cart as it is priced by the calculation. */
export function pricedCart({ store, today, cart, promotion, credit }: World): Priced {
  const code = promotion === null ? null : store.promotions[promotion]!;
  const items = cart.map(({ item }) => item);
  return pricedBasket(store, today, items, code, credit);
}

/** Days after its last change that a cart is kept; the setting stands at its default. */
const CART_DAYS = 30;

/** Compares the cart, which has just changed, as the gateway answers it with the calculation. */
function sameCart(world: World, cart: Record<string, never>): void {
  world.cartUntil = after(world.today, CART_DAYS);
  const { decimals } = world.store.currency;
  const text = (value: Fraction) => value.text(decimals);
  const priced = pricedCart(world);
  const { subtotal, discount, tax, tax2, credit, total } = priced;
  const should = {
    subtotal: text(subtotal),
    discount: text(discount),
    tax: text(tax),
    tax2: text(tax2),
    credit: text(credit),
    total: text(total),
  };
  const items = priced.items.map(({ product, addons }) => {
    const things = [product, ...addons];
    const of = (read: (thing: (typeof things)[number]) => Fraction) => text(sum(things.map(read)));
    return {
      amount: of(({ line, setup }) => line.plus(setup)),
      recurring: text(product.recurring.plus(product.renewalOff)),
      setupFee: text(product.setup),
      discount: of(({ promotion, group }) => promotion.plus(group)),
      tax: of((thing) => thing.tax),
      tax2: of((thing) => thing.tax2),
      fault: null,
    };
  });
  const { totals, items: shown } = cart as unknown as {
    totals: Record<string, unknown>;
    items: { price: object }[];
  };
  const { promotionFault: _fault, ...sums } = totals;
  same(
    'cart items',
    shown.map(({ price }) => price),
    items,
  );
  same('cart totals', sums, should);
}

/** Puts a product into the cart; refused where the cycle has no price of its own. */
export const addItem =
  (product: number, cycle: string, quantity: number) => async (world: World) => {
    const { ask, store, shelf } = world;
    const place = product % store.products.length;
    const sold = store.products[place]!;
    const units = sold.allowsQuantity ? quantity : 1;
    const chosen = sold.hasOptions
      ? store.options.map(({ isQuantity }, option) => ({
          option,
          choice: 0,
          units: isQuantity ? 0 : 1,
        }))
      : [];
    const item: Item = { product: place, cycle, quantity: units, chosen, addons: [] };
    const input = {
      clientId: world.clientId,
      productId: shelf.products[place],
      cycle,
      quantity: units,
    };
    if (!soldPrice(store, sold, cycle))
      return refused(ask, 'cartAddItem', input, ['PRICE_MISSING']);
    const done = await change(ask, 'cartAddItem', input, `item { id } ${CART}`);
    world.cart.push({ id: done.item.id, item });
    sameCart(world, done.cart);
  };

/** Chooses units or a choice of an option of something in the cart. */
export const chooseOption =
  (which: number, option: number, value: number) => async (world: World) => {
    const { ask, store, shelf, cart } = world;
    const found = pick(
      cart.filter(({ item }) => item.chosen.length),
      which,
    );
    if (!found) return;
    const place = option % store.options.length;
    const { isQuantity, choices } = store.options[place]!;
    const chosen = isQuantity
      ? { option: place, choice: 0, units: value }
      : { option: place, choice: value % choices.length, units: 1 };
    const { id, choices: ids } = shelf.options[place]!;
    const received = isQuantity ? { quantity: value } : { choiceId: ids[chosen.choice] };
    const input = { clientId: world.clientId, itemId: found.id, optionId: id, ...received };
    found.item.chosen[place] = chosen;
    const done = await change(ask, 'cartUpdateConfigOption', input, CART);
    sameCart(world, done.cart);
  };

/** Takes an addon with something in the cart, or leaves it. */
export const takeAddon = (which: number, addon: number) => async (world: World) => {
  const { ask, store, shelf, cart } = world;
  const found = pick(cart, which);
  if (!found) return;
  const place = addon % store.addons.length;
  const { item } = found;
  const isTaken = !item.addons.includes(place);
  const addons = isTaken ? [...item.addons, place] : item.addons.filter((other) => other !== place);
  if (!isOnSale(store, { ...item, addons })) return;
  const input = {
    clientId: world.clientId,
    itemId: found.id,
    addonId: shelf.addons[place],
    isTaken,
  };
  item.addons = addons;
  sameCart(world, (await change(ask, 'cartUpdateAddonOptions', input, CART)).cart);
};

/** Gives the cart a promotion code, or takes it away. */
export const promote = (which: number | null) => async (world: World) => {
  const { ask, store, shelf, cart } = world;
  if (cart.length === 0) return;
  const { clientId } = world;
  if (which === null) {
    world.promotion = null;
    const done = await change(ask, 'applyPromotion', { clientId, code: null }, CART);
    return sameCart(world, done.cart);
  }
  const place = which % store.promotions.length;
  const input = { clientId, code: shelf.codes[place] };
  const { items } = pricedCart({ ...world, promotion: place });
  const things = items.flatMap(({ product, addons }) => [product, ...addons]);
  if (things.every(({ promotion, renewalOff }) => promotion.isZero() && renewalOff.isZero()))
    return refused(ask, 'applyPromotion', input, ['PROMOTION_NOT_APPLICABLE']);
  world.promotion = place;
  const { errors, data } = await mutate(ask, 'applyPromotion', input, CART);
  if (errors) throw new Difference(`applyPromotion: ${JSON.stringify(errors)}`);
  sameCart(world, data.done.cart);
};

/** Takes something out of the cart. */
export const dropItem = (which: number) => async (world: World) => {
  const { ask, cart } = world;
  const found = pick(cart, which);
  if (!found) return;
  world.cart = cart.filter((one) => one !== found);
  const input = { clientId: world.clientId, itemId: found.id };
  sameCart(world, (await change(ask, 'cartDeleteItem', input, CART)).cart);
};

/** Gives the client credit. */
export const grantCredit = (units: number) => async (world: World) => {
  const { ask, store } = world;
  const { decimals } = store.currency;
  const amount = exact(units).over(exact(10 ** decimals));
  world.credit = world.credit.plus(amount);
  const input = { clientId: world.clientId, amount: amount.text(decimals), description: 'Given' };
  await change(ask, 'addCredit', input);
};
