import { z } from 'zod';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import { constantTimeEqual } from '#core/secret.ts';
import type { SecondFactor } from '#generated/prisma/client.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { type AccountRef, accountOf, ownedBy } from '#modules/access/account.ts';
import { beginAttempt } from '#modules/access/sign-in/attempt.ts';
import { useMailedCode } from '#modules/access/passwords/email-code.ts';
import { countFailure, lockOf } from '#modules/access/sign-in/lockout.ts';
import { newBackupCodes, factorSecret, useAppCode } from './second-factors.ts';
import { SecondFactorKind } from '#modules/access/sign-in/sign-in.ts';
import { accountFor, whoseInput } from '#modules/access/account-input.ts';
import { userFields } from '#modules/access/user-payload.ts';

/** A code as people type it. */
export const codeRule = z.string().trim().min(1, 'is required').max(40);

command('activateTwoFactor', {
  legacy: 'DoActivateTwoFaMod',
  description:
    'Activate a second factor with its first code. Every later sign-in requires a code. The backup codes in the response are shown once; earlier backup codes stop working.',
  permission: 'access:self',
  input: (t) => ({
    ...whoseInput(t),
    module: t.field({
      type: SecondFactorKind,
      required: true,
      description: 'Kind of second factor to activate.',
    }),
    secret: t.field({
      type: 'Secret',
      description:
        'Secret returned by `sendTwoFactorCode`, for programs that send the secret back.',
      validate: z.string().max(200),
    }),
    code: t.field({
      type: 'Secret',
      required: true,
      description: 'Code shown by the authenticator app or sent by email.',
      validate: codeRule,
    }),
  }),
  errors: [
    'USER_NOT_FOUND',
    'SECOND_FACTOR_ACTIVE',
    'SECOND_FACTOR_NOT_BEGUN',
    'SECOND_FACTOR_CODE_WRONG',
    'RATE_LIMITED',
  ],
  prepare: (context, { userId, clientId }) =>
    beginAttempt(context, `code:${userId?.id ?? ''}:${clientId?.id ?? ''}`),
  run: async (work, { module, code, secret, ...whose }, attempt) => {
    const account = await accountFor(work.tx, work.actor, whose);
    const known = await accountOf(work.tx, account);
    const begun = await work.tx.secondFactor.findFirst({ where: { ...ownedBy(account), module } });
    if (begun?.confirmedAt) throw new DomainError('SECOND_FACTOR_ACTIVE');
    if (!begun?.expiresAt || begun.expiresAt <= now())
      throw new DomainError('SECOND_FACTOR_NOT_BEGUN');
    const subject = { account: known, name: `${account.kind}:${account.id}` };
    const locked = await lockOf(work, subject);
    if (locked) return locked;
    if (!(await isFirstCode(work, account, begun, { code, secret }))) {
      await countFailure(work, subject);
      return new DomainError('SECOND_FACTOR_CODE_WRONG');
    }
    await work.tx.secondFactor.update({
      where: { id: begun.id },
      data: { confirmedAt: now(), expiresAt: null },
    });
    await attempt.succeeded();
    const backupCodes = await newBackupCodes(work, account);
    work.announce('secondFactor.activated', { ...ownedBy(account), module });
    return { module, backupCodes, userId: account.kind === 'user' ? account.id : null };
  },
  payload: (t) => ({
    ...userFields(t, 'user whose second factor was activated; null for staff.'),
    module: t.expose('module', {
      type: SecondFactorKind,
      description: 'Kind of second factor that was activated.',
    }),
    backupCodes: t.exposeStringList('backupCodes', {
      description:
        'Backup codes, each of which replaces a lost second factor once. Shown only in this response.',
    }),
  }),
});

interface SuppliedCode {
  code: string;
  secret: string | null | undefined;
}

async function isFirstCode(
  work: Work,
  account: AccountRef,
  begun: SecondFactor,
  { code, secret }: SuppliedCode,
): Promise<boolean> {
  if (begun.module === 'EMAIL') return useMailedCode(work, account, code);
  const own = factorSecret(work.app.keyring, account, begun.secretEncrypted ?? '');
  // Only secrets made here are taken: one that somebody brings along may be known to others.
  const sent = secret?.replace(/\s+/g, '').toUpperCase();
  if (sent && !constantTimeEqual(sent, own)) return false;
  return useAppCode(work, account, begun, code.replace(/\s+/g, ''));
}
