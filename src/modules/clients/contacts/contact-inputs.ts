import { z } from 'zod';
import { hashNewPassword } from '#modules/access/new-password.ts';
import { isUserPermission, userPermissions } from '#modules/access/users/user-permissions.ts';
import type { Context } from '#schema/context.ts';
import { type Details, detailColumns, type Inputs, someDetails } from '#modules/clients/details.ts';
import { EmailPreferencesInput, preferenceColumns } from '#modules/clients/email-preferences.ts';
import { newPasswordRule } from '#modules/access/passwords/set-password.ts';

/** Everything that can be told of a contact. */
export const contactInputs = (t: Inputs) => ({
  ...someDetails(t),
  password: t.field({
    type: 'Secret',
    description:
      'Makes a user of the contact, who signs in with its address and may act for the client.',
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
    description: 'Which emails the contact wants. Default: none.',
  }),
});

interface ContactInput extends Details {
  permissions?: string[] | null;
  emailPreferences?: typeof EmailPreferencesInput.$inferInput | null;
}

/**
 * The columns for what was told of a contact, its sign-in left out.
 * @throws DomainError PHONE_INVALID
 */
export const contactColumns = (input: ContactInput, countryCode: string) => ({
  ...detailColumns(input, countryCode),
  ...preferenceColumns(input.emailPreferences),
  ...(input.permissions && { permissions: [...new Set(input.permissions)] }),
});

/** Hashes the password a contact is given, if any, before the transaction opens. */
export const hashContactPassword = async (
  { db }: Context,
  { password }: { password?: string | null },
): Promise<string | null> => (password ? hashNewPassword(db, password) : null);
