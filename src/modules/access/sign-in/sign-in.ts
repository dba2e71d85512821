import { createHash } from 'node:crypto';
import type { SecondFactorModule } from '#generated/prisma/client.ts';
import { own } from '#schema/access.ts';
import { builder } from '#schema/builder.ts';
import type { Work } from '#schema/work.ts';
import type { Account, AccountRef } from '#modules/access/account.ts';
import { mailCode } from '#modules/access/passwords/email-code.ts';
import { openSession, SessionTokens, type Tokens } from './open-session.ts';
import { activeFactors } from '#modules/access/second-factor/second-factors.ts';
import { issueToken } from '#modules/access/passwords/single-use-token.ts';
import { actorBehind } from '#modules/access/actor.ts';
import { User } from '#modules/access/users/user.ts';
import { Viewer } from '#modules/access/viewer.ts';

/** How long a sign-in waits for its second factor, in minutes. */
const PATIENCE_MINUTES = 10;

/** What is still wanted of somebody whose password was right. Plain data. */
export interface Challenge {
  token: string;
  expiresAt: string;
  modules: SecondFactorModule[];
}

/** How far a sign-in got: either a session, or the challenge of a second factor. */
export type SignIn = {
  userId: number | null;
  tokens: Tokens | null;
  challenge: Challenge | null;
  passwordStamp: string | null;
};

export const SecondFactorKind = builder.enumType('SecondFactorModule', {
  description: 'Kind of second factor.',
  values: {
    TOTP: { description: 'Authenticator app that shows a new six-digit code every 30 seconds.' },
    EMAIL: { description: 'Six-digit code sent by email.' },
  } as const,
});

export const SignInChallenge = builder.objectRef<Challenge>('SignInChallenge').implement({
  read: null,
  description:
    'Challenge after a correct password when a second factor is required. Answered with `verifyTwoFactor`.',
  fields: (t) => ({
    token: t.exposeString('token', {
      description: 'Token of the challenge, to be sent along with the code.',
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'Time until which the challenge can be answered.',
      resolve: ({ expiresAt }) => new Date(expiresAt),
    }),
    modules: t.field({
      type: [SecondFactorKind],
      description:
        'Second factors that can answer the challenge. A backup code is always accepted too.',
      resolve: ({ modules }) => modules,
    }),
  }),
});

/**
 * Lets somebody in who proved the first factor: a session, or a challenge where they have a second
 * factor. Null when the account was locked or closed meanwhile.
 */
export async function enter(work: Work, account: Account): Promise<SignIn | null> {
  const common = {
    userId: account.kind === 'user' ? account.id : null,
    passwordStamp: account.passwordHash && stampOf(account.passwordHash),
  };
  const modules = await activeFactors(work.tx, account);
  if (modules.length)
    return { ...common, tokens: null, challenge: await challengeOf(work, account, modules) };
  const tokens = await openSession(work, account);
  return tokens && { ...common, tokens, challenge: null };
}

async function challengeOf(
  work: Work,
  account: AccountRef,
  modules: SecondFactorModule[],
): Promise<Challenge> {
  const { token, expiresAt } = await issueToken(work, {
    purpose: 'SECOND_FACTOR_SIGN_IN',
    account,
    minutes: PATIENCE_MINUTES,
  });
  // Nobody should have to ask for the only code there can be.
  if (!modules.includes('TOTP')) await mailCode(work, account);
  return { token, expiresAt: expiresAt.toISOString(), modules };
}

/** Changes whenever the password does, and says nothing about it. */
const stampOf = (passwordHash: string) =>
  createHash('sha256').update(`stamp:${passwordHash}`).digest('hex');

type Types = (typeof builder)['$inferSchemaTypes'];

/** Who a session acts as, for payloads. */
export const viewerField = <Answer extends { tokens: Tokens | null }>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>,
  description: string,
) =>
  t.field({
    type: Viewer,
    nullable: true,
    description: `${description}, with its rights, as \`viewer\` answers with the new session. Null without a new session, and in a dry run.`,
    resolve: ({ tokens }, _args, { app, requestInfo, dryRun }) =>
      tokens && !dryRun
        ? actorBehind(app, { token: tokens.accessToken, ip: requestInfo.ip })
        : null,
  });

/** What every sign-in answers, for payloads. */
export const signInFields = (t: PothosSchemaTypes.ObjectFieldBuilder<Types, SignIn>) => ({
  session: t.field({
    type: SessionTokens,
    nullable: true,
    description: 'Tokens of the new session. Null while a second factor is required.',
    resolve: ({ tokens }) => tokens,
  }),
  challenge: t.field({
    type: SignInChallenge,
    nullable: true,
    description: 'Second-factor challenge to answer. Null when no second factor is required.',
    resolve: ({ challenge }) => challenge,
  }),
  viewer: viewerField(t, 'Who signed in'),
  user: t.prismaField({
    type: User,
    nullable: true,
    extensions: own,
    description: 'User who signs in. Null for staff.',
    resolve: (query, { userId }, _args, { db }) =>
      db.user.findUnique({ ...query, where: { id: userId ?? -1 } }),
  }),
});
