import { builder } from '#schema/builder.ts';
import { DomainOrigin, DomainStatus } from './domain-status.ts';

/** A client's domain. */
export const Domain = builder.prismaNode('Domain', {
  read: 'domains:read',
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
    autoRenew: t.exposeBoolean('autoRenew', { description: 'It is to be renewed automatically.' }),
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
    tld: t.relation('tld', { nullable: true, description: 'Its TLD; null if not on sale.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});
