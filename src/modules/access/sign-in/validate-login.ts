import { z } from 'zod';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { emailKey } from '#schema/text-filter.ts';
import { adminAccount, userAccount } from '#modules/access/account.ts';
import { acceptPassword, checkPassword } from '#modules/access/passwords/check-password.ts';
import { longestPassword } from '#modules/access/passwords/password.ts';
import { enter, signInFields } from './sign-in.ts';

const errors = ['SIGN_IN_REFUSED', 'RATE_LIMITED'] as const;
const anyPassword = z.string().min(1, 'is required').max(longestPassword);

command('validateLogin', {
  legacy: 'ValidateLogin',
  description:
    'Sign in as a user, with an e-mail address and a password: a session, or the challenge of a second factor. What is wrong is not told, and an address nobody has is answered in the same words and time. Ten wrong passwords in a row lock the account for a quarter of an hour.',
  permission: null,
  input: (t) => ({
    email: t.string({
      required: true,
      description: 'What the user signs in with.',
      validate: z.string().min(1, 'is required').max(254),
    }),
    password: t.string({ required: true, description: 'Its password.', validate: anyPassword }),
  }),
  errors,
  prepare: async (context, { email, password }) => {
    const address = emailKey(email);
    const account = await userAccount(context.db, { email: address });
    return checkPassword(context, address, account, password);
  },
  run: async (work, _input, checked) => {
    const account = await acceptPassword(work, checked);
    return (account && (await enter(work, account))) ?? new DomainError('SIGN_IN_REFUSED');
  },
  payload: (t) => ({
    ...signInFields(t),
    passwordStamp: t.string({
      nullable: true,
      description:
        'Changes when the password changes; for programs that keep a sign-in of their own.',
      resolve: ({ passwordStamp }) => passwordStamp,
    }),
  }),
});

command('validateStaffLogin', {
  description:
    'Sign in as a staff member, with a user name or e-mail address and a password: a session, or the challenge of a second factor.',
  permission: null,
  input: (t) => ({
    username: t.string({
      required: true,
      description: 'The user name, or the e-mail address.',
      validate: z.string().min(1, 'is required').max(254),
    }),
    password: t.string({ required: true, description: 'The password.', validate: anyPassword }),
  }),
  errors,
  prepare: async (context, { username, password }) => {
    const name = username.trim();
    const where = { OR: [{ username: name }, { email: emailKey(name) }] };
    const account = await adminAccount(context.db, where);
    return checkPassword(context, name, account, password);
  },
  run: async (work, _input, checked) => {
    const account = await acceptPassword(work, checked);
    return (account && (await enter(work, account))) ?? new DomainError('SIGN_IN_REFUSED');
  },
  payload: signInFields,
});
