import { z } from 'zod';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { emailKey } from '#schema/text-filter.ts';
import { adminAccount, userAccount } from '#modules/access/account.ts';
import { acceptPassword, checkPassword } from '#modules/access/passwords/check-password.ts';
import { longestPassword } from '#modules/access/passwords/password.ts';
import { cookieInput, keepInCookies } from './as-cookie.ts';
import { enter, signInFields } from './sign-in.ts';

const errors = ['SIGN_IN_REFUSED', 'RATE_LIMITED'] as const;
const anyPassword = z.string().min(1, 'is required').max(longestPassword);

command('validateLogin', {
  legacy: 'ValidateLogin',
  description:
    'Sign in as a user with an email address and a password. Gives a session or a second-factor challenge. The error does not tell what is wrong, and an unknown email address is answered with the same text and timing. Ten wrong passwords in a row from one address lock the account for that address, for `InvalidLoginBanLength` minutes (`RATE_LIMITED` with `retryAfter`); a hundred from all addresses together lock it everywhere, until the owner opens it with the link that is then mailed (`unlockAccount`) or sets a new password.',
  permission: null,
  input: (t) => ({
    email: t.string({
      required: true,
      description: 'Email address the user signs in with.',
      validate: z.string().min(1, 'is required').max(254),
    }),
    password: t.field({
      type: 'Secret',
      required: true,
      description: 'Password of the user.',
      validate: anyPassword,
    }),
    ...cookieInput(t),
  }),
  errors,
  answered: keepInCookies,
  prepare: async (context, { email, password }) => {
    const address = emailKey(email);
    const account = await userAccount(context.db, { email: address });
    return checkPassword(context, { account, name: address }, password);
  },
  run: async (work, _input, checked) => {
    const account = await acceptPassword(work, checked, 'SIGN_IN_REFUSED');
    if (account instanceof DomainError) return account;
    return (await enter(work, account)) ?? new DomainError('SIGN_IN_REFUSED');
  },
  payload: (t) => ({
    ...signInFields(t),
    passwordStamp: t.string({
      nullable: true,
      description:
        'Value that changes when the password changes, for programs that keep a sign-in of their own.',
      resolve: ({ passwordStamp }) => passwordStamp,
    }),
  }),
});

command('validateStaffLogin', {
  description:
    'Sign in as a staff member with a user name or email address and a password. Gives a session or a second-factor challenge. Wrong passwords lock the account as for `validateLogin`.',
  permission: null,
  input: (t) => ({
    username: t.string({
      required: true,
      description: 'User name or email address of the staff member.',
      validate: z.string().min(1, 'is required').max(254),
    }),
    password: t.field({
      type: 'Secret',
      required: true,
      description: 'Password of the staff member.',
      validate: anyPassword,
    }),
    ...cookieInput(t),
  }),
  errors,
  answered: keepInCookies,
  prepare: async (context, { username, password }) => {
    const name = username.trim();
    const where = { OR: [{ username: name }, { email: emailKey(name) }] };
    const account = await adminAccount(context.db, where);
    return checkPassword(context, { account, name }, password);
  },
  run: async (work, _input, checked) => {
    const account = await acceptPassword(work, checked, 'SIGN_IN_REFUSED');
    if (account instanceof DomainError) return account;
    return (await enter(work, account)) ?? new DomainError('SIGN_IN_REFUSED');
  },
  payload: signInFields,
});
