/** An exact number: a numerator over a positive denominator, in lowest terms. */
export class Fraction {
  static readonly zero = new Fraction(0n, 1n);
  static readonly one = new Fraction(1n, 1n);

  readonly top: bigint;
  readonly bottom: bigint;

  constructor(top: bigint, bottom: bigint) {
    if (bottom === 0n) throw new RangeError('Division by zero');
    const sign = bottom < 0n ? -1n : 1n;
    const divisor = greatestCommon(top < 0n ? -top : top, bottom * sign) || 1n;
    this.top = (top * sign) / divisor;
    this.bottom = (bottom * sign) / divisor;
  }

  plus = (other: Fraction) =>
    new Fraction(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom);
  minus = (other: Fraction) => this.plus(other.negated());
  times = (other: Fraction) => new Fraction(this.top * other.top, this.bottom * other.bottom);
  over = (other: Fraction) => new Fraction(this.top * other.bottom, this.bottom * other.top);
  negated = () => new Fraction(-this.top, this.bottom);
  /** So many hundredths of it. */
  percent = (rate: Fraction) => new Fraction(this.top * rate.top, this.bottom * rate.bottom * 100n);

  isLess = (other: Fraction) => this.top * other.bottom < other.top * this.bottom;
  isSame = (other: Fraction) => this.top === other.top && this.bottom === other.bottom;
  isZero = () => this.top === 0n;
  isPositive = () => this.top > 0n;

  /** Rounded to so many decimals, a half away from zero. */
  rounded(decimals: number): Fraction {
    const unit = 10n ** BigInt(decimals);
    const size = (this.top < 0n ? -this.top : this.top) * unit;
    const units = (2n * size + this.bottom) / (2n * this.bottom);
    return new Fraction(this.top < 0n ? -units : units, unit);
  }

  /** As text with so many decimals; it must have no more. */
  text(decimals: number): string {
    const units = this.times(exact(10n ** BigInt(decimals)));
    if (units.bottom !== 1n) throw new RangeError(`${this.top}/${this.bottom} is not rounded`);
    const digits = String(units.top < 0n ? -units.top : units.top).padStart(decimals + 1, '0');
    const cut = digits.length - decimals;
    const size = decimals ? `${digits.slice(0, cut)}.${digits.slice(cut)}` : digits;
    return units.top < 0n ? `-${size}` : size;
  }

  toString = () => (this.bottom === 1n ? `${this.top}` : `${this.top}/${this.bottom}`);
}

function greatestCommon(one: bigint, other: bigint): bigint {
  let [larger, smaller] = [one, other];
  while (smaller) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

/** The number a text, a whole number or a bigint says: `exact('-1.25')`. */
export function exact(value: string | number | bigint): Fraction {
  const [, sign, whole = '0', decimals = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(String(value)) ?? [];
  if (sign === undefined) throw new RangeError(`Not a number: ${value}`);
  const size = new Fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
  return sign ? size.negated() : size;
}

export const sum = (values: readonly Fraction[]) =>
  values.reduce((total, value) => total.plus(value), Fraction.zero);
export const least = (one: Fraction, other: Fraction) => (one.isLess(other) ? one : other);
export const most = (one: Fraction, other: Fraction) => (one.isLess(other) ? other : one);
/** It, or zero where it is negative. */
export const notNegative = (value: Fraction) => most(value, Fraction.zero);
