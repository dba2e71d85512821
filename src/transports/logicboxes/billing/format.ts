/** An amount as the graph gives it. */
interface Money {
  amount: string;
  currency: string;
}

/** An amount with three decimals, more where it has them. */
export function threeDecimals(amount: string): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  return `${whole}.${fraction.padEnd(3, '0')}`;
}

/** A charge, negative and with three decimals: `"-7.910"`. */
export const charge = ({ amount }: Money): string => {
  const digits = threeDecimals(amount);
  return /[1-9]/.test(digits) ? `-${digits}` : digits;
};

/** What remains: both have as many decimals, so it is exact in units of the last one. */
export function difference(from: Money, tax: Money): Money {
  const places = from.amount.split('.')[1]?.length ?? 0;
  const units = BigInt(from.amount.replace('.', '')) - BigInt(tax.amount.replace('.', ''));
  const digits = String(units).padStart(places + 1, '0');
  const amount = places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits;
  return { ...from, amount };
}

/** A moment as seconds since 1970; `""` for none. */
export const seconds = (time: string | null | undefined): string =>
  time ? String(Math.floor(Date.parse(time) / 1000)) : '';

/** Booleans are texts there. */
export const booleanText = (value: boolean): string => String(value);

/** Text; none is `""`. */
export const plainText = (value: string | number | null | undefined): string => String(value ?? '');
