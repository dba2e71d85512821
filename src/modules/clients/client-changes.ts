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
export const forStaff = [
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
export const forBackOffice = [
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
  language: t.string({ description: 'English name of the language.', validate: languageRule }),
  emailPreferences: t.field({
    type: EmailPreferencesInput,
    description: 'Which e-mails it wants.',
  }),
  marketingOptIn: t.boolean({ description: 'Whether it wants marketing e-mail.' }),
  billingContactId: t.globalID({ for: Contact, description: 'Whose address invoices carry.' }),
  status: t.field({ type: ClientStatus, description: 'Where the account stands.' }),
  notes: t.string({ description: 'For staff only.', validate: notesRule }),
  ipAddress: t.string({ description: 'Address the person signed up from.', validate: ipRule }),
  customFields: t.field({
    type: [CustomFieldInput],
    description: 'The fields the company added.',
    validate: z.array(z.any()).max(200),
  }),
  isLateFeeExempt: t.boolean({ description: 'Pays no late fees.' }),
  hasOverdueNotices: t.boolean({ description: 'Is reminded of overdue invoices.' }),
  hasSeparateInvoices: t.boolean({ description: 'One invoice for each service.' }),
  isCardChargedUnasked: t.boolean({ description: 'A stored card is charged when due.' }),
  isNeverClosedWhenIdle: t.boolean({ description: 'The daily run never closes it.' }),
  allowsSingleSignOn: t.boolean({ description: 'May be entered by a one-time link.' }),
  defaultPayMethodId: t.globalID({ description: 'The stored card or account it pays with.' }),
  defaultGatewayId: t.globalID({ description: 'How it pays unless told otherwise.' }),
  currencyId: t.globalID({ description: 'What it is billed in; only before anything is billed.' }),
  isTaxExempt: t.boolean({ description: 'Its invoices carry no tax.' }),
  creditLimit: t.field({
    type: 'Decimal',
    description: 'How far the account may go below zero.',
    validate: z
      .any()
      .refine((amount) => amount === null || !amount.isNegative(), 'must not be below 0'),
  }),
  groupId: t.globalID({ for: ClientGroup, description: 'The group it belongs to.' }),
  leaveGroup: t.boolean({ description: 'True takes it out of its group.' }),
  resellerId: t.globalID({
    description:
      'Reseller whose customer it becomes; what is bought or renewed from then on has that reseller’s prices. For staff.',
  }),
  leaveReseller: t.boolean({
    description: 'True makes it a direct customer of the company. For staff.',
  }),
});

/** What was told of a change. */
export type ClientChanges = InputShapeFromFields<ReturnType<typeof changeInputs>>;
