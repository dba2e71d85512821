import { z } from 'zod';
import { DomainError } from '#core/errors.ts';
import { hashToken } from '#core/secret.ts';
import { command } from '#schema/command.ts';
import { rowField } from '#schema/payload-rows.ts';
import { accountRefOf, ownedBy } from '#modules/access/account.ts';
import { User } from '#modules/access/users/user.ts';
import { useToken } from '#modules/access/passwords/single-use-token.ts';
import { beginAttempt } from './attempt.ts';
import { openEverywhere } from './lockout.ts';

command('unlockAccount', {
  description:
    'Open an account of a user or a staff member again that too many wrong passwords or codes have locked, with the token from the email about it. The password stays as it is.',
  permission: null,
  input: (t) => ({
    token: t.field({
      type: 'Secret',
      required: true,
      description: 'Token from the email. Works once, for 24 hours.',
      validate: z.string().min(1, 'is required').max(200),
    }),
  }),
  errors: ['TOKEN_INVALID', 'RATE_LIMITED'],
  prepare: (context, { token }) => beginAttempt(context, hashToken(token)),
  run: async (work, { token }, attempt) => {
    const used = await useToken(work, 'ACCOUNT_UNLOCK', token);
    const account = used && accountRefOf(used);
    if (!account) throw new DomainError('TOKEN_INVALID');
    await openEverywhere(work, account);
    await attempt.succeeded();
    return { isUnlocked: true, ...ownedBy(account) };
  },
  payload: (t) => ({
    isUnlocked: t.exposeBoolean('isUnlocked', {
      description: 'Always true: the owner can sign in again, from everywhere.',
    }),
    user: rowField(t, User, 'userId', 'The user whose account is open again; null for staff.'),
    admin: rowField(
      t,
      'Admin',
      'adminId',
      'The staff member whose account is open again; null for users.',
    ),
  }),
});
