import { builder } from '#schema/builder.ts';
import { Invoice } from './invoice.ts';

// Kept with the invoice: it says whom it was sent to, also when that changes or goes.
builder.prismaObjectFields(Invoice, (t) => ({
  billingName: t.exposeString('billingName', { description: 'Person it is addressed to.' }),
  billingCompanyName: t.exposeString('billingCompanyName', {
    description: 'Company it is addressed to.',
  }),
  billingEmail: t.exposeString('billingEmail', { description: 'E-mail address then.' }),
  billingAddress: t.exposeString('billingAddress', {
    description: 'Street and town then, one per line.',
  }),
  billingCountry: t.exposeString('billingCountryCode', {
    description: 'Country then, two letters.',
  }),
  billingTaxId: t.exposeString('billingTaxId', { description: 'Tax number then.' }),
}));
