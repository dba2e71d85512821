import { z } from 'zod';
import { now } from '#core/clock.ts';
import type { Work } from '#schema/work.ts';
import { type AccountRef, ownedBy } from '#modules/access/account.ts';
import { longestPassword } from './password.ts';
import { revokeAll } from '#modules/access/sign-in/revoke-session.ts';
import { openEverywhere } from '#modules/access/sign-in/lockout.ts';
import { voidTokens } from './single-use-token.ts';

/** The rule for a new password. */
export const newPasswordRule = z
  .string()
  .min(8, 'must have at least 8 characters')
  .max(longestPassword, `must have at most ${longestPassword} characters`);

/**
 * Stores a new password. Every session (but the one that asks) ends, links for setting another one
 * become worthless, and a lock is lifted.
 */
export async function setPassword(
  work: Work,
  account: AccountRef,
  passwordHash: string,
): Promise<void> {
  const { tx, actor, announce } = work;
  const { kind, id } = account;
  const data = { passwordHash, passwordChangedAt: now() };
  if (kind === 'user') await tx.user.update({ where: { id }, data });
  else await tx.admin.update({ where: { id }, data });
  await openEverywhere(work, account);
  const isOwn = kind === 'user' ? actor.userId === id : actor.adminId === id;
  await revokeAll(work, account, isOwn ? actor.sessionId : null);
  await voidTokens(tx, 'PASSWORD_RESET', account);
  announce('password.changed', ownedBy(account));
}

/**
 * Notes that a user's address is theirs, because an email reached it. Whoever made the user before
 * that may have been somebody else: an account linked for signing in goes.
 */
export async function proveAddress({ tx }: Work, userId: number): Promise<void> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, emailVerifiedAt: null },
    data: { emailVerifiedAt: now() },
  });
  if (count) await tx.linkedSignIn.deleteMany({ where: { userId } });
}
