import { DomainError } from '#core/errors.ts';
import type { ContactData, CustomAction } from '#providers/registrars/domain-data.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { registrarAnswer, registrarShape, requireRegistrar } from './at-registrar.ts';
import { DomainDnssec } from '#modules/domains/changes/dnssec.ts';
import { type Role, roles } from '#modules/domains/changes/contacts.ts';
import { DomainBy, domainWhere, likeliestFirst } from '#modules/domains/domains.ts';
import { DomainContactRole } from '#modules/domains/domain-status.ts';
import { visibleDomains } from '#modules/domains/visible.ts';

/** How long people wait for an answer, in milliseconds. */
const PATIENCE = { timeoutMs: 15_000 };

interface AtRegistrar {
  name: string;
  registrar: Registrar;
}

interface NamedContact extends ContactData {
  role: Role;
}

const contactText = (name: keyof ContactData) => (contact: NamedContact) => contact[name] ?? '';

const RegistrarContact = builder.objectRef<NamedContact>('RegistrarContact').implement({
  read: 'domains:read',
  description: 'A contact of a domain, as held by the registrar.',
  fields: (t) => ({
    role: t.expose('role', {
      type: DomainContactRole,
      description: 'Role of the contact for the domain.',
    }),
    firstName: t.exposeString('firstName', { description: 'First name of the domain contact.' }),
    lastName: t.exposeString('lastName', { description: 'Last name of the domain contact.' }),
    organizationName: t.string({
      description: 'Company of the domain contact.',
      resolve: contactText('company'),
    }),
    email: t.exposeString('email', { description: 'Email address of the domain contact.' }),
    address1: t.exposeString('address1', {
      description: "First line of the domain contact's address.",
    }),
    address2: t.string({
      description: "Second line of the domain contact's address.",
      resolve: contactText('address2'),
    }),
    city: t.exposeString('city', { description: 'Town or city of the domain contact.' }),
    state: t.string({
      description: 'State or province of the domain contact.',
      resolve: contactText('state'),
    }),
    postcode: t.exposeString('postcode', { description: 'Postal code of the domain contact.' }),
    country: t.exposeString('country', {
      description: 'Country of the domain contact, ISO 3166-1 alpha-2.',
    }),
    phoneNumber: t.exposeString('phone', {
      description: 'Telephone number of the domain contact, in the format +CC.number.',
    }),
    faxNumber: t.string({
      description: 'Fax number of the domain contact, in the format +CC.number.',
      resolve: contactText('fax'),
    }),
  }),
});

const RegistrarHost = builder
  .objectRef<{ hostname: string; addresses: string[] }>('RegistrarHost')
  .implement({
    read: 'domains:read',
    description: 'A private name server of a domain, as held by the registrar.',
    fields: (t) => ({
      hostname: t.exposeString('hostname', {
        description: 'Full host name of the private name server.',
      }),
      addresses: t.exposeStringList('addresses', {
        description: 'IP addresses of the private name server.',
      }),
    }),
  });

const RegistrarAction = builder.objectRef<CustomAction>('RegistrarAction').implement({
  read: 'domains:read',
  description: 'An action specific to the registrar.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the action, for `runDomainAction`.' }),
    label: t.exposeString('label', { description: 'Text for the button of the action.' }),
  }),
});

const DomainAtRegistrar = builder.objectRef<AtRegistrar>('DomainAtRegistrar').implement({
  read: 'domains:read',
  description: 'A domain as held by its registrar. Each field is requested from the registrar.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the domain in ASCII.' }),
    operations: t.stringList({
      description:
        'What the registrar can do with the domain, by the names of `Provider.capabilities`; fields and changes that need anything else are refused. Read without a request to the registrar.',
      resolve: ({ registrar, name }) =>
        [...registrar.supports].filter((feature) => !registrar.lacks(feature, name)),
    }),
    nameservers: t.stringList({
      nullable: true,
      description: 'Name servers of the domain, as held by the registrar.',
      resolve: ({ registrar, name }) => registrarAnswer(registrar.getNameservers(name, PATIENCE)),
    }),
    isLocked: t.boolean({
      nullable: true,
      description: 'Whether the domain is locked against transfers at the registrar.',
      resolve: ({ registrar, name }) => registrarAnswer(registrar.getLock(name, PATIENCE)),
    }),
    contacts: t.field({
      type: [RegistrarContact],
      nullable: true,
      description: 'Contacts of the domain, as held by the registrar.',
      resolve: async ({ registrar, name }) => {
        const contacts = await registrarAnswer(registrar.getContacts(name, PATIENCE));
        return roles.flatMap(([role, key]) => {
          const contact = contacts[key];
          return contact ? [{ ...contact, role }] : [];
        });
      },
    }),
    privateNameservers: t.field({
      type: [RegistrarHost],
      nullable: true,
      description: 'Private name servers of the domain, as held by the registrar.',
      resolve: ({ registrar, name }) =>
        registrarAnswer(registrar.listPrivateNameservers(name, PATIENCE)),
    }),
    dnssec: t.field({
      type: DomainDnssec,
      nullable: true,
      description: 'What the delegation is signed with, as held by the registrar.',
      resolve: ({ registrar, name }) => registrarAnswer(registrar.getDnssec(name, PATIENCE)),
    }),
    customActions: t.field({
      type: [RegistrarAction],
      description:
        'Further actions the registrar supports for the domain. Read without a request to the registrar.',
      resolve: ({ registrar }) => [...registrar.customActions()],
    }),
  }),
});

builder.queryField('domainAtRegistrar', (t) =>
  t.field({
    type: DomainAtRegistrar,
    weight: 500,
    nullable: true,
    description:
      'Look up a domain at its registrar in its current state. Fails with `DOMAIN_NOT_FOUND` or `REGISTRAR_NOT_ACTIVE`; an error of the registrar is reported as `PROVIDER_REJECTED`.',
    authScopes: { permission: 'domains:read' },
    extensions: legacyExtensions(
      ['DomainGetNameservers', 'DomainGetLockingStatus', 'DomainGetWhoisInfo'],
      'domains:read',
    ),
    args: {
      by: t.arg({
        type: DomainBy,
        required: true,
        description: 'The domain to look up at its registrar.',
      }),
    },
    resolve: async (_root, { by }, { app, db, actor }) => {
      const domain = await db.domain.findFirst({
        where: { AND: [domainWhere(by), visibleDomains(actor)] },
        orderBy: likeliestFirst,
        select: { name: true, ...registrarShape },
      });
      if (!domain) throw new DomainError('DOMAIN_NOT_FOUND');
      return { name: domain.name, registrar: requireRegistrar(app, domain.registrar) };
    },
  }),
);
