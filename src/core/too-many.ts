import { DomainError } from './errors.ts';

/** The error for a list, or a number of rows, beyond what is taken at once. */
export function tooMany(path: readonly (string | number)[], most: number): DomainError {
  const field = String(path.at(-1));
  const message = `at most ${most} at once`;
  return new DomainError('BAD_INPUT', `${field}: ${message}.`, {
    field,
    issues: [{ path: [...path], message }],
  });
}
