import { isBackOffice } from '#core/actor.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { DomainContactRole, DomainOrigin, DomainStatus } from './domain-status.ts';

/** A client's domain. */
export const Domain = builder.prismaNode('Domain', {
  description: "A client's domain, as our books have it.",
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    name: t.exposeString('name', { description: 'Lower-case ASCII (punycode).' }),
    unicodeName: t.exposeString('unicodeName', { description: 'As people write it.' }),
    idnLanguage: t.exposeString('idnLanguage', { description: 'Language table of the name.' }),
    origin: t.expose('origin', { type: DomainOrigin, description: 'How it came here.' }),
    status: t.expose('status', { type: DomainStatus, description: 'Where it stands.' }),
    statusMessage: t.exposeString('statusMessage', {
      description: 'What the registrar last said.',
    }),
    registrarRef: t.exposeString('registrarRef', {
      nullable: true,
      description: "The registrar's own id of it.",
    }),
    isLocked: t.exposeBoolean('isLocked', { description: 'It cannot be transferred away.' }),
    autoRenew: t.exposeBoolean('autoRenew', { description: 'It is to be renewed by itself.' }),
    dnsManagement: t.exposeBoolean('dnsManagement', { description: 'Its DNS is hosted.' }),
    emailForwarding: t.exposeBoolean('emailForwarding', { description: 'Its mail goes on.' }),
    idProtection: t.exposeBoolean('idProtection', {
      description: "Its owner's data stay out of the public directory.",
    }),
    isPremium: t.exposeBoolean('isPremium', { description: 'The registry asks more for it.' }),
    additionalFields: t.expose('additionalFields', {
      type: 'JSON',
      nullable: true,
      description: "Answers to its registry's further questions, by name.",
    }),
    nameservers: t.stringList({
      description: 'Its name servers as our books have them.',
      select: { ns1: true, ns2: true, ns3: true, ns4: true, ns5: true },
      resolve: ({ ns1, ns2, ns3, ns4, ns5 }) =>
        [ns1, ns2, ns3, ns4, ns5].filter((name) => name !== ''),
    }),
    client: t.relation('client', { description: 'Whose domain it is.' }),
    tld: t.relation('tld', { nullable: true, description: 'Its ending; null if not on sale.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

builder.prismaObjectFields(Domain, (t) => ({
  years: t.exposeInt('years', { description: 'The period it is registered and renewed for.' }),
  registeredOn: t.expose('registeredOn', {
    type: 'Date',
    nullable: true,
    description: 'When it was registered or came here.',
  }),
  expiresOn: t.expose('expiresOn', {
    type: 'Date',
    nullable: true,
    description: 'The last day of its period.',
  }),
  nextDueOn: t.expose('nextDueOn', {
    type: 'Date',
    nullable: true,
    description: 'When its next period is to be paid.',
  }),
  firstPayment: t.field({
    type: Money,
    description: 'What the first period costs.',
    select: { firstPaymentAmount: true, currencyCode: true },
    resolve: (row) => ({ amount: row.firstPaymentAmount, currency: row.currencyCode }),
  }),
  recurring: t.field({
    type: Money,
    description: 'What a renewal costs.',
    select: { recurringAmount: true, currencyCode: true },
    resolve: (row) => ({ amount: row.recurringAmount, currency: row.currencyCode }),
  }),
  subscriptionId: t.exposeString('subscriptionId', { description: 'At the payment gateway.' }),
  orderDatabaseId: t.exposeInt('orderId', { nullable: true, description: 'Number of its order.' }),
  promotionDatabaseId: t.exposeInt('promotionId', {
    nullable: true,
    description: 'Number of its promotion.',
  }),
  paymentMethod: t.string({
    description: 'System name of the gateway it is paid through; empty for none.',
    select: { gateway: { select: { module: true } } },
    resolve: ({ gateway }) => gateway?.module ?? '',
  }),
  paymentMethodName: t.string({
    description: 'What people call that gateway.',
    select: { gateway: { select: { displayName: true } } },
    resolve: ({ gateway }) => gateway?.displayName ?? '',
  }),
  registrarName: t.string({
    description: 'System name of its registrar; empty for none, and for customers.',
    select: { registrar: { select: { module: true } } },
    resolve: ({ registrar }, _args, { actor }) =>
      isBackOffice(actor) ? (registrar?.module ?? '') : '',
  }),
  registrar: t.relation('registrar', {
    nullable: true,
    authScopes: { staff: true },
    description: 'Where it is held. Staff only.',
  }),
  notes: t.string({
    description: 'For staff; empty for customers.',
    select: { notes: true },
    resolve: ({ notes }, _args, { actor }) => (isBackOffice(actor) ? notes : ''),
  }),
  lastSyncAt: t.expose('lastSyncAt', {
    type: 'DateTime',
    nullable: true,
    description: 'When the registrar was last asked how it stands.',
  }),
  lastSyncError: t.exposeString('lastSyncError', {
    nullable: true,
    authScopes: { backOffice: true },
    description: 'Why that failed; empty when it did not.',
  }),
  contacts: t.relation('contacts', {
    description: 'Who is named on it, as our books have it.',
    query: { orderBy: [{ role: 'asc' }, { id: 'asc' }] },
  }),
  privateNameservers: t.relation('privateNameservers', {
    description: 'Name servers below the domain itself, as our books have them.',
    query: { orderBy: [{ hostname: 'asc' }, { id: 'asc' }] },
  }),
}));

builder.prismaObject('DomainContact', {
  description: 'Somebody named on a domain.',
  select: {},
  fields: (t) => ({
    role: t.expose('role', { type: DomainContactRole, description: 'In what capacity.' }),
    firstName: t.exposeString('firstName', { description: 'First name.' }),
    lastName: t.exposeString('lastName', { description: 'Last name.' }),
    organizationName: t.exposeString('organizationName', { description: 'Company.' }),
    jobTitle: t.exposeString('jobTitle', { description: 'Position there.' }),
    email: t.exposeString('email', { description: 'E-mail address.' }),
    address1: t.exposeString('address1', { description: 'First line of the address.' }),
    address2: t.exposeString('address2', { description: 'Second line of the address.' }),
    city: t.exposeString('city', { description: 'Town or city.' }),
    state: t.exposeString('state', { description: 'State, province or county.' }),
    postcode: t.exposeString('postcode', { description: 'Postal code.' }),
    country: t.exposeString('countryCode', { description: 'ISO 3166-1 alpha-2.' }),
    phoneNumber: t.exposeString('phoneNumber', { description: '+CC.number' }),
    faxNumber: t.exposeString('faxNumber', { description: '+CC.number' }),
  }),
});

builder.prismaObject('PrivateNameserver', {
  description: 'A name server below the domain itself, with its address.',
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    hostname: t.exposeString('hostname', { description: 'Its full name.' }),
    ipAddress: t.exposeString('ipAddress', { description: 'Its IPv4 or IPv6 address.' }),
  }),
});

builder.prismaObjectField('Client', 'domains', (t) =>
  t.relatedConnection('domains', {
    cursor: 'id',
    description: 'Its domains, in the order of adding.',
    totalCount: true,
    query: { orderBy: [{ id: 'asc' }] },
  }),
);
