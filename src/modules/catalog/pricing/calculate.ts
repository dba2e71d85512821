import type { Decimal } from 'decimal.js';
import { isRecurring } from '#core/cycles.ts';
import type { Day } from '#core/dates.ts';
import { exact, sum, times } from '#core/money.ts';
import { domainParts } from './domain-parts.ts';
import { linesOf, type Part, type Totals, quoteTotals } from './part.ts';
import { type AddonPrice, type OptionPrice, productParts } from './product-parts.ts';
import { promoted } from './promotion.ts';
import { isDiscount } from './tax.ts';
import type { Basket, BasketItem, PriceFault, PriceLine, ProductItem } from './terms.ts';

/** What one item of a basket costs; every amount is for all of its units. */
export interface ItemQuote {
  key: number;
  /** Why it cannot be sold as it is; its amounts are then zero. */
  fault: PriceFault | null;
  /** Product and options, without addons. */
  setupFee: Decimal;
  /** Product and options, or the domain with its addons: each further period, before discounts. */
  recurring: Decimal;
  /** The same, not rounded: what parts of a period are taken of. */
  exactRecurring: Decimal;
  /** What the promotion takes off each renewal it holds for. */
  recurringDiscount: Decimal;
  /** Now: setup, first period and addons, before discounts and (exclusive) tax. */
  amount: Decimal;
  /** Promotion and the buyer's discount. */
  discount: Decimal;
  tax: Decimal;
  tax2: Decimal;
  options: OptionPrice[];
  addons: (AddonPrice & { recurringDiscount: Decimal })[];
  /** Its price is lowered because it goes with a product. */
  isFreeDomain: boolean;
  /** Its renewals cost nothing as long as the product is renewed. */
  isRenewedFree: boolean;
  /** When the next period is due; null where nothing recurs or only the registry knows. */
  nextDueOn: Day | null;
  /** The day of the month its periods begin on; null where nothing recurs, and for domains. */
  billingDay: number | null;
}

/** What a basket costs. */
export interface PriceQuote extends Totals {
  currency: string;
  items: ItemQuote[];
  /** The lines an invoice of it has. */
  lines: PriceLine[];
  /** Whether the promotion took anything off, now or later. */
  isPromoted: boolean;
}

interface Priced {
  item: BasketItem;
  fault: PriceFault | null;
  parts: Part[];
  options: OptionPrice[];
  addons: AddonPrice[];
  isFree: boolean;
  isRenewedFree: boolean;
}

/**
 * The one function that says what anything costs: carts, orders, upgrades and invoices all ask it.
 * It knows rows and a day, no clock and no database. Whether the promotion may be used is asked
 * before (`promotionFault`); here it is applied.
 */
export function calculate(basket: Basket): PriceQuote {
  const { currency, rates, buyer, promotion } = basket;
  const priced = price(basket);
  const plain = priced.flatMap(({ parts }) => parts);
  const parts = promotion ? promoted(plain, promotion, currency, rates) : plain;
  const lines = linesOf(parts, buyer, currency);
  const isPromoted = parts.some(
    ({ saving, laterSaving }) => !saving.isZero() || !laterSaving.isZero(),
  );
  return {
    currency,
    ...quoteTotals(lines, buyer),
    items: priced.map((one) => quoteOf(one, parts, lines, basket)),
    lines,
    isPromoted,
  };
}

/** Every item taken apart, in order; a product's free domain goes to the first that may have it. */
function price(basket: Basket): Priced[] {
  const products = new Map(
    basket.items.filter((item) => item.kind === 'PRODUCT').map((item) => [item.key, item]),
  );
  const provided = new Set<ProductItem>();
  return basket.items.map((item): Priced => {
    if (item.kind === 'PRODUCT')
      return { item, ...productParts(item, basket), isFree: false, isRenewedFree: false };
    const parent = item.parentKey === null ? undefined : products.get(item.parentKey);
    const result = domainParts(item, parent && !provided.has(parent) ? parent : null, basket);
    if (parent && result.isFree) provided.add(parent);
    return { item, ...result, options: [], addons: [] };
  });
}

function quoteOf(
  { item, fault, options, addons, isFree, isRenewedFree }: Priced,
  parts: readonly Part[],
  lines: readonly PriceLine[],
  basket: Basket,
): ItemQuote {
  const { currency } = basket;
  const own = lines.filter(({ itemKey }) => itemKey === item.key);
  const main = parts.filter(({ itemKey, addonId }) => itemKey === item.key && addonId === null);
  const totalOf = (of: (part: Part) => Decimal) =>
    sum(main.map((part) => times(of(part), String(part.quantity), currency)));
  const discounts = own.filter(isDiscount).map(({ amount }) => amount);
  return {
    key: item.key,
    fault,
    setupFee: totalOf(({ unitSetup }) => unitSetup),
    recurring: totalOf(({ unitRecurring }) => unitRecurring),
    exactRecurring: sum(main.map((part) => part.unitRecurring.times(part.quantity))),
    recurringDiscount: sum(main.map(({ laterSaving }) => laterSaving)),
    amount: sum(own.filter((line) => !isDiscount(line)).map(({ amount }) => amount)),
    discount: exact(sum(discounts)).neg().plus(0),
    tax: sum(own.map(({ tax }) => tax)),
    tax2: sum(own.map(({ tax2 }) => tax2)),
    options,
    addons: addons.map((addon) => ({ ...addon, recurringDiscount: laterOff(parts, item, addon) })),
    isFreeDomain: isFree,
    isRenewedFree,
    billingDay: item.kind === 'PRODUCT' ? billingDayOf(item, basket.on) : null,
    nextDueOn: main.find(({ period }) => period !== null)?.period?.to ?? null,
  };
}

const billingDayOf = ({ cycle, product }: ProductItem, on: Day) =>
  isRecurring(cycle) ? product.prorata?.day || Number(on.slice(8)) : null;

/** What the promotion takes off each renewal of an addon that it holds for. */
const laterOff = (parts: readonly Part[], { key }: BasketItem, { addonId }: AddonPrice) =>
  sum(
    parts
      .filter((part) => part.itemKey === key && part.addonId === addonId)
      .map(({ laterSaving }) => laterSaving),
  );
