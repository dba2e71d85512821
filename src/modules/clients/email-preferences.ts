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

const ref = builder.objectRef<EmailPreferenceRow>('EmailPreferences').implement({
  description: 'Which e-mails a client or contact wants.',
  fields: (t) => ({
    general: t.exposeBoolean('generalEmails', { description: 'General announcements.' }),
    invoice: t.exposeBoolean('invoiceEmails', { description: 'Invoices, reminders, receipts.' }),
    support: t.exposeBoolean('supportEmails', { description: 'Ticket replies.' }),
    product: t.exposeBoolean('productEmails', { description: 'Welcome, suspension and the like.' }),
    domain: t.exposeBoolean('domainEmails', { description: 'Registration, renewal, transfer.' }),
    affiliate: t.exposeBoolean('affiliateEmails', { description: 'Affiliate reports.' }),
  }),
});

export const EmailPreferences = Object.assign(ref, { columns });
