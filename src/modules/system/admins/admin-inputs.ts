import { z } from 'zod';
import { languageRule } from '#modules/access/users/add-user.ts';
import type { builder } from '#schema/builder.ts';
import { AdminRole } from './admin.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Inputs = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

/** What a staff member signs in with. */
export const usernameRule = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,49}$/, 'must be 2 to 50 letters, digits, dots or dashes');

/** A staff member's password. */
export const adminPasswordRule = z
  .string()
  .min(10, 'must have at least 10 characters')
  .max(256, 'must be at most 256 characters long');

/** What may be told of a staff member besides who it is. */
export const adminInputs = (t: Inputs) => ({
  lastName: t.string({
    description: 'Last name of the staff member.',
    validate: z.string().trim().max(255),
  }),
  roleId: t.globalID({
    for: AdminRole,
    description: 'ID of the role, which decides what the staff member may do.',
  }),
  signature: t.string({
    description: "Signature placed below the staff member's ticket replies.",
    validate: z.string().max(10_000),
  }),
  language: t.string({
    description: "English name of the staff member's language. Default: the setting Language.",
    validate: languageRule,
  }),
  isDisabled: t.boolean({ description: 'Whether the staff member is barred from signing in.' }),
});
