import { Decimal } from 'decimal.js';
import { exponentOf } from './currency-exponents.ts';

/** Any copy of decimal.js (the database client carries its own); no JavaScript number fits. */
export interface DecimalLike {
  readonly d: number[];
  readonly e: number;
  readonly s: number;
  toFixed(places?: number): string;
}

/** An exact amount: a Decimal, or its plain decimal text. Never a JavaScript number. */
export type Amount = DecimalLike | string;

/** How a currency is written around an amount, e.g. `{ code: 'USD', prefix: '$' }`. */
export interface CurrencyFormat {
  code: string;
  /** Put directly before the digits. */
  prefix?: string;
  /** Put after the digits as it is, own space included. Default: a space and the code. */
  suffix?: string;
  /** 1 = 1234.56, 2 = 1,234.56, 3 = 1.234,56, 4 = 1,234 (its decimals only where it has some). */
  format?: number;
}

/** Wide enough that amount × rate × quantity never loses a digit before the final rounding. */
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });
const PLAIN = /^-?\d{1,15}(?:\.\d{1,10})?$/;
const HALF_UP = Decimal.ROUND_HALF_UP;

/**
 * The largest amount of one line, payment or movement, and of a client's credit: with the three
 * decimals of some currencies it has the 15 digits that a JSON number keeps.
 */
const LARGEST = new Exact('999999999999.9999');

/** Whether an amount is too large to be recorded, in either direction. */
export const isTooLarge = (amount: DecimalLike): boolean =>
  new Exact(amount.toFixed()).abs().greaterThan(LARGEST);

/** A text that is no plain decimal. */
export class NotAnAmount extends RangeError {}

/** The value as a Decimal of 60 digits. @throws NotAnAmount when a text is no plain decimal. */
export function exact(amount: Amount): Decimal {
  if (typeof amount !== 'string') return new Exact(amount.toFixed());
  const parsed = parseAmount(amount);
  if (!parsed) throw new NotAnAmount(`Not an amount: ${JSON.stringify(amount.slice(0, 40))}`);
  return parsed;
}

/**
 * Reads a plain decimal: optional minus, 1–15 integer digits, up to 10 decimals. Exponents, NaN,
 * a plus sign, thousands separators, spaces and bare dots give `undefined`.
 */
export function parseAmount(text: string): Decimal | undefined {
  return PLAIN.test(text) ? new Exact(text).plus(0) : undefined;
}

/**
 * A number as a program with binary floating point wrote it, without the noise of the last digits:
 * `3.3000000000000003`, PHP's 1.1 × 3, is 3.3. Doubles keep 15 significant digits, so a text with
 * more than those and more than eight decimals is rounded to them; others stay as they are.
 */
export function withoutNoise(text: string): string {
  const [, whole = '', decimals = ''] = /^[+-]?(\d{1,15})\.(\d{9,20})$/.exec(text) ?? [];
  const digits = `${whole}${decimals}`.replace(/^0+/, '').length;
  return digits > 15 ? new Exact(text).toSignificantDigits(15).toFixed() : text;
}

/**
 * Rounds to the minor unit of a currency, half up as accountants do: a half goes away from zero,
 * so that a refund of -0.125 mirrors a charge of 0.125.
 */
export function round(amount: Amount, code: string): Decimal {
  // Three thirds of a half are a half: what a division cut off far behind is put back first.
  const whole = exact(amount).toDecimalPlaces(30, HALF_UP);
  return whole.toDecimalPlaces(exponentOf(code), HALF_UP).plus(0);
}

/** The sum of the amounts, not rounded; zero for none. All must be of one currency. */
export function sum(amounts: Iterable<Amount>): Decimal {
  let total: Decimal = new Exact(0);
  for (const amount of amounts) total = total.plus(exact(amount));
  return total;
}

/** The smaller of two amounts. */
export const least = (one: Decimal, other: Decimal): Decimal => (one.lessThan(other) ? one : other);

/** `a + b`, not rounded. */
export function add(a: Amount, b: Amount): Decimal {
  return exact(a).plus(exact(b));
}

/** `rate` percent of an amount, rounded to the currency: `percent('80', '12.5', 'USD')` is 10. */
export function percent(amount: Amount, rate: Amount, code: string): Decimal {
  return round(exact(amount).times(exact(rate)).div(100), code);
}

/** Unit price × quantity, rounded to the currency: one invoice line. */
export function times(amount: Amount, quantity: Amount, code: string): Decimal {
  return round(exact(amount).times(exact(quantity)), code);
}

/**
 * Splits an amount by weights into parts that add up to exactly the rounded amount. Minor units
 * that do not divide go to the largest remainders, earlier parts first.
 * @throws RangeError for no weights, a negative weight, or weights that add up to zero.
 */
export function allocate(amount: Amount, weights: readonly Amount[], code: string): Decimal[] {
  const exponent = exponentOf(code);
  const shares = weights.map(exact);
  const total = sum(shares);
  if (shares.some((share) => share.isNegative() && !share.isZero()) || total.isZero())
    throw new RangeError('Weights must not be negative and must add up to more than zero.');
  const whole = round(amount, code);
  const units = whole.abs().times(new Exact(10).pow(exponent));
  const ideal = shares.map((share) => units.times(share).div(total));
  const parts = ideal.map((part) => part.floor());
  const byRemainder = ideal
    .map((part, index) => ({ index, remainder: part.minus(part.floor()) }))
    .sort((a, b) => b.remainder.comparedTo(a.remainder) || a.index - b.index);
  const left = units.minus(sum(parts)).toNumber();
  for (const { index } of byRemainder.slice(0, left)) parts[index] = parts[index]!.plus(1);
  const unit = new Exact(10).pow(-exponent).times(whole.isNegative() ? -1 : 1);
  return parts.map((part) => part.times(unit).plus(0));
}

/**
 * Converts between currencies by their rates, each rate being units of that currency per one unit
 * of the base currency; rounded to the target.
 * @throws RangeError when a rate is not above zero.
 */
export function convert(
  amount: Amount,
  from: { rate: Amount },
  to: { rate: Amount; code: string },
): Decimal {
  const [fromRate, toRate] = [exact(from.rate), exact(to.rate)];
  if (!fromRate.isPositive() || fromRate.isZero() || !toRate.isPositive() || toRate.isZero())
    throw new RangeError('An exchange rate must be above zero.');
  return round(exact(amount).times(toRate).div(fromRate), to.code);
}

/** `"15.95"`: the currency's decimals, no separators; a rounded zero never carries a minus. */
export function asText(amount: Amount, code: string): string {
  return round(amount, code).toFixed(exponentOf(code));
}

/**
 * A number that `JSON.stringify` writes with exactly the digits of the rounded amount, for replies
 * only: never calculate with it.
 * @throws RangeError above 15 significant digits, where doubles stop being exact.
 */
export function asJsonNumber(amount: Amount, code: string): number {
  const rounded = round(amount, code);
  if (rounded.precision(true) > 15)
    throw new RangeError(`${rounded.toFixed()} has too many digits for a JSON number.`);
  return rounded.toNumber();
}

/** `"$15.95 USD"`, as its `format` says; the minus stands before the prefix. */
export function asFormatted(amount: Amount, currency: CurrencyFormat): string {
  return written(asText(amount, currency.code), currency);
}

/** Like `asFormatted`, with as many more decimals as the price of one unit has: `"$0.0125 USD"`. */
export function asFormattedUnit(price: Amount, currency: CurrencyFormat): string {
  const value = exact(price);
  const places = Math.max(exponentOf(currency.code), value.decimalPlaces());
  return written(value.toFixed(places), currency);
}

/** Puts thousands and decimals apart as a currency's format says. */
function separated(text: string, format: number): string {
  if (format === 1) return text;
  const [whole = '', decimals = ''] = text.split('.');
  const [thousands, point] = format === 3 ? ['.', ','] : [',', '.'];
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, thousands);
  const isBare = decimals === '' || (format === 4 && /^0+$/.test(decimals));
  return isBare ? grouped : `${grouped}${point}${decimals}`;
}

function written(plain: string, currency: CurrencyFormat): string {
  const { code, prefix = '', suffix = ` ${code}`, format = 1 } = currency;
  const text = separated(plain, format);
  return text.startsWith('-') ? `-${prefix}${text.slice(1)}${suffix}` : `${prefix}${text}${suffix}`;
}
