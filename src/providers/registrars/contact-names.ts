import { ProviderError } from '#core/provider-error.ts';
import { contactRoles, type ContactData, type Contacts } from './domain-data.ts';

/** One role of a registration; the registrant stands in for the roles left out. */
export function roleOf(contacts: Contacts, role: (typeof contactRoles)[number]): ContactData {
  return contacts[role] ?? contacts.registrant;
}

/** Splits a full name at its first blank, the way all these registrars show it. */
export function splitName(name: string): { firstName: string; lastName: string } {
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

/** Creates each different contact once and gives the registrar's id of every role. */
export async function idsByRole(
  contacts: Contacts,
  create: (contact: ContactData) => Promise<string>,
): Promise<Record<(typeof contactRoles)[number], string>> {
  const known = new Map<string, Promise<string>>();
  const ids = { registrant: '', admin: '', technical: '', billing: '' };
  for (const role of contactRoles) {
    const contact = roleOf(contacts, role);
    const same = JSON.stringify(Object.entries(contact).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const id = known.get(same) ?? create(contact);
    known.set(same, id);
    ids[role] = await id;
  }
  return ids;
}
