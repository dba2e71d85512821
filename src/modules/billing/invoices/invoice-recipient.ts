import { builder } from '#schema/builder.ts';
import { Invoice } from './invoice.ts';

// Kept with the invoice: it says whom it was sent to, also when that changes or goes.
builder.prismaObjectFields(Invoice, (t) => ({
  billingName: t.exposeString('billingName', {
    description: 'Name of the person to whom the invoice is addressed.',
  }),
  billingCompanyName: t.exposeString('billingCompanyName', {
    description: 'Company to which the invoice is addressed.',
  }),
  billingEmail: t.exposeString('billingEmail', {
    description: 'Email address of the recipient when the invoice was made.',
  }),
  billingAddress: t.exposeString('billingAddress', {
    description: 'Street and town of the recipient when the invoice was made, one per line.',
  }),
  billingCountry: t.exposeString('billingCountryCode', {
    description: 'Two-letter country code of the recipient when the invoice was made.',
  }),
  billingTaxId: t.exposeString('billingTaxId', {
    description: 'Tax number of the recipient when the invoice was made.',
  }),
}));
