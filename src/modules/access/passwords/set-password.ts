import { z } from 'zod';
import { now } from '#core/clock.ts';
import type { Work } from '#schema/work.ts';
import { type AccountRef, ownedBy } from '#modules/access/account.ts';
import { longestPassword } from './password.ts';
import { revokeAll } from '#modules/access/sign-in/revoke-session.ts';
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
  const data = { passwordHash, passwordChangedAt: now(), lockedUntil: null };
  if (kind === 'user') await tx.user.update({ where: { id }, data: { ...data, failedLogins: 0 } });
  else await tx.admin.update({ where: { id }, data: { ...data, loginAttempts: 0 } });
  const isOwn = kind === 'user' ? actor.userId === id : actor.adminId === id;
  await revokeAll(work, account, isOwn ? actor.sessionId : null);
  await voidTokens(tx, 'PASSWORD_RESET', account);
  announce('password.changed', ownedBy(account));
}
