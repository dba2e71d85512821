import { exact, Fraction } from './fraction.ts';
import type { Chosen, Item, Row, Store, Sold } from './shop.ts';

/** What one unit costs, unrounded, in the currency of the shop. */
export interface UnitPrice {
  price: Fraction;
  setup: Fraction;
}

const nothing: UnitPrice = { price: Fraction.zero, setup: Fraction.zero };

/** The base currency's amount in the company's currency, unrounded. */
export const converted = ({ currency }: Store, amount: string) =>
  exact(amount).times(exact(currency.rate));

/** The row of a list for a cycle: the currency's own, else the base currency's by rate. */
function rowPrice(store: Store, rows: Row[], cycle: string): UnitPrice | null {
  const own = rows.filter(({ currency }) => currency === store.currency.code);
  const list = own.length ? own : rows.filter(({ currency }) => currency === store.base);
  const row = list.find((one) => one.cycle === cycle);
  if (!row) return null;
  const { price, setupFee } = row;
  if (own.length) return { price: exact(price), setup: exact(setupFee) };
  return { price: converted(store, price), setup: converted(store, setupFee) };
}

/** Whether the cycle is one of those the kind of payment has. */
const fits = (payType: Sold['payType'], cycle: string) =>
  payType === 'RECURRING' ? cycle !== 'FREE' && cycle !== 'ONE_TIME' : cycle === payType;

/** What something on sale costs for a cycle; null where it is not on sale so. */
export function soldPrice(store: Store, { payType, rows }: Sold, cycle: string): UnitPrice | null {
  if (!fits(payType, cycle)) return null;
  return payType === 'FREE' ? nothing : rowPrice(store, rows, cycle);
}

function chosenPrice(store: Store, { option, choice, units }: Chosen, cycle: string) {
  if (units === 0) return nothing;
  const rows = store.options[option]!.choices[choice]!;
  if (rows.length === 0) return nothing;
  const one = rowPrice(store, rows, cycle);
  const count = exact(units);
  return one && { price: one.price.times(count), setup: one.setup.times(count) };
}

/** One unit of a product with what is chosen of its options; null where that is not on sale. */
export function itemPrice(
  store: Store,
  { product, cycle, chosen }: Pick<Item, 'product' | 'cycle' | 'chosen'>,
): UnitPrice | null {
  let total = soldPrice(store, store.products[product]!, cycle);
  for (const one of chosen) {
    const more = chosenPrice(store, one, cycle);
    total = total &&
      more && { price: total.price.plus(more.price), setup: total.setup.plus(more.setup) };
  }
  return total;
}
