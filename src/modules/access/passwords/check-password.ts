import type { Attempt } from '#platform/limiter.ts';
import type { Context } from '#schema/context.ts';
import type { Work } from '#schema/work.ts';
import type { Account } from '#modules/access/account.ts';
import { beginAttempt } from '#modules/access/sign-in/attempt.ts';
import { countFailure, isLocked } from '#modules/access/sign-in/lockout.ts';
import { hashPassword, needsUpgrade, verifyPassword } from './password.ts';

/** A password that was looked at before the transaction opened. */
export interface CheckedPassword {
  account: Account | null;
  isRight: boolean;
  /** A better hash of the same password, where the stored one is of an older kind. */
  upgraded: string | null;
  attempt: Attempt;
}

/**
 * Looks at a password, in the same time whether or not there is an account behind it.
 * @param about what was given for the account, for counting tries.
 * @throws DomainError RATE_LIMITED
 */
export async function checkPassword(
  context: Context,
  about: string,
  account: Account | null,
  password: string,
): Promise<CheckedPassword> {
  const attempt = await beginAttempt(context, about);
  const stored = account?.passwordHash ?? null;
  const isRight = (await verifyPassword(stored, password)) && account !== null;
  const upgraded = isRight && stored && needsUpgrade(stored) ? await hashPassword(password) : null;
  return { account, isRight, upgraded, attempt };
}

/**
 * The account, when the password was right and it may be used; otherwise null, and the try counts
 * against the account. A locked or closed account is refused like a wrong password.
 */
export async function acceptPassword(
  work: Work,
  { account, isRight, upgraded, attempt }: CheckedPassword,
): Promise<Account | null> {
  if (!account) return null;
  if (!isRight) {
    await countFailure(work, account);
    return null;
  }
  if (isLocked(account) || !account.isOpen) return null;
  const passwordHash = upgraded ?? account.passwordHash;
  // The old hash in the condition: a password changed meanwhile is not put back.
  const where = { id: account.id, passwordHash: account.passwordHash ?? '' };
  const { count } =
    account.kind === 'user'
      ? await work.tx.user.updateMany({ where, data: { passwordHash } })
      : await work.tx.admin.updateMany({ where, data: { passwordHash: passwordHash ?? '' } });
  if (count === 0) return null;
  await attempt.succeeded();
  return { ...account, passwordHash };
}
