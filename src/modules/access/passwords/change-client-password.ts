import { z } from 'zod';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { accountOf } from '#modules/access/account.ts';
import { acceptPassword, checkPassword } from './check-password.ts';
import { hashNewPassword } from '#modules/access/new-password.ts';
import { longestPassword } from './password.ts';
import { newPasswordRule, setPassword } from './set-password.ts';
import { accountFor, whoseInput } from '#modules/access/account-input.ts';
import { userFields } from '#modules/access/user-payload.ts';

command('changeClientPassword', {
  legacy: 'ChangeClientPassword',
  description:
    "Change a password whose current value is known: the actor's own, or that of a client's owner. All other sessions of the account end.",
  permission: 'access:self',
  input: (t) => ({
    ...whoseInput(t),
    currentPassword: t.field({
      type: 'Secret',
      required: true,
      description: 'Current password of the account.',
      validate: z.string().min(1, 'is required').max(longestPassword),
    }),
    newPassword: t.field({
      type: 'Secret',
      required: true,
      description: 'New password, at least 8 characters.',
      validate: newPasswordRule,
    }),
    repeatedPassword: t.field({
      type: 'Secret',
      description: 'New password repeated, for forms where people type the password twice.',
      validate: z.string().max(longestPassword),
    }),
  }),
  errors: ['USER_NOT_FOUND', 'PASSWORD_WRONG', 'PASSWORDS_DIFFER', 'RATE_LIMITED'],
  prepare: async (context, input) => {
    const { currentPassword, newPassword, repeatedPassword } = input;
    if (typeof repeatedPassword === 'string' && repeatedPassword !== newPassword)
      throw new DomainError('PASSWORDS_DIFFER', undefined, { field: 'repeatedPassword' });
    const account = await accountFor(context.db, context.actor, input);
    const known = await accountOf(context.db, account);
    const subject = { account: known, name: `${account.kind}:${account.id}` };
    const checked = await checkPassword(context, subject, currentPassword);
    const hash = () => hashNewPassword(context.db, newPassword, 'newPassword');
    return { checked, next: checked.isRight ? await hash() : null };
  },
  run: async (work, _input, { checked, next }) => {
    const account = await acceptPassword(work, checked, 'PASSWORD_WRONG');
    if (account instanceof DomainError) return account;
    if (!next) return new DomainError('PASSWORD_WRONG');
    await setPassword(work, account, next);
    return { userId: account.kind === 'user' ? account.id : null };
  },
  payload: (t) => ({
    ...userFields(t, 'user whose password was changed; null for staff.'),
  }),
});
