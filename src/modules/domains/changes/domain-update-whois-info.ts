import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { parsePhone } from '#core/phone.ts';
import { isEmail } from '#core/text.ts';
import type { DomainContact } from '#generated/prisma/client.ts';
import type { Contacts } from '#providers/registrars/domain-data.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { ProviderError } from '#core/provider-error.ts';
import { beginChange, type ChangeInput, domainChange, heldDomain } from './change.ts';
import {
  contactOf,
  ensureRegistrant,
  type DomainContactData,
  requireComplete,
  type Role,
  roles,
} from './contacts.ts';
import { Domain } from '#modules/domains/domain.ts';
import { domainPayload } from '#modules/domains/domain-payload.ts';
import { DomainContactRole } from '#modules/domains/domain-status.ts';

interface ContactsInput extends ChangeInput {
  /** The people of each role as they shall be, in our books' columns. */
  people: Partial<Record<Role, DomainContactData>>;
}

const changeContacts = domainChange<ContactsInput>({
  kind: 'domain.contacts',
  async send(registrar, { name, people }, call) {
    const named = roles.flatMap(([role, key]) => {
      const person = people[role];
      return person ? [[key, contactOf(person as DomainContact)]] : [];
    });
    const contacts = Object.fromEntries(named) as Partial<Contacts>;
    if (!contacts.registrant) throw new ProviderError('NOT_SENT', 'There is no registrant.');
    return registrar.setContacts(name, contacts as Contacts, call);
  },
  async after({ tx, announce }, { domainId, people }, { words }) {
    for (const [role] of roles) {
      const person = people[role];
      if (!person) continue;
      await tx.domainContact.upsert({
        where: { domainId_role: { domainId, role } },
        create: { ...person, domainId, role },
        update: person,
      });
    }
    const [row] = await tx.domain.updateManyAndReturn({
      where: { id: domainId },
      data: { statusMessage: words },
      select: { clientId: true },
    });
    if (row) announce('domain.contactsChanged', { domainId, clientId: row.clientId });
  },
});

const line = z.string().trim().max(255).nullish();

const DomainContactInput = builder.inputType('DomainContactInput', {
  description: 'Somebody named on a domain. What is left out stays as it is.',
  fields: (t) => ({
    role: t.field({ type: DomainContactRole, required: true, description: 'In what capacity.' }),
    firstName: t.string({ description: 'First name.', validate: line }),
    lastName: t.string({ description: 'Last name.', validate: line }),
    organizationName: t.string({ description: 'Company.', validate: line }),
    jobTitle: t.string({ description: 'Position there.', validate: line }),
    email: t.string({ description: 'E-mail address.', validate: line }),
    address1: t.string({ description: 'First line of the address.', validate: line }),
    address2: t.string({ description: 'Second line of the address.', validate: line }),
    city: t.string({ description: 'Town or city.', validate: line }),
    state: t.string({ description: 'State, province or county.', validate: line }),
    postcode: t.string({ description: 'Postal code.', validate: line }),
    country: t.field({ type: 'CountryCode', description: 'Country.' }),
    phoneNumber: t.string({ description: 'International, +CC.number.', validate: line }),
    faxNumber: t.string({ description: 'International, +CC.number.', validate: line }),
  }),
});

command('domainUpdateWhoisInfo', {
  legacy: 'DomainUpdateWhoisInfo',
  description: 'Change who is named on a domain, at its registrar and in our books.',
  permission: 'domains:manage',
  input: (t) => ({
    domainId: t.globalID({ for: Domain, required: true, description: 'Which domain.' }),
    contacts: t.field({
      type: [DomainContactInput],
      required: true,
      description: 'The people that change, each capacity once.',
      validate: z.array(z.custom<typeof DomainContactInput.$inferInput>()).min(1).max(4),
    }),
  }),
  errors: [
    'DOMAIN_NOT_FOUND',
    'DOMAIN_WRONG_STATUS',
    'DOMAIN_CONTACT_INVALID',
    'REGISTRAR_NOT_ACTIVE',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { domainId, contacts }) => {
    const domain = await heldDomain(work, keyOf(domainId));
    const { name } = domain;
    await ensureRegistrant(work.tx, domain.domainId, domain.clientId);
    const people = await peopleAfter(work, domain.domainId, contacts);
    await beginChange(work, changeContacts, domain, { domainId: domain.domainId, name, people });
    return { domainId: domain.domainId };
  },
  payload: domainPayload,
});

/** Everybody as they will be named: those of our books with the changes over them. */
async function peopleAfter(
  work: Work,
  domainId: number,
  contacts: readonly (typeof DomainContactInput.$inferInput)[],
): Promise<Partial<Record<Role, DomainContactData>>> {
  const rows = await work.tx.domainContact.findMany({ where: { domainId } });
  const people: Partial<Record<Role, DomainContactData>> = {};
  for (const [role] of roles) {
    const { id: _i, domainId: _d, role: _r, ...row } = rows.find((one) => one.role === role) ?? {};
    const before = plain(row);
    const provided = contacts.find((contact) => contact.role === role);
    if (provided) people[role] = checked(work, role, { ...before, ...received(provided) });
    else if (Object.keys(before).length) people[role] = before;
  }
  return people;
}

const own = new Set(['registrarRef', 'verifiedAt', 'createdAt', 'updatedAt']);
const plain = (row: object): DomainContactData =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !own.has(name)));

function received({
  role: _role,
  country,
  ...rest
}: typeof DomainContactInput.$inferInput): DomainContactData {
  const provided = Object.entries({ ...rest, countryCode: country }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return Object.fromEntries(provided.map(([name, value]) => [name, String(value).trim()]));
}

function checked({ fail }: Work, role: Role, person: DomainContactData): DomainContactData {
  const wrong = (field: string, what: string) =>
    fail('DOMAIN_CONTACT_INVALID', `${role}.${field} is not ${what}.`, {
      field: `${role}.${field}`,
    });
  requireComplete(role, person);
  if (!isEmail(person.email ?? '')) wrong('email', 'an e-mail address');
  const phone = parsePhone(person.phoneNumber ?? '', person.countryCode);
  if (!phone) return wrong('phoneNumber', 'a telephone number');
  const fax = person.faxNumber ? parsePhone(person.faxNumber, person.countryCode) : null;
  if (fax === undefined) return wrong('faxNumber', 'a telephone number');
  return { ...person, phoneNumber: phone.registrar, faxNumber: fax?.registrar ?? '' };
}
