import { z } from 'zod';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import { hashToken } from '#core/secret.ts';
import { own } from '#schema/access.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { beginAttempt } from './attempt.ts';
import { issueToken, useToken, voidTokens } from '#modules/access/passwords/single-use-token.ts';
import { User } from '#modules/access/users/user.ts';
import { firstManagedUserId, managedUserId } from '#modules/access/users/visible-users.ts';
import { whichUser, whoseInputOrNumber } from '#modules/access/account-input.ts';
import { userFields } from '#modules/access/user-payload.ts';

/** How long a link that proves an address is good for, in minutes. */
const LINK_MINUTES = 24 * 60;

/** Has a link mailed that proves the address; links from before become worthless. */
export async function mailVerification(work: Work, userId: number, email: string): Promise<Date> {
  const account = { kind: 'user', id: userId } as const;
  await voidTokens(work.tx, 'EMAIL_VERIFICATION', account);
  const order = { purpose: 'EMAIL_VERIFICATION', account, email, minutes: LINK_MINUTES } as const;
  const { id, expiresAt } = await issueToken(work, order);
  work.announce('user.emailVerificationRequested', { userId, tokenId: id });
  return expiresAt;
}

command('clientSendVerificationEmail', {
  legacy: 'ClientSendVerificationEmail',
  description: "Send a user an email with a link that verifies the user's email address.",
  permission: 'access:self',
  input: (t) =>
    whoseInputOrNumber(
      t,
      'Number of a client whose owner is meant or, where no client has it, of a user. Instead of the ids.',
    ),
  errors: ['USER_NOT_FOUND', 'RATE_LIMITED'],
  prepare: (context, { userId, clientId, databaseId }) =>
    beginAttempt(context, `verify:${userId?.id ?? ''}:${clientId?.id ?? databaseId ?? ''}`),
  run: async (work, input) => {
    const { tx, actor } = work;
    const { databaseId } = input;
    const id = databaseId
      ? await firstManagedUserId(tx, actor, [{ clientId: databaseId }, { userId: databaseId }])
      : await managedUserId(tx, actor, whichUser(input));
    const { email } = await work.tx.user.findUniqueOrThrow({ where: { id } });
    const expiresAt = await mailVerification(work, id, email);
    return { userId: id, email, expiresAt: expiresAt.toISOString() };
  },
  payload: (t) => ({
    ...userFields(t, 'user to verify.'),
    email: t.exposeString('email', { description: 'Email address the link is sent to.' }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'Time the link expires.',
      resolve: ({ expiresAt }) => new Date(expiresAt),
    }),
  }),
});

command('clientVerifyEmail', {
  legacy: 'ClientDoEmailVerification',
  description:
    'Verify an email address with the key from the verification email. Each key works once.',
  permission: null,
  input: (t) => ({
    key: t.field({
      type: 'Secret',
      required: true,
      description: 'Key from the verification email.',
      validate: z.string().trim().min(1, 'is required').max(200),
    }),
  }),
  errors: ['TOKEN_INVALID', 'RATE_LIMITED'],
  prepare: (context, { key }) => beginAttempt(context, hashToken(key)),
  run: async (work, { key }, attempt) => {
    const used = await useToken(work, 'EMAIL_VERIFICATION', key);
    const { userId, email } = used ?? {};
    if (!userId || !email) throw new DomainError('TOKEN_INVALID');
    // It proves the address it was sent to, and no other the user may have by now.
    const { count } = await work.tx.user.updateMany({
      where: { id: userId, email },
      data: { emailVerifiedAt: now() },
    });
    if (count === 0) throw new DomainError('TOKEN_INVALID');
    await attempt.succeeded();
    work.announce('user.emailVerified', { userId });
    return { userId };
  },
  payload: (t) => ({
    user: t.prismaField({
      type: User,
      extensions: own,
      description: 'User whose email address was verified.',
      resolve: (query, { userId }, _args, { db }) =>
        db.user.findUniqueOrThrow({ ...query, where: { id: userId } }),
    }),
  }),
});
