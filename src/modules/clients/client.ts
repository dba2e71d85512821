import { isBackOffice } from '#core/actor.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { ClientStatus } from './client-status.ts';
import { EmailPreferences } from './email-preferences.ts';

/** A customer account: who is billed. */
export const Client = builder.prismaNode('Client', {
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
      resolve: ({ firstName, lastName }) => `${firstName} ${lastName}`.trim(),
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
    isTaxExempt: t.exposeBoolean('taxExempt', { description: 'Its invoices carry no tax.' }),
    isLateFeeExempt: t.exposeBoolean('lateFeeExempt', { description: 'Pays no late fees.' }),
    hasOverdueNotices: t.boolean({
      description: 'Is reminded of overdue invoices.',
      select: { overdueNoticesDisabled: true },
      resolve: ({ overdueNoticesDisabled }) => !overdueNoticesDisabled,
    }),
    hasSeparateInvoices: t.exposeBoolean('separateInvoices', {
      description: 'One invoice for each service rather than one for a day.',
    }),
    isCardChargedUnasked: t.boolean({
      description: 'A stored card is charged when an invoice is due.',
      select: { autoCardDisabled: true },
      resolve: ({ autoCardDisabled }) => !autoCardDisabled,
    }),
    isOptedOutOfMarketing: t.exposeBoolean('emailOptOut', {
      description: 'No marketing e-mail at all.',
    }),
    isOptedInToMarketing: t.boolean({
      description: 'Asked for marketing e-mail.',
      select: { marketingOptIn: true, emailOptOut: true },
      resolve: ({ marketingOptIn, emailOptOut }) => marketingOptIn && !emailOptOut,
    }),
    isNeverClosedWhenIdle: t.exposeBoolean('overrideAutoClose', {
      description: 'The daily run never closes it.',
    }),
    allowsSingleSignOn: t.exposeBoolean('allowSingleSignOn', {
      description: 'May be entered by a one-time link.',
    }),
    creditLimit: t.field({
      type: Money,
      description: 'How far the account may go below zero.',
      select: { creditLimit: true, currencyCode: true },
      resolve: ({ creditLimit, currencyCode }) => ({ amount: creditLimit, currency: currencyCode }),
    }),
    billingContact: t.relation('billingContact', {
      nullable: true,
      description: 'Whose address invoices carry; null for its own.',
    }),
    defaultGatewayModule: t.string({
      nullable: true,
      description: 'System name of how it pays unless told otherwise.',
      select: { defaultGateway: { select: { module: true } } },
      resolve: ({ defaultGateway }) => defaultGateway?.module,
    }),
    lastLoginAt: t.expose('lastLoginAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Last sign-in of any of its users.',
    }),
    lastLoginIp: t.exposeString('lastLoginIp', {
      nullable: true,
      description: 'From where that was.',
    }),
    lastLoginHost: t.exposeString('lastLoginHost', {
      nullable: true,
      description: 'The name of that address then.',
    }),
    closedAt: t.expose('closedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was closed.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    notes: t.string({
      nullable: true,
      description: 'For staff only; null for everybody else.',
      select: { notes: true },
      resolve: ({ notes }, _args, { actor }) => (isBackOffice(actor) ? notes : null),
    }),
  }),
});
