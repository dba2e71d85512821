import { z } from 'zod';
import { languageRule } from '#modules/access/users/add-user.ts';
import { normalizeAddress } from '#core/addresses/ip-address.ts';
import { builder } from '#schema/builder.ts';
import { MASKED } from '#schema/redact.ts';
import { CustomField } from '#modules/clients/custom-fields/custom-field.ts';
import { longestValue } from '#modules/clients/custom-fields/custom-field-rules.ts';
import type { Inputs } from './details.ts';

/** What was filled in for a custom field, as inputs have it. */
export const CustomFieldInput = builder.inputType('CustomFieldInput', {
  description: 'Value for one custom field.',
  fields: (t) => ({
    fieldId: t.globalID({
      for: CustomField,
      required: true,
      description: 'ID of the custom field.',
    }),
    value: t.string({
      required: true,
      description: 'Value of the custom field; `on` or empty for a tick box.',
      validate: z.string().max(longestValue),
      extensions: MASKED,
    }),
  }),
});

/** An IPv4 or IPv6 address in its one spelling. */
export const ipRule = z.string().transform((text, context) => {
  const address = normalizeAddress(text);
  if (address) return address;
  context.addIssue({ code: 'custom', message: 'must be an IPv4 or IPv6 address' });
  return z.NEVER;
});

/** The notes of staff on a client. */
export const notesRule = z.string().max(20_000, 'must be at most 20000 characters long');

/** What a new client may be told besides name and address, whoever adds it. */
export const newClientInputs = (t: Inputs) => ({
  securityQuestionId: t.globalID({
    description: 'ID of a security question defined by the company.',
  }),
  securityAnswer: t.field({
    type: 'Secret',
    description: 'Answer to the security question; stored as a hash.',
    validate: z.string().max(255),
  }),
  currencyId: t.globalID({
    description: 'ID of the currency in which the client is billed. Default: the base currency.',
  }),
  customFields: t.field({
    type: [CustomFieldInput],
    description: 'Values for the custom fields the company added to clients.',
    validate: z.array(z.any()).max(200),
  }),
  language: t.string({
    description: 'English name of the language for the client and the user.',
    validate: languageRule,
  }),
  ipAddress: t.string({ description: 'Address the person signed up from.', validate: ipRule }),
  notes: t.string({ description: 'Notes that only staff can read.', validate: notesRule }),
  marketingOptIn: t.boolean({
    defaultValue: false,
    description: 'Whether the person asked for marketing emails.',
  }),
  affiliateCode: t.string({
    description: "Code from the affiliate's link through which the person came.",
    validate: z.string().max(64),
  }),
  sendWelcomeEmail: t.boolean({
    defaultValue: true,
    description: 'Whether to send the welcome email. Default: true.',
  }),
});
