import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { isBackOffice } from '#core/actor.ts';
import { command } from '#schema/command.ts';
import { type Account, userAccount } from '#modules/access/account.ts';
import { emailTaken, languageRule, personNameRule } from './add-user.ts';
import { acceptPassword, checkPassword } from '#modules/access/passwords/check-password.ts';
import { longestPassword } from '#modules/access/passwords/password.ts';
import { mailVerification } from '#modules/access/sign-in/send-verification.ts';
import { voidTokens } from '#modules/access/passwords/single-use-token.ts';
import { User, UserStatus } from './user.ts';
import { managedUserId } from './visible-users.ts';
import { emailRule } from '#schema/email-rule.ts';

command('updateUser', {
  legacy: 'UpdateUser',
  description:
    'Change a user. A new email address is unverified until the link sent to the address is followed. Users who change their own address must give their password.',
  permission: 'access:self',
  input: (t) => ({
    userId: t.globalID({
      for: User,
      description: 'ID of the user to change. Default: the signed-in user.',
    }),
    firstName: t.string({ description: 'New first name of the user.', validate: personNameRule }),
    lastName: t.string({ description: 'New last name of the user.', validate: personNameRule }),
    email: t.string({
      description: 'New email address the user signs in with.',
      validate: emailRule,
    }),
    language: t.string({
      description: "English name of the user's language.",
      validate: languageRule,
    }),
    status: t.field({
      type: UserStatus,
      description: 'Whether the user may sign in. Only staff can change the status.',
    }),
    password: t.field({
      type: 'Secret',
      description:
        "Current password of the actor, required to change the actor's own email address.",
      validate: z.string().max(longestPassword),
    }),
  }),
  errors: [
    'USER_NOT_FOUND',
    'USER_EMAIL_TAKEN',
    'PASSWORD_WRONG',
    'NOTHING_TO_CHANGE',
    'RATE_LIMITED',
  ],
  nulls: { firstName: '', lastName: '', userId: null },
  prepare: async (context, { userId, email, password }) => {
    const { db, actor } = context;
    const id = await managedUserId(db, actor, { userId: userId && keyOf(userId) });
    const account = (await userAccount(db, { id })) as Account;
    const isOwnAddress = email && email !== account.email && !isBackOffice(actor);
    const checked = isOwnAddress
      ? await checkPassword(context, { account, name: `user:${id}` }, password ?? '')
      : null;
    return { id, account, checked };
  },
  run: async (work, input, { id, account, checked }) => {
    const { tx, actor, announce } = work;
    const { userId: _which, password: _password, status, ...rest } = input;
    const provided = Object.entries({ ...rest, status }).filter(([, value]) => value);
    if (!provided.length) throw new DomainError('NOTHING_TO_CHANGE');
    if (status && !isBackOffice(actor)) throw new DomainError('FORBIDDEN');
    const proven = checked && (await acceptPassword(work, checked, 'PASSWORD_WRONG'));
    if (proven instanceof DomainError) return proven;
    const isMoved = rest.email && rest.email !== account.email;
    await tx.user
      .update({
        where: { id },
        data: { ...Object.fromEntries(provided), ...(isMoved && { emailVerifiedAt: null }) },
        select: { id: true },
      })
      .catch(emailTaken);
    if (isMoved && rest.email) {
      await voidTokens(tx, 'PASSWORD_RESET', account);
      await mailVerification(work, id, rest.email);
    }
    announce('user.changed', { userId: id, changed: provided.map(([name]) => name) });
    return { userId: id };
  },
  payload: (t) => ({
    user: t.prismaField({
      type: User,
      description: 'The user after the change.',
      resolve: (query, { userId }, _args, { db }) =>
        db.user.findUniqueOrThrow({ ...query, where: { id: userId } }),
    }),
  }),
});
