import { isBackOffice } from '#core/actor.ts';
import { fullNameOf } from '#core/names.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { ClientStatus } from './client-status.ts';
import { EmailPreferences } from './email-preferences.ts';

/** A customer account: who is billed. */
export const Client = builder.prismaNode('Client', {
  read: 'clients:read',
  description: 'A customer account: who is billed.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    uuid: t.exposeString('uuid', { description: 'An id that cannot be guessed.' }),
    firstName: t.exposeString('firstName', { description: 'First name of the person.' }),
    lastName: t.exposeString('lastName', { description: 'Last name of the person.' }),
    fullName: t.string({
      description: 'First and last name.',
      select: { firstName: true, lastName: true },
      resolve: (row) => fullNameOf(row),
    }),
    companyName: t.exposeString('companyName', { description: 'Empty for a private person.' }),
    email: t.exposeString('email', { description: 'In lower case; no two clients share one.' }),
    address1: t.exposeString('address1', { description: 'First line of the address.' }),
    address2: t.exposeString('address2', { description: 'Second line of the address.' }),
    city: t.exposeString('city', { description: 'Town or city.' }),
    state: t.exposeString('state', { description: 'State, province or county.' }),
    postcode: t.exposeString('postcode', { description: 'Postal code.' }),
    country: t.expose('countryCode', { type: 'CountryCode', description: 'Country.' }),
    phoneNumber: t.exposeString('phoneNumber', { description: 'Without the calling code.' }),
    phoneCountryCode: t.exposeString('phoneCountryCode', {
      description: 'Calling code without the plus sign.',
    }),
    taxId: t.exposeString('taxId', { description: 'VAT or other tax number.' }),
    status: t.expose('status', { type: ClientStatus, description: 'Where the account stands.' }),
    currency: t.expose('currencyCode', {
      type: 'CurrencyCode',
      description: 'What it is billed in.',
    }),
    language: t.exposeString('language', { description: 'English name of its language.' }),
    credit: t.field({
      type: Money,
      nullable: true,
      authScopes: { permission: 'billing:read' },
      description: 'Prepaid money, to be used on invoices.',
      select: { creditBalance: true, currencyCode: true },
      resolve: ({ creditBalance, currencyCode }) => ({
        amount: creditBalance,
        currency: currencyCode,
      }),
    }),
    emailPreferences: t.field({
      type: EmailPreferences,
      description: 'Which e-mails it wants.',
      select: EmailPreferences.columns,
      resolve: (client) => client,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    signupIp: t.string({
      nullable: true,
      description: 'Address it signed up from. For the back office; null for everybody else.',
      select: { signupIp: true },
      resolve: ({ signupIp }, _args, { actor }) => (isBackOffice(actor) ? signupIp : null),
    }),
    notes: t.string({
      nullable: true,
      description: 'For staff only; null for everybody else.',
      select: { notes: true },
      resolve: ({ notes }, _args, { actor }) => (isBackOffice(actor) ? notes : null),
    }),
  }),
});
