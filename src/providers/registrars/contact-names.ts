import { ProviderError } from '#core/provider-error.ts';
import { latinOf } from '#core/transliterate.ts';
import { contactRoles, type ContactData, type ContactRole, type Contacts } from './domain-data.ts';

/** One role of a registration; the registrant stands in for the roles left out. */
export function roleOf(contacts: Partial<Contacts>, role: ContactRole): ContactData {
  const contact = contacts[role] ?? contacts.registrant;
  if (contact) return contact;
  throw new ProviderError('NOT_SENT', 'There is no registrant.');
}

/** The contacts a registrar shows, roles that it does not show left out. */
export function namedContacts(shown: Partial<Record<ContactRole, ContactData | null>>): Contacts {
  const found = contactRoles.flatMap((role) => (shown[role] ? [[role, shown[role]] as const] : []));
  const contacts = Object.fromEntries(found) as Partial<Contacts>;
  if (!contacts.registrant)
    throw new ProviderError('REFUSED', 'The registrar shows no registrant.');
  return { ...contacts, registrant: contacts.registrant };
}

/** Splits a full name at its first blank, the way all these registrars show it. */
export function splitPersonName(name: string): { firstName: string; lastName: string } {
  const [firstName = '', ...rest] = name.trim().split(/\s+/);
  return { firstName, lastName: rest.join(' ') };
}

/** Country code and number of `+CC.number`, digits only; a number not so written is refused. */
export function splitPhone(phone: string): { code: string; number: string } {
  const parts = /^\+(\d{1,3})\.([\d\s()-]+)$/.exec(phone.trim());
  if (!parts?.[1] || !parts[2])
    throw new ProviderError('NOT_SENT', 'The phone number must be written as +CC.number.');
  return { code: parts[1], number: parts[2].replace(/\D/g, '') };
}

/** Creates each different contact once and gives the registrar's id of every role asked for. */
export async function idsByRole<Role extends ContactRole>(
  contacts: Partial<Contacts>,
  create: (contact: ContactData) => Promise<string>,
  requested: readonly Role[] = contactRoles as unknown as readonly Role[],
): Promise<Record<Role, string>> {
  const known = new Map<string, Promise<string>>();
  const ids = {} as Record<Role, string>;
  for (const role of requested) {
    const contact = roleOf(contacts, role);
    const same = JSON.stringify(Object.entries(contact).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const id = known.get(same) ?? create(contact);
    known.set(same, id);
    ids[role] = await id;
  }
  return ids;
}

/** Everybody's fields in seven-bit ASCII. @throws ProviderError NOT_SENT for a script without rules */
export function asciiContacts<Some extends Partial<Contacts>>(contacts: Some): Some {
  const named = contactRoles.flatMap((role) => {
    const contact = contacts[role];
    return contact ? [[role, asciiContact(contact)] as const] : [];
  });
  return Object.fromEntries(named) as unknown as Some;
}

function asciiContact(contact: ContactData): ContactData {
  const fields = Object.entries(contact).map(([field, text]: [string, string]) => {
    const latin = latinOf(text);
    if (latin === null)
      throw new ProviderError('NOT_SENT', `${field} has to be written in Latin letters.`);
    return [field, latin];
  });
  return Object.fromEntries(fields) as unknown as ContactData;
}

/** A text that stands in for a field the API insists on; read back it is no data. */
export const isPlaceholder = (text: string): boolean => /^n[\s./]?a\.?$/i.test(text.trim());

/** The state as the registrar shows it; the city that we sent in its place is none. */
export const stateShown = (state: string, city: string): string =>
  state.toLowerCase() === city.toLowerCase() ? '' : state;
