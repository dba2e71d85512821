import type { z } from 'zod';
import { wireTypeOf } from '#transports/rapi/param.ts';

/** Runs so many at once. */
export async function all<Item>(items: readonly Item[], run: (item: Item) => Promise<void>) {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.pop(); item !== undefined; item = rest.pop()) await run(item);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}

/** What a parameter of a form holds that numbers and dates are read from. */
export type Kind = 'amount' | 'number' | 'date';

/** What a parameter of a legacy command holds, by what it says of a value that it is not. */
export function kindOf(param: z.core.$ZodType): Kind | null {
  const { error } = (param as z.ZodType).safeParse('zzz');
  const message = error?.issues[0]?.message ?? '';
  if (/an amount/.test(message)) return 'amount';
  if (/a date|a time/.test(message)) return 'date';
  return /whole number/.test(message) ? 'number' : null;
}

/** What programs send by mistake, by what the parameter holds: never taken. */
export const badTexts: Readonly<Record<Kind, readonly string[]>> = {
  amount: ['1,000.00', '1e3', 'NaN', '99999999999999999999'],
  number: ['2147483648', '1.5', 'NaN', '1e3', '-99999999999'],
  date: ['0000-01-01', '30/02/2027', '2027-02-30', 'NaN'],
};

/** What some parameters take and others refuse. */
export const doubtfulTexts: Readonly<Record<Kind, readonly string[]>> = {
  amount: ['999999999999999', '-1', '0', '3.3000000000000003'],
  number: ['0', '-1', '2147483647'],
  date: ['9999-12-31'],
};

/** Something that fits a parameter, so that another one is what is looked at. */
export function plausible(name: string, param: z.core.$ZodType): string {
  const kind = kindOf(param);
  if (kind) return kind === 'date' ? '2030-01-01' : '1';
  if (/email/.test(name)) return 'walk@example.com';
  if (/ip$|ipaddress|ip_address/.test(name)) return '203.0.113.77';
  if (/country/.test(name)) return 'GB';
  if (/phone/.test(name)) return '+442079460000';
  if (/password/.test(name)) return 'correct horse battery';
  return wireTypeOf(param)?.examples?.[0] ?? 'x';
}

/** Whether a command cannot do without a parameter. */
export const isRequired = (param: z.core.$ZodType) => param._zod.optin === undefined;
