import { builder } from '#schema/builder.ts';
import { place } from '#schema/list.ts';
import { DomainContactRole } from './domain-status.ts';

builder.prismaObject('DomainContact', {
  read: 'domains:read',
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
  read: 'domains:read',
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
    cursor: place,
    description: 'Its domains, in the order of adding.',
    totalCount: true,
    query: { orderBy: [{ id: 'asc' }] },
  }),
);
