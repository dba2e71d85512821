import { DomainError } from '#core/errors.ts';
import type { ContactData, CustomAction } from '#providers/registrars/domain-data.ts';
import type { Registrar } from '#providers/registrars/registrar.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { answerOf, registrarShape, requireRegistrar } from './at-registrar.ts';
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
  description: 'Somebody named on a domain, as the registrar has it.',
  fields: (t) => ({
    role: t.expose('role', { type: DomainContactRole, description: 'In what capacity.' }),
    firstName: t.exposeString('firstName', { description: 'First name.' }),
    lastName: t.exposeString('lastName', { description: 'Last name.' }),
    organizationName: t.string({ description: 'Company.', resolve: contactText('company') }),
    email: t.exposeString('email', { description: 'E-mail address.' }),
    address1: t.exposeString('address1', { description: 'First line of the address.' }),
    address2: t.string({
      description: 'Second line of the address.',
      resolve: contactText('address2'),
    }),
    city: t.exposeString('city', { description: 'Town or city.' }),
    state: t.string({ description: 'State or province.', resolve: contactText('state') }),
    postcode: t.exposeString('postcode', { description: 'Postal code.' }),
    country: t.exposeString('country', { description: 'ISO 3166-1 alpha-2.' }),
    phoneNumber: t.exposeString('phone', { description: '+CC.number' }),
    faxNumber: t.string({ description: '+CC.number', resolve: contactText('fax') }),
  }),
});

const RegistrarHost = builder
  .objectRef<{ hostname: string; addresses: string[] }>('RegistrarHost')
  .implement({
    read: 'domains:read',
    description: 'A name server below a domain, as the registrar has it.',
    fields: (t) => ({
      hostname: t.exposeString('hostname', { description: 'Its full name.' }),
      addresses: t.exposeStringList('addresses', { description: 'Its addresses.' }),
    }),
  });

const RegistrarAction = builder.objectRef<CustomAction>('RegistrarAction').implement({
  read: 'domains:read',
  description: 'An action only this registrar has.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name, for `runDomainAction`.' }),
    label: t.exposeString('label', { description: 'What to write on its button.' }),
  }),
});

const DomainAtRegistrar = builder.objectRef<AtRegistrar>('DomainAtRegistrar').implement({
  read: 'domains:read',
  description: 'A domain as its registrar has it. Each field asks the registrar.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The domain, in ASCII.' }),
    nameservers: t.stringList({
      nullable: true,
      description: 'Its name servers.',
      resolve: ({ registrar, name }) => answerOf(registrar.getNameservers(name, PATIENCE)),
    }),
    isLocked: t.boolean({
      nullable: true,
      description: 'It cannot be transferred away.',
      resolve: ({ registrar, name }) => answerOf(registrar.getLock(name, PATIENCE)),
    }),
    contacts: t.field({
      type: [RegistrarContact],
      nullable: true,
      description: 'Who is named on it.',
      resolve: async ({ registrar, name }) => {
        const contacts = await answerOf(registrar.getContacts(name, PATIENCE));
        return roles.flatMap(([role, key]) => {
          const contact = contacts[key];
          return contact ? [{ ...contact, role }] : [];
        });
      },
    }),
    privateNameservers: t.field({
      type: [RegistrarHost],
      nullable: true,
      description: 'Name servers below it.',
      resolve: ({ registrar, name }) => answerOf(registrar.listPrivateNameservers(name, PATIENCE)),
    }),
    customActions: t.field({
      type: [RegistrarAction],
      description: 'What else its registrar can do with it. Nobody is asked for this.',
      resolve: ({ registrar }) => [...registrar.customActions()],
    }),
  }),
});

builder.queryField('domainAtRegistrar', (t) =>
  t.field({
    type: DomainAtRegistrar,
    nullable: true,
    description:
      'A domain as its registrar has it at this moment. Refuses with `DOMAIN_NOT_FOUND` and `REGISTRAR_NOT_ACTIVE`; what the registrar says stands in `PROVIDER_REJECTED`.',
    authScopes: { permission: 'domains:read' },
    extensions: legacyExtensions(
      ['DomainGetNameservers', 'DomainGetLockingStatus', 'DomainGetWhoisInfo'],
      'domains:read',
    ),
    args: { by: t.arg({ type: DomainBy, required: true, description: 'Which one.' }) },
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
