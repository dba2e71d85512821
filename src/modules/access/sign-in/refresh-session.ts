import { z } from 'zod';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import { hashToken } from '#core/secret.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { accountOf, accountRefOf } from '#modules/access/account.ts';
import { keepInCookies } from './as-cookie.ts';
import { beginAttempt } from './attempt.ts';
import { impersonatorColumns, isImpersonated, mayStillImpersonate } from './impersonation.ts';
import { addSession, SessionTokens, type Tokens } from './open-session.ts';
import { viewerField } from './sign-in.ts';
import { revokeFamilies } from './revoke-session.ts';

/** How long a refresh token that was just exchanged may be exchanged again, in seconds. */
const REUSE_SECONDS = 30;

/**
 * The session of a token that another tab exchanged a moment ago. One that comes later was stolen,
 * or its thief was first, and ends the sign-in (RFC 9700, 4.14.2).
 */
async function spentJustNow(work: Work, refreshTokenHash: string) {
  const spent = await work.tx.session.findUnique({ where: { refreshTokenHash } });
  if (!spent?.rotatedAt || spent.revokedAt) return null;
  const since = now().getTime() - spent.rotatedAt.getTime();
  if (since <= REUSE_SECONDS * 1_000) return spent;
  await revokeFamilies(work, { family: spent.family });
  return null;
}

command('refreshSession', {
  description:
    'Exchange a refresh token for the next two tokens. Each works once, and for 30 seconds more, so that two tabs that refresh at once both stay signed in. When it comes later it was stolen (or its thief was first), and every session of that sign-in ends.',
  permission: null,
  input: (t) => ({
    refreshToken: t.field({
      type: 'Secret',
      description:
        'Latest refresh token of the session. Omit for a session in cookies: the next tokens go into cookies as well.',
      validate: z.string().min(1, 'is required').max(200),
    }),
  }),
  errors: ['SESSION_ENDED', 'RATE_LIMITED'],
  prepare: async (context, { refreshToken }) => {
    const refreshTokenHash = hashToken(refreshToken ?? context.cookies?.refreshToken ?? '');
    return { refreshTokenHash, attempt: await beginAttempt(context, refreshTokenHash) };
  },
  answered: (context, { refreshToken }, answer: { tokens: Tokens }) =>
    keepInCookies(context, { asCookie: typeof refreshToken !== 'string' }, answer),
  run: async (
    work,
    _input,
    { refreshTokenHash, attempt },
  ): Promise<{ tokens: Tokens } | DomainError> => {
    const at = now();
    const [session] = await work.tx.session.updateManyAndReturn({
      where: {
        refreshTokenHash,
        rotatedAt: null,
        revokedAt: null,
        refreshExpiresAt: { gt: at },
      },
      data: { rotatedAt: at },
    });
    const known = session ?? (await spentJustNow(work, refreshTokenHash));
    const account = known && accountRefOf(known);
    if (!known || !account) return new DomainError('SESSION_ENDED');
    const where = { id: known.id };
    const by = await work.tx.session.findUniqueOrThrow({ where, select: impersonatorColumns });
    const isOpen =
      mayStillImpersonate(by, work.requestInfo.ip) && (await accountOf(work.tx, account))?.isOpen;
    if (!isOpen) return new DomainError('SESSION_ENDED');
    await attempt.succeeded();
    const { family, clientId, secondFactorAt, signedInAt } = known;
    const { impersonatorAdminId, impersonatorCredentialId } = known;
    const tokens = await addSession(work, {
      account,
      family,
      clientId,
      secondFactorAt,
      signedInAt,
      impersonatorAdminId,
      impersonatorCredentialId,
      endsAt: isImpersonated(known) ? (known.refreshExpiresAt ?? undefined) : undefined,
    });
    return { tokens };
  },
  payload: (t) => ({
    session: t.field({
      type: SessionTokens,
      description: 'New tokens of the session. The previous access token works until its expiry.',
      resolve: ({ tokens }) => tokens,
    }),
    viewer: viewerField(t, 'Who is signed in'),
  }),
});
