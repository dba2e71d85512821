import { Fraction, least, notNegative, sum } from './fraction.ts';
import { itemPrice, soldPrice } from './list.ts';
import { firstPeriod, type FirstPeriod, monthsOf } from './periods.ts';
import type { Item, Promotion, Store } from './shop.ts';
import { covers, priced, type Purchase, type Thing } from './thing.ts';

/** An item of a cart as it is priced: the product, then its addons. */
export interface PricedItem {
  item: Item;
  period: FirstPeriod | null;
  product: Thing;
  addons: Thing[];
  /** The first period of an addon: whole, whatever day its product is billed on. */
  addonPeriod: FirstPeriod | null;
}

/** A cart as it is priced. */
export interface Priced {
  items: PricedItem[];
  subtotal: Fraction;
  discount: Fraction;
  tax: Fraction;
  tax2: Fraction;
  /** All of it, tax included, before credit. */
  due: Fraction;
  credit: Fraction;
  total: Fraction;
}

/** The first period of something bought on a day; null where nothing recurs. */
export function periodOf(store: Store, on: string, { product, cycle }: Item): FirstPeriod | null {
  const months = monthsOf[cycle];
  return months ? firstPeriod(on, months, store.products[product]!.prorata) : null;
}

/** Whether an item can be ordered as it is. */
export const isOnSale = (store: Store, item: Item) =>
  itemPrice(store, item) !== null &&
  item.addons.every((place) =>
    soldPrice(store, store.addons[place]!, addonCycle(store, place, item)),
  );

/** How often an addon is billed: as its product, unless it is paid for otherwise. */
export const addonCycle = ({ addons }: Store, place: number, { cycle }: Item) =>
  addons[place]!.payType === 'RECURRING' ? cycle : addons[place]!.payType;

function purchases(store: Store, on: string, item: Item) {
  const period = periodOf(store, on, item);
  const share = period?.share ?? Fraction.one;
  const product: Purchase = {
    kind: 'PRODUCT',
    place: item.product,
    cycle: item.cycle,
    units: item.quantity,
    unit: itemPrice(store, item)!,
    share,
    isTaxed: store.products[item.product]!.isTaxed,
  };
  const months = monthsOf[item.cycle];
  const addonPeriod = months ? firstPeriod(on, months, null) : null;
  const addons = item.addons.map((place): Purchase => {
    const { isTaxed } = store.addons[place]!;
    const cycle = addonCycle(store, place, item);
    const unit = soldPrice(store, store.addons[place]!, cycle)!;
    // One of each addon, however many units of the product.
    const once = { units: 1, share: Fraction.one };
    return { kind: 'ADDON', place, cycle, unit, isTaxed, ...once };
  });
  return { period, product, addons, addonPeriod };
}

/** Prices a cart on a day; every item must be on sale. */
export function pricedBasket(
  store: Store,
  on: string,
  items: Item[],
  promotion: Promotion | null,
  credit: Fraction,
): Priced {
  let isUsed = false;
  const price = (purchase: Purchase): Thing => {
    const holds = promotion && !isUsed && covers(promotion, purchase);
    const thing = priced(store, purchase, holds ? promotion : null);
    // It is not spent on what it makes no cheaper.
    const isWorth = !thing.promotion.isZero() || !thing.renewalOff.isZero();
    if (holds && isWorth && promotion.isOncePerOrder) isUsed = true;
    return thing;
  };
  const done = items.map((item): PricedItem => {
    const { product, addons, ...periods } = purchases(store, on, item);
    return { item, ...periods, product: price(product), addons: addons.map(price) };
  });
  return { items: done, ...totals(store, done, credit) };
}

function totals(store: Store, items: PricedItem[], credit: Fraction): Omit<Priced, 'items'> {
  const things = items.flatMap(({ product, addons }) => [product, ...addons]);
  const of = (read: (thing: Thing) => Fraction) => sum(things.map(read));
  const [tax, tax2] = [of((thing) => thing.tax), of((thing) => thing.tax2)];
  const discount = of(({ promotion, group }) => promotion.plus(group));
  const net = of((thing) => thing.net);
  const due = store.taxes.isInclusive ? net : net.plus(tax).plus(tax2);
  const taken = least(notNegative(credit), due);
  const total = due.minus(taken);
  const subtotal = due.minus(tax).minus(tax2).plus(discount);
  return { subtotal, discount, tax, tax2, due, credit: taken, total };
}
