import { randomUUID } from 'node:crypto';
import { now } from '#core/clock.ts';
import { hashToken, newToken } from '#core/secret.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import type { Work } from '#schema/work.ts';
import { type AccountRef, ownedBy } from '#modules/access/account.ts';
import { isLocked } from './lockout.ts';
import { permissionsIn } from '#modules/access/users/user-permissions.ts';

/** How long tokens are good for, in minutes. */
export const lifetimes = {
  access: 15,
  refresh: { user: 30 * 24 * 60, admin: 12 * 60 },
};

/** The two tokens of a session; only their hashes are kept. Plain data, times as ISO text. */
export interface Tokens {
  sessionId: number;
  accessToken: string;
  accessExpiresAt: string;
  refreshToken: string;
  refreshExpiresAt: string;
}

export const SessionTokens = builder.objectRef<Tokens>('SessionTokens').implement({
  read: null,
  description: 'Tokens of a session, shown only in this response.',
  fields: (t) => ({
    accessToken: t.exposeString('accessToken', {
      description: 'Access token, sent as `Authorization: Bearer …` with each request.',
    }),
    accessExpiresAt: t.field({
      type: 'DateTime',
      description: 'Time the access token expires, 15 minutes after it was created.',
      resolve: (tokens) => new Date(tokens.accessExpiresAt),
    }),
    refreshToken: t.exposeString('refreshToken', {
      description:
        'Refresh token, to be given to `refreshSession` once for the next two tokens. Must be stored securely.',
    }),
    refreshExpiresAt: t.field({
      type: 'DateTime',
      description: 'Time the refresh token expires. After that the user has to sign in again.',
      resolve: (tokens) => new Date(tokens.refreshExpiresAt),
    }),
  }),
});

interface Opening {
  account: AccountRef;
  /** All rotations of one sign-in share it. */
  family: string;
  clientId: number | null;
  secondFactorAt: Date | null;
  impersonatorAdminId?: number | null;
}

/** Adds a session row and gives its tokens. */
export async function addSession(work: Work, opening: Opening): Promise<Tokens> {
  const { tx, requestInfo } = work;
  const { account, impersonatorAdminId = null, ...rest } = opening;
  const at = now();
  const after = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
  const accessToken = newToken('hgs_');
  const refreshToken = newToken('hgr_');
  const accessExpiresAt = after(lifetimes.access);
  const refreshExpiresAt = after(lifetimes.refresh[account.kind]);
  const data: Prisma.SessionUncheckedCreateInput = {
    ...ownedBy(account),
    ...rest,
    impersonatorAdminId,
    accessTokenHash: hashToken(accessToken),
    accessExpiresAt,
    refreshTokenHash: hashToken(refreshToken),
    refreshExpiresAt,
    ip: requestInfo.ip,
    userAgent: requestInfo.userAgent,
    lastSeenAt: at,
    createdAt: at,
  };
  const { id } = await tx.session.create({ data, select: { id: true } });
  return {
    sessionId: id,
    accessToken,
    accessExpiresAt: accessExpiresAt.toISOString(),
    refreshToken,
    refreshExpiresAt: refreshExpiresAt.toISOString(),
  };
}

/**
 * Signs somebody in who has proved everything asked of them; null when the account was locked or
 * closed meanwhile.
 */
export async function openSession(
  work: Work,
  account: AccountRef,
  secondFactorAt: Date | null = null,
): Promise<Tokens | null> {
  if (!(await noteSignIn(work, account))) return null;
  const clientId = account.kind === 'user' ? await accountToActFor(work, account.id) : null;
  return addSession(work, { account, family: randomUUID(), clientId, secondFactorAt });
}

/** Records a successful sign-in, unless the account may not enter. */
async function noteSignIn({ tx, requestInfo, announce }: Work, { kind, id }: AccountRef) {
  const at = now();
  const seen = { lastLoginAt: at, lastLoginIp: requestInfo.ip, lockedUntil: null };
  if (kind === 'user') {
    // The row is locked first: a guess that locks the account at this moment wins.
    const [row] = await tx.$queryRaw<{ lockedUntil: Date | null; status: string }[]>`
      select locked_until as "lockedUntil", status::text from users where id = ${id} for update`;
    if (!row || isLocked(row) || row.status !== 'ACTIVE') return false;
    await tx.user.update({ where: { id }, data: { ...seen, failedLogins: 0 } });
    announce('user.signedIn', { userId: id });
    return true;
  }
  const [row] = await tx.$queryRaw<{ lockedUntil: Date | null; isDisabled: boolean }[]>`
    select locked_until as "lockedUntil", is_disabled as "isDisabled"
    from admins where id = ${id} for update`;
  if (!row || isLocked(row) || row.isDisabled) return false;
  await tx.admin.update({ where: { id }, data: { ...seen, loginAttempts: 0 } });
  announce('admin.signedIn', { adminId: id });
  return true;
}

/**
 * Which account a new session acts for: all of the user's when they allow the same, else the one
 * the user owns (or joined first), since what holds for all at once would be too little.
 */
async function accountToActFor({ tx }: Work, userId: number): Promise<number | null> {
  const links = await tx.userClient.findMany({
    where: { userId, client: { status: { not: 'CLOSED' } } },
    select: { clientId: true, isOwner: true, permissions: true },
    orderBy: [{ isOwner: 'desc' }, { id: 'asc' }],
  });
  const first = links[0];
  if (!first) return null;
  await tx.userClient.updateMany({
    where: { userId, clientId: first.clientId },
    data: { lastLoginAt: now() },
  });
  const shared = permissionsIn(links).size;
  return links.every((link) => permissionsIn([link]).size === shared) ? null : first.clientId;
}
