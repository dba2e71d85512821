import { randomUUID } from 'node:crypto';
import { now } from '#core/clock.ts';
import { hashToken, newToken } from '#core/secret.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import type { Work } from '#schema/work.ts';
import { accountOf, type AccountRef, ownedBy } from '#modules/access/account.ts';
import { csrfTokensOf } from './csrf-token.ts';
import { forgetFailures } from './lockout.ts';
import { permissionsIn } from '#modules/access/users/user-permissions.ts';

/** How long tokens are good for, in minutes. */
export const lifetimes = {
  access: 15,
  refresh: { user: 30 * 24 * 60, admin: 12 * 60 },
};

/** The two tokens of a session; only their hashes are kept. Plain data, times as ISO text. */
export interface Tokens {
  sessionId: number;
  family: string;
  accessToken: string;
  accessExpiresAt: string;
  refreshToken: string;
  refreshExpiresAt: string;
}

export const SessionTokens = builder.objectRef<Tokens>('SessionTokens').implement({
  read: null,
  description: 'Tokens of a session, shown only in this response.',
  fields: (t) => ({
    accessToken: t.string({
      nullable: true,
      description:
        'Access token, sent as `Authorization: Bearer …` with each request. Null for a session in cookies.',
      resolve: ({ accessToken }, _args, { cookies }) => (cookies?.isKept ? null : accessToken),
    }),
    accessExpiresAt: t.field({
      type: 'DateTime',
      description: 'Time the access token expires, 15 minutes after it was created.',
      resolve: (tokens) => new Date(tokens.accessExpiresAt),
    }),
    refreshToken: t.string({
      nullable: true,
      description:
        'Refresh token, to be given to `refreshSession` once for the next two tokens. Must be stored securely. Null for a session in cookies.',
      resolve: ({ refreshToken }, _args, { cookies }) => (cookies?.isKept ? null : refreshToken),
    }),
    csrfToken: t.string({
      description:
        'What a page whose session is in cookies sends as header `X-CSRF-Token` with every POST; the same until the sign-in ends.',
      resolve: ({ family }, _args, { app }) => csrfTokensOf(app, family)[0]!,
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
  impersonatorCredentialId?: number | null;
  /** When the person signed in; now, unless it is a rotation. */
  signedInAt?: Date;
  /** When the sign-in ends at the latest, however often its tokens are exchanged. */
  endsAt?: Date | undefined;
}

/** Adds a session row and gives its tokens. */
export async function addSession(work: Work, opening: Opening): Promise<Tokens> {
  const { tx, requestInfo } = work;
  const at = now();
  const { account, signedInAt = at, endsAt, ...rest } = opening;
  const last = endsAt?.getTime() ?? Infinity;
  const after = (minutes: number) => new Date(Math.min(at.getTime() + minutes * 60_000, last));
  const accessToken = newToken('hgs_');
  const refreshToken = newToken('hgr_');
  const accessExpiresAt = after(lifetimes.access);
  const refreshExpiresAt = after(lifetimes.refresh[account.kind]);
  const data: Prisma.SessionUncheckedCreateInput = {
    ...ownedBy(account),
    ...rest,
    signedInAt,
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
    family: opening.family,
    accessToken,
    accessExpiresAt: accessExpiresAt.toISOString(),
    refreshToken,
    refreshExpiresAt: refreshExpiresAt.toISOString(),
  };
}

/**
 * Signs somebody in who has proved everything asked of them; null when the account was closed
 * meanwhile.
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
async function noteSignIn(work: Work, account: AccountRef): Promise<boolean> {
  const { tx, requestInfo, announce } = work;
  const { kind, id } = account;
  if (!(await accountOf(tx, account))?.isOpen) return false;
  const data = { lastLoginAt: now(), lastLoginIp: requestInfo.ip };
  if (kind === 'user') await tx.user.update({ where: { id }, data });
  else await tx.admin.update({ where: { id }, data });
  await forgetFailures(work, account);
  if (kind === 'user') announce('user.signedIn', { userId: id });
  else announce('admin.signedIn', { adminId: id });
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
