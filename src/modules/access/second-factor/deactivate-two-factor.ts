import { z } from 'zod';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { type AccountRef, accountOf, ownedBy } from '#modules/access/account.ts';
import { acceptPassword, checkPassword } from '#modules/access/passwords/check-password.ts';
import { longestPassword } from '#modules/access/passwords/password.ts';
import { SecondFactorKind } from '#modules/access/sign-in/sign-in.ts';
import { accountFor, whoseInput } from '#modules/access/account-input.ts';
import { userFields } from '#modules/access/user-payload.ts';

command('deactivateTwoFactor', {
  legacy: 'DoDeactivateTwoFaMod',
  description: 'Deactivate one or all second factors. Requires the password of the account.',
  permission: 'access:self',
  input: (t) => ({
    ...whoseInput(t),
    password: t.field({
      type: 'Secret',
      required: true,
      description: 'Password of the account.',
      validate: z.string().min(1, 'is required').max(longestPassword),
    }),
    module: t.field({
      type: SecondFactorKind,
      description: 'Kind of second factor to deactivate. Default: all second factors.',
    }),
  }),
  errors: ['USER_NOT_FOUND', 'PASSWORD_WRONG', 'SECOND_FACTOR_NOT_ACTIVE', 'RATE_LIMITED'],
  prepare: async (context, { password, userId, clientId }) => {
    const account = await accountFor(context.db, context.actor, { userId, clientId });
    const known = await accountOf(context.db, account);
    return checkPassword(
      context,
      { account: known, name: `${account.kind}:${account.id}` },
      password,
    );
  },
  run: async (work, { module }, checked) => {
    const account = await acceptPassword(work, checked, 'PASSWORD_WRONG');
    if (account instanceof DomainError) return account;
    await dropFactors(work, account, module ?? undefined);
    return { userId: account.kind === 'user' ? account.id : null };
  },
  payload: (t) => ({
    ...userFields(t, 'user whose second factor was deactivated; null for staff.'),
  }),
});

command('resetTwoFactor', {
  description:
    "Remove the second factors of a user who lost them. For staff who have verified the user's identity. All sessions of the user end.",
  permission: 'access:write',
  input: whoseInput,
  errors: ['USER_NOT_FOUND', 'SECOND_FACTOR_NOT_ACTIVE'],
  run: async (work, input) => {
    const account = await accountFor(work.tx, work.actor, input);
    if (account.kind === 'admin') throw new DomainError('USER_NOT_FOUND');
    await dropFactors(work, account);
    return { userId: account.id };
  },
  payload: (t) => ({
    ...userFields(t, 'user whose second factors were removed.'),
  }),
});

/** Removes factors, and with the last one the backup codes. @throws DomainError SECOND_FACTOR_NOT_ACTIVE */
async function dropFactors(
  { tx, announce }: Work,
  account: AccountRef,
  module?: 'TOTP' | 'EMAIL',
): Promise<void> {
  const owner = ownedBy(account);
  const { count } = await tx.secondFactor.deleteMany({
    where: { ...owner, confirmedAt: { not: null }, ...(module && { module }) },
  });
  if (count === 0) throw new DomainError('SECOND_FACTOR_NOT_ACTIVE');
  if (!(await tx.secondFactor.count({ where: { ...owner, confirmedAt: { not: null } } }))) {
    await tx.backupCode.deleteMany({ where: owner });
    await tx.emailChallenge.deleteMany({ where: owner });
  }
  announce('secondFactor.deactivated', owner);
}
