import { ProviderError } from '#core/provider-error.ts';
import { before, countdown, listOf, pick } from '#providers/registrars/answers.ts';
import type {
  ChangeReceipt,
  Contacts,
  Dnssec,
  PrivateNameserver,
  PrivateNameserverChange,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { textIn, type XmlPart } from '#providers/registrars/xml.ts';
import { type EppAccount, sendEpp } from './client.ts';
import { dnssecChange } from './dnssec.ts';
import { heldDomain } from './domains.ts';
import {
  contactTypes,
  createContacts,
  nameserversFor,
  newAuthCode,
  readContact,
} from './objects.ts';
import { objectOf } from './xml.ts';

const LOCK = 'clientTransferProhibited';
const lockStatus = { status: { '@s': LOCK } };

type DomainChange = { add?: XmlPart; rem?: XmlPart; chg?: XmlPart };

/** RFC 5731, 3.2.5; a change without content is none. */
async function update(
  account: EppAccount,
  name: string,
  change: DomainChange,
  timeoutMs: number,
): Promise<ChangeReceipt> {
  if (!change.add && !change.rem && !change.chg) return { state: 'done' };
  const object = objectOf('domain', 'update', { name, ...change });
  return (await sendEpp(account, { name: 'update', object }, timeoutMs)).receipt;
}

export async function setEppNameservers(
  account: EppAccount,
  domain: string,
  names: readonly string[],
  { timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(timeoutMs);
  const held = await before(heldDomain(account, domain, left()));
  const requested = names.map((name) => name.toLowerCase());
  const come = requested.filter((name) => !held.nameservers.includes(name));
  const gone = held.nameservers.filter((name) => !requested.includes(name));
  const attributes = account.hosts === 'attributes';
  const rem = attributes ? { hostAttr: gone.map((hostName) => ({ hostName })) } : { hostObj: gone };
  const change = {
    ...(come.length && { add: { ns: await nameserversFor(account, come, left) } }),
    ...(gone.length && { rem: { ns: rem } }),
  };
  return update(account, domain, change, left());
}

export async function setEppLock(
  account: EppAccount,
  domain: string,
  locked: boolean,
  { timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(timeoutMs);
  const held = await before(heldDomain(account, domain, left()));
  if (held.statuses.includes(LOCK) === locked) return { state: 'done' };
  return update(account, domain, locked ? { add: lockStatus } : { rem: lockStatus }, left());
}

export const isLocked = async (account: EppAccount, domain: string, limit?: Limit) =>
  (await heldDomain(account, domain, countdown(limit?.timeoutMs)())).statuses.includes(LOCK);

/**
 * The code, where the registry shows it; else a new one, which is how RFC 9154 has it: a code is
 * stored by nobody and set when it is asked for.
 */
export async function readAuthCode(
  account: EppAccount,
  domain: string,
  limit?: Limit,
): Promise<string> {
  const left = countdown(limit?.timeoutMs);
  const { authCode } = await heldDomain(account, domain, left());
  if (authCode) return authCode;
  const pw = newAuthCode();
  await update(account, domain, { chg: { authInfo: { pw } } }, left());
  return pw;
}

export async function readContacts(
  account: EppAccount,
  domain: string,
  limit?: Limit,
): Promise<Contacts> {
  const left = countdown(limit?.timeoutMs);
  const held = await heldDomain(account, domain, left());
  if (!held.registrant) throw new ProviderError('REFUSED', 'The registry has no contacts.');
  const contacts: Contacts = { registrant: await readContact(account, held.registrant, left()) };
  for (const [role, type] of Object.entries(contactTypes)) {
    const id = held.contacts.find((one) => one.type === type)?.id;
    if (id)
      contacts[role as keyof typeof contactTypes] =
        id === held.registrant ? contacts.registrant : await readContact(account, id, left());
  }
  return contacts;
}

/** New contacts are made and named; those that other domains may name stay as they are. */
export async function setEppContacts(
  account: EppAccount,
  domain: string,
  contacts: Partial<Contacts>,
  { key, timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(timeoutMs);
  const held = await before(heldDomain(account, domain, left()));
  const { registrant, ...ids } = await createContacts(account, contacts, key, left);
  const pairs = Object.entries(contactTypes).flatMap(([role, type]) => {
    const id = ids[role as keyof typeof contactTypes];
    return id ? [{ type, id }] : [];
  });
  const replaced = held.contacts.filter(({ type }) => pairs.some((one) => one.type === type));
  const spell = ({ type, id }: { type: string; id: string }) => ({ '@type': type, '#text': id });
  const change = {
    ...(pairs.length && { add: { contact: pairs.map(spell) } }),
    ...(replaced.length && { rem: { contact: replaced.map(spell) } }),
    ...(registrant && { chg: { registrant } }),
  };
  return update(account, domain, change, left());
}

/** Reads what is there first, so that a change names what differs and a repeated one sends nothing. */
export async function setEppDnssec(
  account: EppAccount,
  domain: string,
  dnssec: Dnssec,
  { timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const left = countdown(timeoutMs);
  const held = await before(heldDomain(account, domain, left()));
  const extension = dnssecChange(held.dnssec ?? { dsRecords: [], keys: [] }, dnssec);
  if (!extension) return { state: 'done' };
  const object = objectOf('domain', 'update', { name: domain });
  const command = { name: 'update', object, extensions: [extension] };
  return (await sendEpp(account, command, left())).receipt;
}

const addressesOf = (addresses: readonly string[]): XmlPart =>
  addresses.map((address) => ({ '@ip': address.includes(':') ? 'v6' : 'v4', '#text': address }));

/** RFC 5732: hosts below the domain, with their addresses. */
export async function listHosts(
  account: EppAccount,
  domain: string,
  limit?: Limit,
): Promise<PrivateNameserver[]> {
  const left = countdown(limit?.timeoutMs);
  const { hosts } = await heldDomain(account, domain, left());
  const list: PrivateNameserver[] = [];
  for (const hostname of hosts) {
    const object = objectOf('host', 'info', { name: hostname });
    const { data } = await sendEpp(account, { name: 'info', object }, left());
    const addresses = listOf(pick(pick(data, 'infData'), 'addr')).map((one) => textIn(one) ?? '');
    list.push({ hostname, addresses });
  }
  return list;
}

export async function changeHost(
  account: EppAccount,
  name: 'create' | 'update' | 'delete',
  { hostname, addresses, oldAddresses = [] }: PrivateNameserver & Partial<PrivateNameserverChange>,
  { timeoutMs }: KeyedCall,
): Promise<ChangeReceipt> {
  const come = addresses.filter((address) => !oldAddresses.includes(address));
  const gone = oldAddresses.filter((address) => !addresses.includes(address));
  const changed = {
    ...(come.length && { add: { addr: addressesOf(come) } }),
    ...(gone.length && { rem: { addr: addressesOf(gone) } }),
  };
  if (name === 'update' && !Object.keys(changed).length) return { state: 'done' };
  const content = name === 'create' ? { addr: addressesOf(addresses) } : changed;
  const object = objectOf('host', name, {
    name: hostname,
    ...(name === 'delete' ? {} : content),
  });
  return (await sendEpp(account, { name, object }, countdown(timeoutMs)())).receipt;
}
