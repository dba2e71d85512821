import { builder } from '#schema/builder.ts';
import { visibleDomains } from './visible.ts';
import { DomainContactRole } from './domain-status.ts';

builder.prismaObject('DomainContact', {
  read: 'domains:read',
  description: 'A contact of a domain, as stored here.',
  select: {},
  fields: (t) => ({
    role: t.expose('role', {
      type: DomainContactRole,
      description: 'Role of the contact for the domain.',
    }),
    firstName: t.exposeString('firstName', { description: 'First name of the domain contact.' }),
    lastName: t.exposeString('lastName', { description: 'Last name of the domain contact.' }),
    organizationName: t.exposeString('organizationName', {
      description: 'Company of the domain contact.',
    }),
    jobTitle: t.exposeString('jobTitle', {
      description: 'Job title of the domain contact in the company.',
    }),
    email: t.exposeString('email', { description: 'Email address of the domain contact.' }),
    address1: t.exposeString('address1', {
      description: "First line of the domain contact's address.",
    }),
    address2: t.exposeString('address2', {
      description: "Second line of the domain contact's address.",
    }),
    city: t.exposeString('city', { description: 'Town or city of the domain contact.' }),
    state: t.exposeString('state', {
      description: 'State, province or county of the domain contact.',
    }),
    postcode: t.exposeString('postcode', { description: 'Postal code of the domain contact.' }),
    country: t.exposeString('countryCode', {
      description: 'Country of the domain contact, ISO 3166-1 alpha-2.',
    }),
    phoneNumber: t.exposeString('phoneNumber', {
      description: 'Telephone number of the domain contact, in the format +CC.number.',
    }),
    faxNumber: t.exposeString('faxNumber', {
      description: 'Fax number of the domain contact, in the format +CC.number.',
    }),
  }),
});

builder.prismaNode('PrivateNameserver', {
  read: 'domains:read',
  visible: (actor) => ({ domain: visibleDomains(actor) }),
  description: 'A private name server: a host below the domain itself, with its IP address.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the private name server, used by the legacy APIs.',
    }),
    domain: t.relation('domain', { description: 'Domain that the host is below.' }),
    hostname: t.exposeString('hostname', {
      description: 'Full host name of the private name server.',
    }),
    ipAddress: t.exposeString('ipAddress', {
      description: 'IPv4 or IPv6 address of the private name server.',
    }),
  }),
});
