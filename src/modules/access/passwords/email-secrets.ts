import type { SingleUseTokenPurpose } from '#generated/prisma/client.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import { codeText } from './email-code.ts';
import { tokenText } from './single-use-token.ts';

/**
 * What an email of this module needs that no event may carry. Events name the row (`tokenId`,
 * `challengeId`); the secret stands in it encrypted, until it is used or expires.
 */
export interface EmailSecret {
  /** The token or code to put into the email. */
  secret: string;
  /** The address to send it to. */
  email: string;
  expiresAt: Date;
  userId: number | null;
  adminId: number | null;
  clientId: number | null;
}

const owners = {
  user: { select: { email: true } },
  admin: { select: { email: true } },
} as const;

/**
 * For `password.forgotten`, `email.verificationRequested` and `user.invited`. Null when there is
 * nothing to send: the token was used or has expired, or nobody has the address.
 */
export async function tokenForEmail(
  app: App,
  db: Db | Tx,
  tokenId: number,
): Promise<(EmailSecret & { purpose: SingleUseTokenPurpose }) | null> {
  const row = await db.singleUseToken.findUnique({ where: { id: tokenId }, include: owners });
  const secret = row && (await tokenText(app, db, tokenId));
  if (!row || !secret) return null;
  const { purpose, expiresAt, userId, adminId, clientId } = row;
  if (userId === null && adminId === null && purpose !== 'INVITATION') return null;
  const email = row.email ?? row.user?.email ?? row.admin?.email;
  return email ? { secret, email, expiresAt, purpose, userId, adminId, clientId } : null;
}

/** For `secondFactor.codeRequested`. Null when the code was used, replaced or has expired. */
export async function codeForEmail(
  app: App,
  db: Db | Tx,
  challengeId: number,
): Promise<EmailSecret | null> {
  const row = await db.emailChallenge.findUnique({ where: { id: challengeId }, include: owners });
  const secret = row && (await codeText(app, db, challengeId));
  const email = row?.user?.email ?? row?.admin?.email;
  if (!row || !secret || !email) return null;
  const { expiresAt, userId, adminId } = row;
  return { secret, email, expiresAt, userId, adminId, clientId: null };
}
