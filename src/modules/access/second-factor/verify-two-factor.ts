import { z } from 'zod';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import { hashToken } from '#core/secret.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { type AccountRef, accountOf, accountRefOf } from '#modules/access/account.ts';
import { cookieInput, keepInCookies } from '#modules/access/sign-in/as-cookie.ts';
import { codeRule } from './activate-two-factor.ts';
import { beginAttempt } from '#modules/access/sign-in/attempt.ts';
import { countFailure, lockOf } from '#modules/access/sign-in/lockout.ts';
import { openSession, SessionTokens, type Tokens } from '#modules/access/sign-in/open-session.ts';
import { viewerField } from '#modules/access/sign-in/sign-in.ts';
import { activeFactors, useCode } from './second-factors.ts';
import { unused, useToken } from '#modules/access/passwords/single-use-token.ts';
import { accountFor, whoseInput } from '#modules/access/account-input.ts';
import { userFields } from '#modules/access/user-payload.ts';

const challengeRule = z.string().min(1, 'is required').max(200);

command('completeSignIn', {
  description:
    'Answer the second-factor challenge of a sign-in with a code of the second factor or a backup code.',
  permission: null,
  input: (t) => ({
    challenge: t.string({
      required: true,
      description: 'The `token` of the sign-in challenge.',
      validate: challengeRule,
    }),
    code: t.field({
      type: 'Secret',
      required: true,
      description: 'Code of the second factor, or a backup code.',
      validate: codeRule,
    }),
    ...cookieInput(t),
  }),
  answered: keepInCookies,
  errors: ['CHALLENGE_ENDED', 'SECOND_FACTOR_CODE_WRONG', 'RATE_LIMITED'],
  prepare: (context, { challenge }) => beginAttempt(context, hashToken(challenge)),
  run: async (work, { challenge, code }, attempt) => {
    const account = await challenged(work, challenge);
    const verdict = await isRightCode(work, account, code);
    if (verdict instanceof DomainError) return verdict;
    if (!verdict) return new DomainError('SECOND_FACTOR_CODE_WRONG');
    const tokens = await answerChallenge(work, challenge, account);
    await attempt.succeeded();
    return { tokens };
  },
  payload: (t) => ({
    session: t.field({
      type: SessionTokens,
      description: 'Tokens of the session that was opened.',
      resolve: ({ tokens }) => tokens,
    }),
    viewer: viewerField(t, 'Who signed in'),
  }),
});

/** What a look at a code found. */
type Verdict = {
  userId: number | null;
  isVerified: boolean;
  tokens: Tokens | null;
};

command('verifyTwoFactor', {
  legacy: 'DoTwoFaVerification',
  description:
    'Check the second-factor code of an account whose password was right, for programs with a sign-in of their own. A wrong code is a regular result, not an error. Wrong codes lock the account as wrong passwords do, see `validateLogin`.',
  permission: 'access:self',
  input: (t) => ({
    ...whoseInput(t),
    code: t.field({
      type: 'Secret',
      required: true,
      description: 'Code to check.',
      validate: codeRule,
    }),
    challenge: t.string({
      description:
        'The `token` of a sign-in challenge. When given, a right code also opens a session.',
      validate: challengeRule,
    }),
  }),
  errors: ['USER_NOT_FOUND', 'SECOND_FACTOR_NOT_ACTIVE', 'CHALLENGE_ENDED', 'RATE_LIMITED'],
  prepare: (context, { userId, clientId }) =>
    beginAttempt(context, `code:${userId?.id ?? ''}:${clientId?.id ?? ''}`),
  run: async (work, { code, challenge, ...whose }, attempt): Promise<Verdict | DomainError> => {
    const account = await accountFor(work.tx, work.actor, whose);
    const userId = account.kind === 'user' ? account.id : null;
    if (challenge && !isSame(await challenged(work, challenge), account))
      throw new DomainError('CHALLENGE_ENDED');
    if (!(await activeFactors(work.tx, account)).length)
      throw new DomainError('SECOND_FACTOR_NOT_ACTIVE');
    const verdict = await isRightCode(work, account, code);
    if (verdict instanceof DomainError) return verdict;
    if (!verdict) return { userId, isVerified: false, tokens: null };
    await attempt.succeeded();
    if (!challenge) return { userId, isVerified: true, tokens: null };
    return { userId, isVerified: true, tokens: await answerChallenge(work, challenge, account) };
  },
  payload: (t) => ({
    isVerified: t.exposeBoolean('isVerified', { description: 'Whether the code is right.' }),
    ...userFields(t, 'user whose code was checked; null for staff.'),
    session: t.field({
      type: SessionTokens,
      nullable: true,
      description: 'Tokens of the new session, when a challenge was answered.',
      resolve: ({ tokens }) => tokens,
    }),
    viewer: viewerField(t, 'Who signed in'),
  }),
});

const isSame = (one: AccountRef, other: AccountRef) =>
  one.kind === other.kind && one.id === other.id;

/** Who is challenged. @throws DomainError CHALLENGE_ENDED */
async function challenged({ tx }: Work, challenge: string): Promise<AccountRef> {
  const row = await tx.singleUseToken.findFirst({
    where: { tokenHash: hashToken(challenge), purpose: 'SECOND_FACTOR_SIGN_IN', ...unused() },
  });
  const account = row && accountRefOf(row);
  if (!account) throw new DomainError('CHALLENGE_ENDED');
  return account;
}

/** Whether the code proves a factor; a wrong one counts. The error of a locked account. */
async function isRightCode(
  work: Work,
  ref: AccountRef,
  code: string,
): Promise<boolean | DomainError> {
  const subject = { account: await accountOf(work.tx, ref), name: `${ref.kind}:${ref.id}` };
  const locked = await lockOf(work, subject);
  if (locked) return locked;
  if (subject.account && (await useCode(work, ref, code))) return true;
  await countFailure(work, subject);
  return false;
}

/** Uses the challenge up for a session. @throws DomainError CHALLENGE_ENDED */
async function answerChallenge(
  work: Work,
  challenge: string,
  account: AccountRef,
): Promise<Tokens> {
  const used = await useToken(work, 'SECOND_FACTOR_SIGN_IN', challenge);
  const tokens = used && (await openSession(work, account, now()));
  if (!tokens) throw new DomainError('CHALLENGE_ENDED');
  return tokens;
}
