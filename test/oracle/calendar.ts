// Days and money as the simulation calculates them: on its own, with nothing of the program's code.

const DAY_MS = 86_400_000;
const numberOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const textOf = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** The day so many days after another. */
export const after = (day: string, days: number): string => textOf(numberOf(day) + days);

/** How many days lie between two. */
export const between = (from: string, to: string): number => numberOf(to) - numberOf(from);

/** So many months after a day, on a day of the month or on the last one before it. */
export function monthsAfter(day: string, months: number, anchor: number): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(anchor, last));
  return first.toISOString().slice(0, 10);
}

function lastSunday(year: string, month: string): string {
  const last = `${year}-${month}-31`;
  return after(last, -new Date(`${last}T00:00:00Z`).getUTCDay());
}

/** Half past midnight in London, where clocks change on the last Sundays of March and October. */
export function halfPastMidnight(day: string): Date {
  const year = day.slice(0, 4);
  const isSummer = day > lastSunday(year, '03') && day <= lastSunday(year, '10');
  return new Date(Date.parse(`${day}T00:30:00Z`) - (isSummer ? 3_600_000 : 0));
}

/** `amount × part ÷ whole` in whole minor units, a half away from zero. */
export function share(amount: bigint, part: bigint, whole: bigint): bigint {
  const product = amount * part;
  const size = product < 0n ? -product : product;
  const rounded = (2n * size + whole) / (2n * whole);
  return product < 0n ? -rounded : rounded;
}

/** Minor units as text: `written(-5n, 2)` is `-0.05`. */
export function written(amount: bigint, exponent: number): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(exponent + 1, '0');
  const cut = digits.length - exponent;
  const text = exponent ? `${digits.slice(0, cut)}.${digits.slice(cut)}` : digits;
  return amount < 0n ? `-${text}` : text;
}
