import { parsePhone } from '#core/phone.ts';
import { isEmail } from '#core/text.ts';
import { latinOf } from '#core/transliterate.ts';
import { z } from 'zod';
import type { ContactData, Contacts } from '#providers/registrars/domain-data.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import type { Work } from '#schema/work.ts';
import {
  registrarAnswer,
  registrarShape,
  requireRegistrar,
} from '#modules/domains/registrars/at-registrar.ts';
import { DomainContactRole } from '#modules/domains/domain-status.ts';
import { heldStatuses, visibleDomains } from '#modules/domains/visible.ts';
import { beginChange, type HeldDomain } from './change.ts';
import { changeContacts } from './change-contacts.ts';
import {
  type DomainContactData,
  ensureRegistrant,
  personOf,
  requireComplete,
  type Role,
  roles,
} from './contacts.ts';

/** How long the registrar may take to show who is named now. */
const PATIENCE_MS = 15_000;

const line = z.string().trim().max(255).nullish();

export const DomainContactInput = builder.inputType('DomainContactInput', {
  description: 'Changes to a contact person of a domain. Omitted fields stay unchanged.',
  fields: (t) => ({
    role: t.field({
      type: DomainContactRole,
      required: true,
      description: 'Role of the contact for the domain.',
    }),
    firstName: t.string({ description: 'First name of the domain contact.', validate: line }),
    lastName: t.string({ description: 'Last name of the domain contact.', validate: line }),
    organizationName: t.string({ description: 'Company of the domain contact.', validate: line }),
    jobTitle: t.string({
      description: 'Job title of the domain contact in the company.',
      validate: line,
    }),
    email: t.string({ description: 'Email address of the domain contact.', validate: line }),
    address1: t.string({
      description: "First line of the domain contact's address.",
      validate: line,
    }),
    address2: t.string({
      description: "Second line of the domain contact's address.",
      validate: line,
    }),
    city: t.string({ description: 'Town or city of the domain contact.', validate: line }),
    state: t.string({
      description: 'State, province or county of the domain contact.',
      validate: line,
    }),
    postcode: t.string({ description: 'Postal code of the domain contact.', validate: line }),
    country: t.field({ type: 'CountryCode', description: 'Country of the domain contact.' }),
    phoneNumber: t.string({
      description: 'Telephone number of the domain contact in international format, +CC.number.',
      validate: line,
    }),
    faxNumber: t.string({
      description: 'Fax number of the domain contact in international format, +CC.number.',
      validate: line,
    }),
  }),
});

/** The contacts of an edit; each role at most once. */
export const contactEdits = z.array(z.custom<ContactEdit>()).min(1).max(4);

/** An edit of one contact. */
export type ContactEdit = typeof DomainContactInput.$inferInput;

/** Begins an edit of a domain's contacts. @throws DomainError DOMAIN_CONTACT_INVALID */
export async function beginContacts(
  work: Work,
  domain: HeldDomain,
  contacts: readonly ContactEdit[],
  shown: Contacts | null,
): Promise<void> {
  const { domainId, name } = domain;
  const people = await peopleAfter(work, domain, contacts, shown);
  await beginChange(work, changeContacts, domain, { domainId, name, people });
}

/**
 * Who is named on the domain at its registrar now: what an edit changes is that, not what our
 * books remember. Null where the registrar cannot show it.
 */
export async function contactsShown(
  { app, db, actor }: Context,
  id: number,
): Promise<Contacts | null> {
  const domain = await db.domain.findFirst({
    where: { AND: [{ id, status: { in: [...heldStatuses] } }, visibleDomains(actor)] },
    select: { name: true, ...registrarShape },
  });
  if (!domain?.registrar?.isActive) return null;
  const registrar = requireRegistrar(app, domain.registrar);
  if (!registrar.supports.has('getContacts')) return null;
  return registrarAnswer(registrar.getContacts(domain.name, { timeoutMs: PATIENCE_MS }));
}

/**
 * The people as they will be. Where the registrar shows them, the roles that were named, the
 * others stay as they are; else all of our books' people, since all have to be sent.
 */
async function peopleAfter(
  work: Work,
  { domainId, clientId }: HeldDomain,
  contacts: readonly ContactEdit[],
  shown: Contacts | null,
): Promise<Partial<Record<Role, DomainContactData>>> {
  if (!shown) await ensureRegistrant(work.tx, domainId, clientId);
  const rows = await work.tx.domainContact.findMany({ where: { domainId } });
  const people: Partial<Record<Role, DomainContactData>> = {};
  for (const [role, key] of roles) {
    const row = rows.find((one) => one.role === role);
    const stored = row ? plain(row) : null;
    const theirs = shown?.[key];
    const base = theirs ? baseOf(theirs, stored) : stored;
    const provided = contacts.find((contact) => contact.role === role);
    if (provided) people[role] = checked(work, role, { ...base, ...received(provided) });
    else if (!shown && stored) people[role] = stored;
  }
  return people;
}

/** What the registrar shows; a field that is ours in its Latin spelling keeps our spelling. */
function baseOf(shown: ContactData, stored: DomainContactData | null): DomainContactData {
  const person = personOf(shown);
  const fields = Object.entries(person).map(([name, text]) => {
    const ours = (stored as Record<string, string> | null)?.[name];
    return [name, ours !== undefined && latinOf(ours) === text ? ours : text];
  });
  return { ...(stored && { jobTitle: stored.jobTitle }), ...Object.fromEntries(fields) };
}

const own = new Set([
  'id',
  'domainId',
  'role',
  'registrarRef',
  'verifiedAt',
  'createdAt',
  'updatedAt',
]);
const plain = (row: object): DomainContactData =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !own.has(name)));

function received({ role: _role, country, ...rest }: ContactEdit): DomainContactData {
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
