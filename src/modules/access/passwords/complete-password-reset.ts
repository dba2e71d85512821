import { z } from 'zod';
import { DomainError } from '#core/errors.ts';
import { hashToken } from '#core/secret.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { own } from '#schema/access.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { rowField } from '#schema/payload-rows.ts';
import { beginAttempt } from '#modules/access/sign-in/attempt.ts';
import { countFailure, ensureNotLockedHere } from '#modules/access/sign-in/lockout.ts';
import { userAccount } from '#modules/access/account.ts';
import { User } from '#modules/access/users/user.ts';
import { hashNewPassword } from '#modules/access/new-password.ts';
import { verifyPassword } from './password.ts';
import { SecurityQuestion } from './security-question.ts';
import { asAnswered } from './security-answer.ts';
import { newPasswordRule, proveAddress, setPassword } from './set-password.ts';
import { unused, useToken } from './single-use-token.ts';

const tokenRule = z.string().min(1, 'is required').max(200);

command('completePasswordReset', {
  description:
    'Set a new password with the token from a password reset email. Requires the security answer if the user has a security question. All sessions of the user end; no new session is opened.',
  permission: null,
  input: (t) => ({
    token: t.field({
      type: 'Secret',
      required: true,
      description: 'Token from the password reset email.',
      validate: tokenRule,
    }),
    newPassword: t.field({
      type: 'Secret',
      required: true,
      description: 'New password, at least 8 characters.',
      validate: newPasswordRule,
    }),
    securityAnswer: t.field({
      type: 'Secret',
      description: "Answer to the user's security question, if the user has a question.",
      validate: z.string().max(255),
    }),
  }),
  errors: ['TOKEN_INVALID', 'SECURITY_ANSWER_WRONG', 'RATE_LIMITED'],
  prepare: async (context, { token, newPassword, securityAnswer }) => {
    const attempt = await beginAttempt(context, hashToken(token));
    const user = await userBehind(context.db, token);
    if (!user) throw new DomainError('TOKEN_INVALID');
    const { securityAnswerHash: stored } = user;
    if (stored) await ensureNotLockedHere(context, await subjectOf(context.db, user.id));
    const isAnswered = !stored || (await verifyPassword(stored, asAnswered(securityAnswer ?? '')));
    const passwordHash = await hashNewPassword(context.db, newPassword, 'newPassword');
    return { attempt, isAnswered, passwordHash };
  },
  run: async (work, { token }, { attempt, isAnswered, passwordHash }) => {
    const user = await userBehind(work.tx, token);
    if (!user) throw new DomainError('TOKEN_INVALID');
    const account = { kind: 'user', id: user.id } as const;
    if (!isAnswered) {
      await countFailure(work, await subjectOf(work.tx, user.id));
      return new DomainError('SECURITY_ANSWER_WRONG', undefined, { field: 'securityAnswer' });
    }
    if (!(await useToken(work, 'PASSWORD_RESET', token))) throw new DomainError('TOKEN_INVALID');
    await setPassword(work, account, passwordHash);
    await proveAddress(work, user.id);
    await attempt.succeeded();
    return { isChanged: true, userId: user.id };
  },
  payload: (t) => ({
    isChanged: t.exposeBoolean('isChanged', {
      description: 'Always true: the password was changed.',
    }),
    user: rowField(t, User, 'userId', 'The user with the new password, for those who may read it.'),
  }),
});

const subjectOf = async (db: Db | Tx, id: number) => ({
  account: await userAccount(db, { id }),
  name: `user:${id}`,
});

/** The user a good token is for; the address must still be the one the email went to. */
async function userBehind(db: Db | Tx, token: string) {
  const row = await db.singleUseToken.findFirst({
    where: { tokenHash: hashToken(token), purpose: 'PASSWORD_RESET', ...unused() },
    select: {
      email: true,
      user: {
        select: {
          id: true,
          email: true,
          status: true,
          securityAnswerHash: true,
          securityQuestionId: true,
        },
      },
    },
  });
  const user = row?.user;
  return user && user.status === 'ACTIVE' && row.email === user.email ? user : null;
}

builder.queryField('passwordResetQuestion', (t) =>
  t.prismaField({
    type: SecurityQuestion,
    nullable: true,
    extensions: own,
    description:
      'Security question to answer before a new password is set. Null when no answer is required, or when the token is no longer valid.',
    args: {
      token: t.arg.string({ required: true, description: 'Token from the password reset email.' }),
    },
    resolve: (query, _root, { token }, { db }) =>
      db.securityQuestion.findFirst({
        ...query,
        where: {
          users: {
            some: {
              securityAnswerHash: { not: null },
              singleUseTokens: {
                some: { tokenHash: hashToken(token), purpose: 'PASSWORD_RESET', ...unused() },
              },
            },
          },
        },
      }),
  }),
);
