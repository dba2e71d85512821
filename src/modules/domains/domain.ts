import { DomainDnssec, dnssecOf } from './changes/dnssec.ts';
import { visibleDomains } from './visible.ts';
import { Money } from '#schema/money.ts';
import { builder } from '#schema/builder.ts';
import { DomainOrigin, DomainStatus } from './domain-status.ts';

/** A client's domain. */
export const Domain = builder.prismaNode('Domain', {
  read: 'domains:read',
  visible: visibleDomains,
  description: "A client's domain, as stored here.",
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the domain, used by the legacy APIs.',
    }),
    name: t.exposeString('name', {
      description: 'Name of the domain in lower-case ASCII (punycode).',
    }),
    unicodeName: t.exposeString('unicodeName', {
      description: 'Name of the domain in Unicode, for display.',
    }),
    idnLanguage: t.exposeString('idnLanguage', {
      description: 'IDN language table of the domain name.',
    }),
    origin: t.expose('origin', {
      type: DomainOrigin,
      description: 'How the company got the domain.',
    }),
    status: t.expose('status', { type: DomainStatus, description: 'Status of the domain.' }),
    statusMessage: t.exposeString('statusMessage', {
      description: 'Last message of the registrar about the domain.',
    }),
    registrarRef: t.exposeString('registrarRef', {
      nullable: true,
      description: "The registrar's own ID of the domain.",
    }),
    isLocked: t.exposeBoolean('isLocked', {
      description: 'Whether the domain is locked against transfers.',
    }),
    autoRenew: t.exposeBoolean('autoRenew', {
      description: 'Whether the domain is renewed automatically.',
    }),
    dnsManagement: t.exposeBoolean('dnsManagement', {
      description: "Whether the domain's DNS is hosted.",
    }),
    emailForwarding: t.exposeBoolean('emailForwarding', {
      description: "Whether the domain's email is forwarded.",
    }),
    idProtection: t.exposeBoolean('idProtection', {
      description: "Whether the owner's data is kept out of the public directory.",
    }),
    isPremium: t.exposeBoolean('isPremium', {
      description: 'Whether the domain is a premium name, for which the registry charges more.',
    }),
    premiumCost: t.field({
      type: Money,
      nullable: true,
      authScopes: { staff: true },
      description:
        'What the registry charges the company for each year of a premium name; null where its price list holds. Staff only.',
      select: { isPremium: true, premiumCost: true, premiumCurrencyCode: true, currencyCode: true },
      resolve: ({ isPremium, premiumCost: amount, premiumCurrencyCode, currencyCode }) =>
        isPremium && amount ? { amount, currency: premiumCurrencyCode ?? currencyCode } : null,
    }),
    premiumFirstCost: t.field({
      type: Money,
      nullable: true,
      authScopes: { staff: true },
      description:
        'What the registry charged the company for the registration of a premium name; null where its price list held. Staff only.',
      select: {
        isPremium: true,
        premiumFirstCost: true,
        premiumCurrencyCode: true,
        currencyCode: true,
      },
      resolve: ({ isPremium, premiumFirstCost: amount, premiumCurrencyCode, currencyCode }) =>
        isPremium && amount ? { amount, currency: premiumCurrencyCode ?? currencyCode } : null,
    }),
    additionalFields: t.expose('additionalFields', {
      type: 'JSON',
      nullable: true,
      description: "Answers to the registry's additional questions, by field name.",
    }),
    nameservers: t.stringList({
      description: 'Name servers of the domain, as stored here.',
      select: { ns1: true, ns2: true, ns3: true, ns4: true, ns5: true },
      resolve: ({ ns1, ns2, ns3, ns4, ns5 }) =>
        [ns1, ns2, ns3, ns4, ns5].filter((name) => name !== ''),
    }),
    dnssec: t.field({
      type: DomainDnssec,
      nullable: true,
      description:
        'What the delegation of the domain is signed with, as stored here; null where its registrar does not tell.',
      select: { dnssec: true },
      resolve: dnssecOf,
    }),
    client: t.relation('client', { description: 'Client the domain belongs to.' }),
    tld: t.relation('tld', {
      nullable: true,
      description: 'TLD of the domain; null if the TLD is not on sale.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the domain was added.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the domain.',
    }),
  }),
});
