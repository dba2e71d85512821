import { z } from 'zod';
import { hashNewPassword } from '#modules/access/new-password.ts';
import { isUserPermission, userPermissions } from '#modules/access/users/user-permissions.ts';
import type { Work } from '#schema/work.ts';
import { type Details, detailColumns, type Inputs, someDetails } from '#modules/clients/details.ts';
import { EmailPreferencesInput, preferenceColumns } from '#modules/clients/email-preferences.ts';
import { newPasswordRule } from '#modules/clients/new-client-inputs.ts';

/** Everything that can be told of a contact. */
export const contactInputs = (t: Inputs) => ({
  ...someDetails(t),
  password: t.string({
    description: 'Makes it a sub-account that may act for the client.',
    validate: newPasswordRule,
  }),
  permissions: t.stringList({
    description: `What it may do then: ${userPermissions.join(', ')}.`,
    validate: z
      .array(z.string())
      .refine((names) => names.every(isUserPermission), `must be of ${userPermissions.join(', ')}`),
  }),
  emailPreferences: t.field({
    type: EmailPreferencesInput,
    description: 'Which e-mails it wants; none unless told.',
  }),
});

interface ContactInput extends Details {
  password?: string | null;
  permissions?: string[] | null;
  emailPreferences?: typeof EmailPreferencesInput.$inferInput | null;
}

/** What a contact is before a change; nothing for a new one. */
interface Before {
  id?: number;
  email: string;
  countryCode: string;
  isSubAccount: boolean;
}

/**
 * The columns for what was told of a contact.
 * @throws DomainError PHONE_INVALID, CONTACT_EMAIL_TAKEN, or BAD_INPUT for a sub-account without address
 */
export async function contactColumns(work: Work, input: ContactInput, before: Before) {
  const { password, permissions } = input;
  const isSubAccount = before.isSubAccount || !!password;
  const email = input.email ?? before.email;
  if (isSubAccount) await ensureUnique(work, email, before.id);
  return {
    ...detailColumns(input, before.countryCode),
    ...preferenceColumns(input.emailPreferences),
    ...(permissions && { permissions: [...new Set(permissions)] }),
    ...(password && { isSubAccount: true, passwordHash: await hashNewPassword(work.tx, password) }),
  };
}

async function ensureUnique({ tx, fail }: Work, email: string, id?: number): Promise<void> {
  if (!email)
    fail('BAD_INPUT', 'email: a contact that signs in needs an address.', { field: 'email' });
  // One at a time per address: two sub-accounts must not take it at once.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`contact ${email}`}))`;
  const taken = await tx.contact.count({
    where: { email, isSubAccount: true, ...(id && { id: { not: id } }) },
  });
  if (taken) fail('CONTACT_EMAIL_TAKEN', undefined, { field: 'email' });
}
