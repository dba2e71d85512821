import { DomainError } from '#core/errors.ts';
import type { Attempt } from '#platform/limiter.ts';
import type { Context } from '#schema/context.ts';
import type { Work } from '#schema/work.ts';
import type { Account } from '#modules/access/account.ts';
import { beginAttempt } from '#modules/access/sign-in/attempt.ts';
import {
  countFailure,
  ensureNotLockedHere,
  lockOf,
  type Subject,
} from '#modules/access/sign-in/lockout.ts';
import { hashPassword, needsUpgrade, verifyPassword } from './password.ts';

/** A password that was looked at before the transaction opened. */
export interface CheckedPassword {
  subject: Subject;
  isRight: boolean;
  /** A better hash of the same password, where the stored one is of an older kind. */
  upgraded: string | null;
  attempt: Attempt;
}

/**
 * Looks at a password, in the same time whether or not there is an account behind it.
 * @throws DomainError RATE_LIMITED
 */
export async function checkPassword(
  context: Context,
  subject: Subject,
  password: string,
): Promise<CheckedPassword> {
  const attempt = await beginAttempt(context, subject.name);
  await ensureNotLockedHere(context, subject);
  const stored = subject.account?.passwordHash ?? null;
  const isRight = (await verifyPassword(stored, password)) && subject.account !== null;
  const upgraded = isRight && stored && needsUpgrade(stored) ? await hashPassword(password) : null;
  return { subject, isRight, upgraded, attempt };
}

/**
 * The account, when the password was right and it may be used; otherwise the error, and the try
 * counts. A closed account is refused like a wrong password.
 */
export async function acceptPassword(
  work: Work,
  { subject, isRight, upgraded, attempt }: CheckedPassword,
  wrong: 'SIGN_IN_REFUSED' | 'PASSWORD_WRONG',
): Promise<Account | DomainError> {
  const { account } = subject;
  const locked = await lockOf(work, subject);
  if (locked) return locked;
  if (!account || !isRight) {
    await countFailure(work, subject);
    return new DomainError(wrong);
  }
  if (!account.isOpen) return new DomainError(wrong);
  const passwordHash = upgraded ?? account.passwordHash;
  // The old hash in the condition: a password changed meanwhile is not put back.
  const where = { id: account.id, passwordHash: account.passwordHash ?? '' };
  const { count } =
    account.kind === 'user'
      ? await work.tx.user.updateMany({ where, data: { passwordHash } })
      : await work.tx.admin.updateMany({ where, data: { passwordHash: passwordHash ?? '' } });
  if (count === 0) return new DomainError(wrong);
  await attempt.succeeded();
  return { ...account, passwordHash };
}
