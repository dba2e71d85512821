import { exact, Fraction, least, notNegative } from './fraction.ts';
import { converted, type UnitPrice } from './list.ts';
import type { Promotion, Store } from './shop.ts';
import { addTax, taxOf, type TaxPair } from './tax.ts';

/** Something that is bought: so many units, for a share of a regular period. */
export interface Purchase {
  kind: 'PRODUCT' | 'ADDON';
  /** Its place among the company's products or addons. */
  place: number;
  cycle: string;
  units: number;
  unit: UnitPrice;
  share: Fraction;
  isTaxed: boolean;
}

/** What something costs, line by line, each rounded once. */
export interface Thing extends TaxPair {
  purchase: Purchase;
  line: Fraction;
  setup: Fraction;
  promotion: Fraction;
  group: Fraction;
  /** What is left of line and setup fee. */
  net: Fraction;
  /** What each renewal costs, the promotion taken off where it recurs. */
  recurring: Fraction;
  /** What a promotion that recurs takes off each renewal. */
  renewalOff: Fraction;
}

/** Whether a promotion makes something cheaper. */
export function covers(promotion: Promotion, { kind, place, cycle }: Purchase): boolean {
  const { products, addons, cycles } = promotion;
  if (cycles.length && !cycles.includes(cycle)) return false;
  if (products.length + addons.length === 0) return true;
  return (kind === 'PRODUCT' ? products : addons).includes(place);
}

interface Lines {
  line: Fraction;
  setup: Fraction;
  share: Fraction;
  units: number;
  price: Fraction;
}

/** What a promotion takes off, of what it makes cheaper; rounded once. */
function taken(store: Store, { type, value }: Promotion, of: Lines): Fraction {
  const { decimals } = store.currency;
  const { line, setup, units, price, share } = of;
  const all = line.plus(setup);
  if (type === 'FREE_SETUP') return setup;
  if (type === 'PERCENTAGE') return all.percent(exact(value)).rounded(decimals);
  const amount = converted(store, value).times(exact(units));
  if (type === 'FIXED_AMOUNT') return least(amount.rounded(decimals), all);
  const saved = price.times(exact(units)).minus(amount).times(share);
  return notNegative(saved.rounded(decimals));
}

function off(store: Store, promotion: Promotion, purchase: Purchase, lines: Lines): Fraction {
  if (!promotion.isOncePerOrder || purchase.units === 1) return taken(store, promotion, lines);
  const { decimals } = store.currency;
  const one = (whole: Fraction) => whole.rounded(decimals);
  const { unit } = purchase;
  const line = one(unit.price.times(lines.share));
  const setup = lines.setup.isZero() ? Fraction.zero : one(unit.setup);
  return taken(store, promotion, { ...lines, units: 1, line, setup });
}

/** Prices something; `promotion` is null where none holds for it. */
export function priced(store: Store, purchase: Purchase, promotion: Promotion | null): Thing {
  const { decimals } = store.currency;
  const { unit, units, share, isTaxed } = purchase;
  const count = exact(units);
  const line = unit.price.times(count).times(share).rounded(decimals);
  const setup = unit.setup.times(count).rounded(decimals);
  const common = { units, price: unit.price };
  const saved = promotion
    ? off(store, promotion, purchase, { line, setup, share, ...common })
    : Fraction.zero;
  const left = line.plus(setup).minus(saved);
  const group = left.percent(exact(store.groupPercent)).rounded(decimals);
  const net = left.minus(group);
  const whole = recurs(purchase) ? unit.price.times(count).rounded(decimals) : Fraction.zero;
  const again = { line: whole, setup: Fraction.zero, share: Fraction.one, ...common };
  // What is paid once has no renewal that a promotion could make cheaper.
  const isLasting = recurs(purchase) && promotion?.isRecurring && promotion.type !== 'FREE_SETUP';
  const renewalOff = isLasting ? off(store, promotion, purchase, again) : Fraction.zero;
  return {
    purchase,
    line,
    setup,
    promotion: saved,
    group,
    net,
    recurring: whole.minus(renewalOff),
    renewalOff,
    ...thingTax(store, { line, setup, net }, isTaxed),
  };
}

/** Each line has its tax; what discounts take off changes that to the tax on what is left. */
function thingTax(
  store: Store,
  { line, setup, net }: Pick<Thing, 'line' | 'setup' | 'net'>,
  isTaxed: boolean,
): TaxPair {
  if (!net.isSame(line.plus(setup))) return taxOf(store, net, isTaxed);
  return addTax(taxOf(store, line, isTaxed), taxOf(store, setup, isTaxed));
}

export const recurs = ({ cycle }: { cycle: string }) => cycle !== 'FREE' && cycle !== 'ONE_TIME';
