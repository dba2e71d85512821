import { z } from 'zod';
import { languageRule } from '#modules/access/users/add-user.ts';
import type { InputShapeFromFields } from '@pothos/core';
import { ClientGroup } from './client-group.ts';
import { ClientStatus } from './client-status.ts';
import { Contact } from '#modules/clients/contacts/contact.ts';
import { type Inputs, someDetails } from './details.ts';
import { EmailPreferencesInput } from './email-preferences.ts';
import { CustomFieldInput, ipRule, notesRule } from './new-client-inputs.ts';

/** What of a client only the company may change. */
export const staffOnlyFields = [
  'groupId',
  'leaveGroup',
  'resellerId',
  'leaveReseller',
  'creditLimit',
  'isTaxExempt',
  'currencyId',
  'defaultGatewayId',
] as const;

/** What of a client its reseller may change besides the company. */
export const backOfficeFields = [
  'status',
  'notes',
  'ipAddress',
  'customFields',
  'isLateFeeExempt',
  'hasOverdueNotices',
  'hasSeparateInvoices',
  'isCardChargedUnasked',
  'isNeverClosedWhenIdle',
  'allowsSingleSignOn',
  'defaultPayMethodId',
] as const;

/** Everything of a client that can change. */
export const changeInputs = (t: Inputs) => ({
  ...someDetails(t),
  language: t.string({
    description: "English name of the client's language.",
    validate: languageRule,
  }),
  emailPreferences: t.field({
    type: EmailPreferencesInput,
    description: 'Which emails the client wants.',
  }),
  marketingOptIn: t.boolean({ description: 'Whether the client wants marketing emails.' }),
  billingContactId: t.globalID({
    for: Contact,
    description: 'ID of the contact whose address appears on invoices.',
  }),
  status: t.field({ type: ClientStatus, description: 'Status of the client account.' }),
  notes: t.string({ description: 'Notes that only staff can read.', validate: notesRule }),
  ipAddress: t.string({ description: 'Address the person signed up from.', validate: ipRule }),
  customFields: t.field({
    type: [CustomFieldInput],
    description: 'Values for the custom fields the company added to clients.',
    validate: z.array(z.any()).max(200),
  }),
  isLateFeeExempt: t.boolean({ description: 'Whether the client is exempt from late fees.' }),
  hasOverdueNotices: t.boolean({
    description: 'Whether the client gets reminders of overdue invoices.',
  }),
  hasSeparateInvoices: t.boolean({ description: 'Whether each service gets a separate invoice.' }),
  isCardChargedUnasked: t.boolean({
    description: 'Whether a stored card is charged automatically when an invoice is due.',
  }),
  isNeverClosedWhenIdle: t.boolean({
    description: 'Whether the daily run never closes the client for inactivity.',
  }),
  allowsSingleSignOn: t.boolean({
    description: "Whether the client's account may be entered by a one-time sign-in link.",
  }),
  defaultPayMethodId: t.globalID({
    description: 'ID of the stored card or account the client pays with by default.',
  }),
  defaultGatewayId: t.globalID({
    description: 'ID of the gateway the client pays through by default.',
  }),
  currencyId: t.globalID({
    description:
      'ID of the currency the client is billed in. Can be changed only before anything is billed.',
  }),
  isTaxExempt: t.boolean({ description: "Whether the client's invoices carry no tax." }),
  creditLimit: t.field({
    type: 'Decimal',
    description: 'Amount by which the account may go below zero.',
    validate: z
      .any()
      .refine((amount) => amount === null || !amount.isNegative(), 'must not be below 0'),
  }),
  groupId: t.globalID({
    for: ClientGroup,
    description: 'ID of the client group to which the client is moved.',
  }),
  leaveGroup: t.boolean({ description: 'True removes the client from its group.' }),
  resellerId: t.globalID({
    description:
      "ID of the reseller whose customer the client becomes. All later purchases and renewals have that reseller's prices. Staff only.",
  }),
  leaveReseller: t.boolean({
    description: 'True makes the client a direct customer of the company. Staff only.',
  }),
});

/** What was told of a change. */
export type ClientChanges = InputShapeFromFields<ReturnType<typeof changeInputs>>;
