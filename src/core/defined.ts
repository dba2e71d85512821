/**
 * A value that is always there, unless an assumption of ours is wrong.
 * @throws Error naming what is missing
 */
export function defined<Value>(value: Value, what: string): NonNullable<Value> {
  if (value === null || value === undefined)
    throw new Error(`There is no ${what}, though there must be one.`);
  return value;
}
