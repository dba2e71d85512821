import { visibleClients } from '#modules/access/visible.ts';
import { isBackOffice } from '#core/actor.ts';
import { fullNameOf } from '#core/names.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { ClientStatus } from './client-status.ts';
import { EmailPreferences } from './email-preferences.ts';

/** A customer account: who is billed. */
export const Client = builder.prismaNode('Client', {
  read: 'clients:read',
  visible: visibleClients,
  description: 'A customer account, to which everything is billed.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the client, used by the legacy APIs.',
    }),
    uuid: t.exposeString('uuid', { description: 'Unguessable ID of the client.' }),
    firstName: t.exposeString('firstName', { description: 'First name of the client.' }),
    lastName: t.exposeString('lastName', { description: 'Last name of the client.' }),
    fullName: t.string({
      description: 'First and last name of the client.',
      select: { firstName: true, lastName: true },
      resolve: (row) => fullNameOf(row),
    }),
    companyName: t.exposeString('companyName', {
      description: 'Company name of the client; empty for a private person.',
    }),
    email: t.exposeString('email', {
      description: 'Email address of the client in lower case, unique among clients.',
    }),
    address1: t.exposeString('address1', { description: "First line of the client's address." }),
    address2: t.exposeString('address2', { description: "Second line of the client's address." }),
    city: t.exposeString('city', { description: 'Town or city of the client.' }),
    state: t.exposeString('state', { description: 'State, province or county of the client.' }),
    postcode: t.exposeString('postcode', { description: 'Postal code of the client.' }),
    country: t.expose('countryCode', {
      type: 'CountryCode',
      description: 'Country of the client.',
    }),
    phoneNumber: t.exposeString('phoneNumber', {
      description: 'Telephone number of the client, without the calling code.',
    }),
    phoneCountryCode: t.exposeString('phoneCountryCode', {
      description: "Calling code of the client's telephone number, without the plus sign.",
    }),
    taxId: t.exposeString('taxId', { description: 'VAT or other tax number of the client.' }),
    status: t.expose('status', {
      type: ClientStatus,
      description: 'Status of the client account.',
    }),
    currency: t.expose('currencyCode', {
      type: 'CurrencyCode',
      description: 'Currency in which the client is billed.',
    }),
    language: t.exposeString('language', { description: "English name of the client's language." }),
    credit: t.field({
      type: Money,
      nullable: true,
      authScopes: { permission: 'billing:read' },
      description: 'Credit balance of the client: prepaid money for paying invoices.',
      select: { creditBalance: true, currencyCode: true },
      resolve: ({ creditBalance, currencyCode }) => ({
        amount: creditBalance,
        currency: currencyCode,
      }),
    }),
    emailPreferences: t.field({
      type: EmailPreferences,
      description: 'Which emails the client wants.',
      select: EmailPreferences.columns,
      resolve: (client) => client,
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the client was added.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the client.',
    }),
    signupIp: t.string({
      nullable: true,
      description: 'Address it signed up from. For the back office; null for everybody else.',
      select: { signupIp: true },
      resolve: ({ signupIp }, _args, { actor }) => (isBackOffice(actor) ? signupIp : null),
    }),
    notes: t.string({
      nullable: true,
      description: 'Staff notes about the client. Null for everybody else.',
      select: { notes: true },
      resolve: ({ notes }, _args, { actor }) => (isBackOffice(actor) ? notes : null),
    }),
  }),
});
