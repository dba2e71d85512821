import { z } from 'zod';
import { DomainError } from '#core/errors.ts';

/** What it is called, in one line. */
export const nameRule = z.string().trim().min(1, 'is required').max(255);

/** A colour for lists; empty for none. */
export const colorRule = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(|#[0-9a-f]{6})$/, 'must be a colour such as #ff8800');

type DefinedFields<Input> = { [Name in keyof Input]?: NonNullable<Input[Name]> };

/** What was said, without what was left out or given as null: those keep what they were. */
export const definedFields = <Input extends object>(input: Input): DefinedFields<Input> =>
  Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== null && value !== undefined),
  ) as DefinedFields<Input>;

/**
 * What something new is made of: what was told of it, with the fields it cannot do without.
 * @throws DomainError BAD_INPUT naming the first that is missing
 */
export function complete<Provided extends object, Name extends keyof Provided & string>(
  provided: Provided,
  ...names: Name[]
): Provided & { [Needed in Name]-?: NonNullable<Provided[Needed]> } {
  const missing = names.find((name) => provided[name] === undefined);
  if (missing) throw new DomainError('BAD_INPUT', `${missing}: is required.`, { field: missing });
  return provided as ReturnType<typeof complete<Provided, Name>>;
}

/** The end of a description: what holds for a new row where nothing is said. */
export const unlessGiven = (isNew: boolean, value: string): string =>
  isNew ? ` Default: ${value}.` : '';
