import { parsePhone } from '#core/phone.ts';
import { DomainError } from '#core/errors.ts';
import type { DomainContact, Prisma } from '#generated/prisma/client.ts';
import type { ContactData, Contacts } from '#providers/registrars/domain-data.ts';
import type { Db, Tx } from '#platform/database/client.ts';

/** The roles as our books and as the registrars call them. */
export const roles = [
  ['REGISTRANT', 'registrant'],
  ['ADMIN', 'admin'],
  ['TECH', 'technical'],
  ['BILLING', 'billing'],
] as const;

/** One of the roles, as our books call it. */
export type Role = (typeof roles)[number][0];

/** The columns of a person, whatever the role. */
export type DomainContactData = Omit<
  Prisma.DomainContactCreateManyInput,
  'id' | 'domainId' | 'role'
>;

/** A row as registrars take it. */
export const contactOf = (row: DomainContact): ContactData => ({
  firstName: row.firstName,
  lastName: row.lastName,
  ...(row.organizationName && { company: row.organizationName }),
  email: row.email,
  address1: row.address1,
  ...(row.address2 && { address2: row.address2 }),
  city: row.city,
  ...(row.state && { state: row.state }),
  postcode: row.postcode,
  country: row.countryCode,
  phone: row.phoneNumber,
  ...(row.faxNumber && { fax: row.faxNumber }),
});

/** Somebody as a registrar shows them, in our books' columns. */
export const personOf = (contact: ContactData): DomainContactData => ({
  firstName: contact.firstName,
  lastName: contact.lastName,
  organizationName: contact.company ?? '',
  email: contact.email,
  address1: contact.address1,
  address2: contact.address2 ?? '',
  city: contact.city,
  state: contact.state ?? '',
  postcode: contact.postcode,
  countryCode: contact.country,
  phoneNumber: contact.phone,
  faxNumber: contact.fax ?? '',
});

/** Everybody named on a domain; undefined without a registrant. */
export async function contactsOf(db: Db | Tx, domainId: number): Promise<Contacts | undefined> {
  const rows = await db.domainContact.findMany({ where: { domainId } });
  const named = roles.flatMap(([role, name]) => {
    const row = rows.find((each) => each.role === role);
    return row ? [[name, contactOf(row)]] : [];
  });
  const contacts = Object.fromEntries(named) as Partial<Contacts>;
  return contacts.registrant ? { ...contacts, registrant: contacts.registrant } : undefined;
}

/** The client's profile as a person of a registration. */
export async function profileOf(tx: Tx, clientId: number): Promise<DomainContactData> {
  const client = await tx.client.findUniqueOrThrow({ where: { id: clientId } });
  const { phoneCountryCode: code, phoneNumber, countryCode } = client;
  const phone = parsePhone(code ? `+${code}${phoneNumber}` : phoneNumber, countryCode);
  return {
    firstName: client.firstName,
    lastName: client.lastName,
    organizationName: client.companyName,
    email: client.email,
    address1: client.address1,
    address2: client.address2,
    city: client.city,
    state: client.state,
    postcode: client.postcode,
    countryCode,
    phoneNumber: phone?.registrar ?? (code ? `+${code}.${phoneNumber.replace(/\D/g, '')}` : ''),
  };
}

/** Makes the client the registrant where nobody is yet; registrars sell to nobody unnamed. */
export async function ensureRegistrant(tx: Tx, domainId: number, clientId: number): Promise<void> {
  if (await tx.domainContact.count({ where: { domainId, role: 'REGISTRANT' } })) return;
  const person = await profileOf(tx, clientId);
  await tx.domainContact.create({ data: { ...person, domainId, role: 'REGISTRANT' } });
}

const needed = [
  'firstName',
  'lastName',
  'email',
  'address1',
  'city',
  'countryCode',
  'phoneNumber',
] as const;

/** A person every registry takes. @throws DomainError DOMAIN_CONTACT_INVALID naming role and field. */
export function requireComplete(role: Role, person: DomainContactData): void {
  const missing = needed.find((field) => !person[field]);
  if (!missing) return;
  const field = `${role}.${missing}`;
  throw new DomainError('DOMAIN_CONTACT_INVALID', `${field} is required.`, { field });
}
