import { DomainError } from '#core/errors.ts';
import { settingNumber } from '#modules/settings/settings.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { hashPassword } from '#modules/access/passwords/password.ts';

/** So many bits count as a strength of 100. */
const FULL_BITS = 80;

const kinds: readonly [RegExp, size: number][] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/\d/, 10],
  [/[\x20-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]/, 33],
  [/[^\x20-\x7e]/, 100],
];

/**
 * How strong a password is, 0 to 100: the bits of a guess among all texts of its length made of the
 * kinds of characters it has. A character that repeats the one before counts once.
 */
export function passwordStrength(password: string): number {
  const size = kinds.reduce((sum, [kind, more]) => sum + (kind.test(password) ? more : 0), 0);
  const length = [...password].filter((email, at, all) => email !== all[at - 1]).length;
  return Math.min(100, Math.floor((length * Math.log2(Math.max(size, 1)) * 100) / FULL_BITS));
}

/**
 * Hashes a password somebody chose, if it is as strong as the setting RequiredPasswordStrength asks.
 * @param field the input's name for it
 * @throws DomainError BAD_INPUT naming the field
 */
export async function hashNewPassword(
  db: Db | Tx,
  password: string,
  field = 'password',
): Promise<string> {
  const required = await settingNumber(db, 'RequiredPasswordStrength');
  const strength = passwordStrength(password);
  if (strength < required)
    throw new DomainError(
      'BAD_INPUT',
      `${field}: is too weak: make it longer, or mix letters, digits and signs.`,
      { field, strength, required },
    );
  return hashPassword(password);
}
