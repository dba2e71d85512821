import { z } from 'zod';
import { Refusal } from '#core/refusal.ts';
import type { Prisma } from '#generated/prisma/client.ts';

/** What it is called, in one line. */
export const nameRule = z.string().trim().min(1, 'is required').max(255);

/** A colour for lists; empty for none. */
export const colorRule = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(|#[0-9a-f]{6})$/, 'must be a colour such as #ff8800');

/** A percentage, 0 to 100. */
export const percentRule = z
  .custom<Prisma.Decimal>()
  .refine((percent) => percent.gte(0) && percent.lte(100), 'must be 0 to 100')
  .refine((percent) => percent.decimalPlaces() <= 4, 'must have at most 4 decimals');

type Told<Input> = { [Name in keyof Input]?: NonNullable<Input[Name]> };

/** What was said, without what was left out or given as null: those keep what they were. */
export const told = <Input extends object>(input: Input): Told<Input> =>
  Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== null && value !== undefined),
  ) as Told<Input>;

/**
 * What something new is made of: what was told of it, with the fields it cannot do without.
 * @throws Refusal BAD_INPUT naming the first that is missing
 */
export function complete<Given extends object, Name extends keyof Given & string>(
  given: Given,
  ...names: Name[]
): Given & { [Needed in Name]-?: NonNullable<Given[Needed]> } {
  const missing = names.find((name) => given[name] === undefined);
  if (missing) throw new Refusal('BAD_INPUT', `${missing}: is required.`, { field: missing });
  return given as ReturnType<typeof complete<Given, Name>>;
}
