import { z } from 'zod';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import { hashToken } from '#core/secret.ts';
import { command } from '#schema/command.ts';
import { accountOf, ownerOf } from '#modules/access/account.ts';
import { beginAttempt } from './attempt.ts';
import { addSession, SessionTokens } from './open-session.ts';
import { revokeFamilies } from './revoke-session.ts';

command('refreshSession', {
  description:
    'Exchange a refresh token for the next two tokens. Each works once: when one comes a second time it was stolen (or its thief was first), and every session of that sign-in ends.',
  permission: null,
  input: (t) => ({
    refreshToken: t.string({
      required: true,
      description: 'The latest refresh token of the session.',
      validate: z.string().min(1, 'is required').max(200),
    }),
  }),
  errors: ['SESSION_ENDED', 'RATE_LIMITED'],
  prepare: (context, { refreshToken }) => beginAttempt(context, hashToken(refreshToken)),
  run: async (work, { refreshToken }, attempt) => {
    const at = now();
    const refreshTokenHash = hashToken(refreshToken);
    const [session] = await work.tx.session.updateManyAndReturn({
      where: {
        refreshTokenHash,
        rotatedAt: null,
        revokedAt: null,
        refreshExpiresAt: { gt: at },
      },
      data: { rotatedAt: at },
    });
    const account = session && ownerOf(session);
    if (!session || !account) {
      const spent = await work.tx.session.findUnique({ where: { refreshTokenHash } });
      if (spent?.rotatedAt) await revokeFamilies(work, { family: spent.family });
      return new DomainError('SESSION_ENDED');
    }
    if (!(await accountOf(work.tx, account))?.isOpen) return new DomainError('SESSION_ENDED');
    await attempt.succeeded();
    const { family, clientId, secondFactorAt, impersonatorAdminId } = session;
    const tokens = await addSession(work, {
      account,
      family,
      clientId,
      secondFactorAt,
      impersonatorAdminId,
    });
    return { tokens };
  },
  payload: (t) => ({
    session: t.field({
      type: SessionTokens,
      description: 'The next two tokens. The access token from before works until it ends.',
      resolve: ({ tokens }) => tokens,
    }),
  }),
});
