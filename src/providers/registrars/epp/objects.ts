import { createHash, randomBytes } from 'node:crypto';
import { before, listOf, pick } from '#providers/registrars/answers.ts';
import {
  type ContactData,
  contactRoles,
  type Contacts,
} from '#providers/registrars/domain-data.ts';
import { textIn, type XmlPart } from '#providers/registrars/xml.ts';
import { type EppAccount, failedWith, sendEpp } from './client.ts';
import { objectOf } from './xml.ts';

/** What RFC 5731 calls the roles beside the registrant. */
export const contactTypes = { admin: 'admin', technical: 'tech', billing: 'billing' } as const;

/** A new authorisation code, of the strength that RFC 9154 asks for (128 bits), for any policy. */
export const newAuthCode = (): string => `${randomBytes(18).toString('base64url')}aA1!`;

/** The same for the same change, so that a repeated one finds its contact; 3 to 16 characters. */
const contactId = (key: string, role: string) =>
  `HG${createHash('sha256').update(`${key} ${role}`).digest('hex').slice(0, 14)}`.toUpperCase();

/** Makes the contacts of an order; gives their ids by role. Nothing has been ordered by that. */
export async function createContacts(
  account: EppAccount,
  contacts: Partial<Contacts>,
  key: string,
  left: () => number,
): Promise<Partial<Record<keyof Contacts, string>>> {
  const ids: Partial<Record<keyof Contacts, string>> = {};
  if (!account.hasContacts) return ids;
  for (const role of contactRoles) {
    const contact = contacts[role];
    if (!contact) continue;
    const id = contactId(key, role);
    await before(createContact(account, id, contact, left()));
    ids[role] = id;
  }
  return ids;
}

async function createContact(
  account: EppAccount,
  id: string,
  contact: ContactData,
  timeoutMs: number,
): Promise<void> {
  const phone = (value: string) => value.replace(/[^\d+.]/g, '');
  const object = objectOf('contact', 'create', {
    id,
    postalInfo: {
      '@type': 'int',
      name: `${contact.firstName} ${contact.lastName}`.trim(),
      org: contact.company || undefined,
      addr: {
        street: [contact.address1, ...(contact.address2 ? [contact.address2] : [])],
        city: contact.city,
        sp: contact.state || undefined,
        pc: contact.postcode || undefined,
        cc: contact.country,
      },
    },
    voice: phone(contact.phone),
    fax: contact.fax ? phone(contact.fax) : undefined,
    email: contact.email,
    authInfo: { pw: newAuthCode() },
  });
  try {
    await sendEpp(account, { name: 'create', object }, timeoutMs);
  } catch (error) {
    // Object exists: it was made by an earlier attempt of the same change.
    if (!failedWith(error, '2302')) throw error;
  }
}

/** A contact as the registry has it. */
export async function readContact(
  account: EppAccount,
  id: string,
  timeoutMs: number,
): Promise<ContactData> {
  const object = objectOf('contact', 'info', { id });
  const { data } = await sendEpp(account, { name: 'info', object }, timeoutMs);
  const found = pick(data, 'infData');
  const all = listOf(pick(found, 'postalInfo'));
  const postal = all.find((one) => textIn(pick(one, '@type')) === 'int') ?? all[0];
  const addr = pick(postal, 'addr');
  const [firstName = '', ...rest] = (textIn(pick(postal, 'name')) ?? '').split(' ');
  const [address1 = '', address2 = ''] = listOf(pick(addr, 'street')).map((s) => textIn(s) ?? '');
  const of = (from: unknown, name: string) => textIn(pick(from, name)) ?? '';
  return {
    firstName,
    lastName: rest.join(' '),
    company: of(postal, 'org'),
    email: of(found, 'email'),
    address1,
    address2,
    city: of(addr, 'city'),
    state: of(addr, 'sp'),
    postcode: of(addr, 'pc'),
    country: of(addr, 'cc'),
    phone: of(found, 'voice'),
    fax: of(found, 'fax'),
  };
}

/** Name servers as the registry takes them; hosts outside its own names are made where missing. */
export async function nameserversFor(
  account: EppAccount,
  names: readonly string[],
  left: () => number,
): Promise<XmlPart> {
  if (account.hosts === 'attributes') return { hostAttr: names.map((hostName) => ({ hostName })) };
  const object = objectOf('host', 'check', { name: names });
  const { data } = await before(sendEpp(account, { name: 'check', object }, left()));
  for (const one of listOf(pick(pick(data, 'chkData'), 'cd'))) {
    const name = pick(one, 'name');
    const isFree = /^(1|true)$/.test(textIn(pick(name, '@avail')) ?? '');
    const host = textIn(name);
    if (!isFree || !host) continue;
    const create = objectOf('host', 'create', { name: host });
    await before(sendEpp(account, { name: 'create', object: create }, left()));
  }
  return { hostObj: names };
}
