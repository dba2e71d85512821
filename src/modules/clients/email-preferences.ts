import { builder } from '#schema/builder.ts';

/** The columns that hold e-mail preferences, on clients and on contacts alike. */
const columns = {
  generalEmails: true,
  invoiceEmails: true,
  supportEmails: true,
  productEmails: true,
  domainEmails: true,
  affiliateEmails: true,
} as const;

/** Which e-mails somebody wants. */
export type EmailPreferenceRow = Record<keyof typeof columns, boolean>;

const words = {
  general: 'General announcements.',
  invoice: 'Invoices, reminders, receipts.',
  support: 'Ticket replies.',
  product: 'Welcome, suspension and the like.',
  domain: 'Registration, renewal, transfer.',
  affiliate: 'Affiliate reports.',
};

const ref = builder.objectRef<EmailPreferenceRow>('EmailPreferences').implement({
  read: 'clients:read',
  description: 'Which kinds of emails a client or contact wants.',
  fields: (t) => ({
    general: t.exposeBoolean('generalEmails', { description: words.general }),
    invoice: t.exposeBoolean('invoiceEmails', { description: words.invoice }),
    support: t.exposeBoolean('supportEmails', { description: words.support }),
    product: t.exposeBoolean('productEmails', { description: words.product }),
    domain: t.exposeBoolean('domainEmails', { description: words.domain }),
    affiliate: t.exposeBoolean('affiliateEmails', { description: words.affiliate }),
  }),
});

export const EmailPreferences = Object.assign(ref, { columns });

/** Which e-mails somebody wants from now on. */
export const EmailPreferencesInput = builder.inputType('EmailPreferencesInput', {
  description: 'Which kinds of emails a client or contact wants. Omitted kinds stay unchanged.',
  fields: (t) => ({
    general: t.boolean({ description: words.general }),
    invoice: t.boolean({ description: words.invoice }),
    support: t.boolean({ description: words.support }),
    product: t.boolean({ description: words.product }),
    domain: t.boolean({ description: words.domain }),
    affiliate: t.boolean({ description: words.affiliate }),
  }),
});

/** The columns for what was told of the preferences. */
export function preferenceColumns(
  received: typeof EmailPreferencesInput.$inferInput | null | undefined,
): Partial<EmailPreferenceRow> {
  const entries = Object.entries(received ?? {}).filter(([, value]) => value != null);
  return Object.fromEntries(entries.map(([name, value]) => [`${name}Emails`, value]));
}
