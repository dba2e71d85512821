import { Decimal } from 'decimal.js';
import type { Cycle } from '#core/cycles.ts';
import type { Day } from '#core/dates.ts';
import { type Amount, exact, percent, sum, times } from '#core/money.ts';
import { isDiscount, isInclusive, taxLines } from './tax.ts';
import type { BuyerTerms, LineType, PriceLine, Target } from './terms.ts';

/** One thing that is charged, before discounts and tax: what promotions and discounts look at. */
export interface Part {
  type: LineType;
  itemKey: number;
  addonId: number | null;
  description: string;
  quantity: number;
  /** This period's price of one unit, not rounded. */
  unitPrice: Decimal;
  unitSetup: Decimal;
  /** Each further period's price of one unit. */
  unitRecurring: Decimal;
  /** The part of a whole period that `unitPrice` is for. */
  fraction: Decimal;
  isTaxed: boolean;
  /** The price was agreed as it is: the buyer's discount is not taken off it. */
  isNet: boolean;
  period: { from: Day; to: Day } | null;
  /** What promotions are set on; null where none can be. */
  target: Target | null;
  /** It comes on top of the part before it: a percentage is taken off it too, an amount is not. */
  isExtra: boolean;
  cycle: Cycle | null;
  years: number | null;
  /** What a promotion takes off all units now, and at each renewal it holds for. */
  saving: Decimal;
  laterSaving: Decimal;
  savingLabel: string;
}

/** A part with everything that is not said left at nothing: for renewals, overages and the like. */
export function plainPart(
  said: Pick<Part, 'type' | 'itemKey' | 'description' | 'unitPrice' | 'isTaxed'> & Partial<Part>,
): Part {
  const nothing = exact('0');
  return {
    addonId: null,
    quantity: 1,
    unitSetup: nothing,
    unitRecurring: nothing,
    fraction: new Decimal(1),
    isNet: false,
    period: null,
    target: null,
    isExtra: false,
    cycle: null,
    years: null,
    saving: nothing,
    laterSaving: nothing,
    savingLabel: '',
    ...said,
  };
}

/** The sums of a bill: subtotal − discount + tax + tax2 − credit = total. */
export interface Totals {
  /** Before discounts; without tax, also where the prices hold it. */
  subtotal: Decimal;
  discount: Decimal;
  tax: Decimal;
  tax2: Decimal;
  /** Of the buyer's credit, as much as the bill takes. */
  credit: Decimal;
  total: Decimal;
}

/** A line before its tax. */
type PlainLine = Omit<PriceLine, 'tax' | 'tax2'>;

/**
 * The lines of a bill: each part, its setup fee, what the promotion takes off and what the buyer's
 * discount takes off the rest, every line rounded once, so that the lines of an invoice add up to
 * exactly what was quoted.
 */
export function linesOf(
  parts: readonly Part[],
  buyer: Pick<BuyerTerms, 'discountPercent' | 'taxes'>,
  currency: string,
): PriceLine[] {
  const lines = parts.flatMap((part) => plainLines(part, buyer.discountPercent, currency));
  const taxes = taxLines(lines, buyer.taxes, currency);
  return lines.map((line, place) => ({ ...line, ...taxes[place]! }));
}

function plainLines(part: Part, discountPercent: Amount, currency: string): PlainLine[] {
  const { type, unitPrice, unitSetup, quantity, saving, description, savingLabel } = part;
  const line = (kind: LineType, words: string, unit: Decimal, units: number): PlainLine => ({
    type: kind,
    itemKey: part.itemKey,
    addonId: part.addonId,
    isTaxed: part.isTaxed,
    period: kind === type ? part.period : null,
    ...shown(words, unit, units, currency),
  });
  const lines = [line(type, description, unitPrice, quantity)];
  if (!unitSetup.isZero())
    lines.push(line('SERVICE_SETUP', `${description} - Setup Fee`, unitSetup, quantity));
  if (!saving.isZero()) lines.push(line('PROMOTION', savingLabel, saving.neg(), 1));
  const rest = sum(lines.map(({ amount }) => amount));
  const discount = percent(rest, part.isNet ? '0' : discountPercent, currency);
  if (!discount.isZero())
    lines.push(line('GROUP_DISCOUNT', `Discount on ${description}`, discount.neg(), 1));
  return lines;
}

/** The most decimals a line keeps of its unit price. */
const KEPT = 4;

/**
 * The amount of a line, and numbers that multiply to it: where those of the unit price are more than
 * a line keeps, all units are shown as one.
 */
function shown(description: string, unit: Decimal, units: number, currency: string) {
  const amount = times(unit, String(units), currency);
  if (units === 1) return { description, quantity: 1, unitPrice: amount, amount };
  const unitPrice = unit.toDecimalPlaces(KEPT);
  if (times(unitPrice, String(units), currency).equals(amount))
    return { description, quantity: units, unitPrice, amount };
  return { description: `${description} × ${units}`, quantity: 1, unitPrice: amount, amount };
}

/** Adds up the lines of a bill and takes the buyer's credit off. */
export function quoteTotals(
  lines: readonly PriceLine[],
  { taxes, credit }: Pick<BuyerTerms, 'taxes' | 'credit'>,
): Totals {
  const tax = sum(lines.map((line) => line.tax));
  const tax2 = sum(lines.map((line) => line.tax2));
  const discounts = lines.filter(isDiscount);
  const gross = sum(lines.filter((line) => !isDiscount(line)).map(({ amount }) => amount));
  const discount = sum(discounts.map(({ amount }) => amount)).neg();
  const held = isInclusive(taxes) ? tax.plus(tax2) : exact('0');
  const subtotal = gross.minus(held);
  const due = subtotal.minus(discount).plus(tax).plus(tax2);
  const available = exact(credit);
  const used = available.isNegative() ? exact('0') : available.lessThan(due) ? available : due;
  return { subtotal, discount, tax, tax2, credit: used, total: due.minus(used) };
}
