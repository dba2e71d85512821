import { z } from 'zod';
import { normalizeEmail } from '#core/text.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { type AccountRef, userAccount } from '#modules/access/account.ts';
import { beginAttempt } from '#modules/access/sign-in/attempt.ts';
import { issueToken } from './single-use-token.ts';
import { emailRule } from '#schema/email-rule.ts';
import { firstManagedUserId, managedUserId } from '#modules/access/users/visible-users.ts';
import { whichUser, type WhoseInput, whoseInputOrNumber } from '#modules/access/account-input.ts';
import { userFields } from '#modules/access/user-payload.ts';

/** How long a link for a new password is good for, in minutes. */
const LINK_MINUTES = 60;

/** Makes a link for a new password and has it mailed. Without a user the same is done for nobody. */
async function mailLink(work: Work, userId: number | null, email: string): Promise<void> {
  const account: AccountRef | null = userId === null ? null : { kind: 'user', id: userId };
  const { id } = await issueToken(work, {
    purpose: 'PASSWORD_RESET',
    account,
    email,
    minutes: LINK_MINUTES,
  });
  work.announce('password.forgotten', { userId, tokenId: id });
}

command('forgotPassword', {
  legacy: 'ForgotPassword',
  description:
    'Request an email with a link to set a new password. The response and its timing are the same whether or not a user has the email address.',
  permission: null,
  input: (t) => ({
    email: t.string({
      required: true,
      description: 'Email address the user signs in with.',
      validate: z.string().refine((text) => normalizeEmail(text) !== undefined, {
        message: 'must be an e-mail address',
      }),
    }),
  }),
  errors: ['RATE_LIMITED'],
  // Each one asked for counts: emails are not to be sent without end.
  prepare: (context, { email }) => beginAttempt(context, `forgot:${email}`),
  run: async (work, { email }) => {
    const address = normalizeEmail(email) ?? '';
    const account = await userAccount(work.tx, { email: address });
    await mailLink(work, account?.isOpen ? account.id : null, address);
    return { isAccepted: true };
  },
  payload: (t) => ({
    isAccepted: t.exposeBoolean('isAccepted', {
      description: 'Always true. If a user has the email address, the email is on its way.',
    }),
  }),
});

command('resetPassword', {
  legacy: 'ResetPassword',
  description: "Send a user, or a client's owner, an email with a link to set a new password.",
  permission: 'access:write',
  input: (t) => ({
    ...whoseInputOrNumber(
      t,
      'Number of a user or, where no user has it, of a client whose owner is meant. Instead of the ids.',
    ),
    email: t.string({
      description: 'Email address the user signs in with. Instead of the ids.',
      validate: emailRule,
    }),
  }),
  errors: ['USER_NOT_FOUND'],
  run: async (work, input) => {
    const id = await userMeant(work, input);
    const account = await userAccount(work.tx, { id });
    if (!account?.isOpen) throw new DomainError('USER_NOT_FOUND');
    await mailLink(work, id, account.email);
    return { userId: id };
  },
  payload: (t) => ({
    ...userFields(t, 'user the email goes to.'),
  }),
});

interface MeantUser extends WhoseInput {
  databaseId?: number | null;
  email?: string | null;
}

/** Who is meant, by the first of number, address and ids that was sent. */
async function userMeant({ tx, actor }: Work, input: MeantUser): Promise<number> {
  const { databaseId, email } = input;
  if (databaseId)
    return firstManagedUserId(tx, actor, [{ userId: databaseId }, { clientId: databaseId }]);
  if (!email) return managedUserId(tx, actor, whichUser(input));
  const user = await tx.user.findUnique({ where: { email }, select: { id: true } });
  return managedUserId(tx, actor, { userId: user?.id ?? -1 });
}
