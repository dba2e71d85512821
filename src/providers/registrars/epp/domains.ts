import { ProviderError } from '#core/provider-error.ts';
import { expiryFrom, listOf, pick } from '#providers/registrars/answers.ts';
import type { Dnssec, DomainState } from '#providers/registrars/domain-data.ts';
import { textIn } from '#providers/registrars/xml.ts';
import { type EppAccount, type EppAnswer, failedWith, sendEpp } from './client.ts';
import { dnssecIn } from './dnssec.ts';
import { objectOf } from './xml.ts';

/** A domain as the registry has it. */
export interface RegistryDomain {
  /** The registrar that holds it. */
  clientId: string | null;
  statuses: string[];
  rgp: string[];
  expires: string | null;
  /** When it was last changed, a deletion included. */
  updated: string | null;
  nameservers: string[];
  /** Hosts below the name. */
  hosts: string[];
  registrant: string | null;
  contacts: { type: string; id: string }[];
  authCode: string | null;
  /** Undefined where the registry does not offer DNSSEC (RFC 5910). */
  dnssec: Dnssec | undefined;
}

const elsewhere: RegistryDomain = {
  clientId: null,
  statuses: [],
  rgp: [],
  expires: null,
  updated: null,
  nameservers: [],
  hosts: [],
  registrant: null,
  contacts: [],
  authCode: null,
  dnssec: undefined,
};

/** The domain; null where the registry has none of that name (2303). */
export async function readDomain(
  account: EppAccount,
  domain: string,
  timeoutMs: number,
): Promise<RegistryDomain | null> {
  const object = objectOf('domain', 'info', { name: { '@hosts': 'all', '#text': domain } });
  let answer: EppAnswer;
  try {
    answer = await sendEpp(account, { name: 'info', object }, timeoutMs);
  } catch (error) {
    if (failedWith(error, '2303')) return null;
    // Some registries show a domain to the registrar that holds it, and to nobody else.
    if (failedWith(error, '2201')) return elsewhere;
    throw error;
  }
  const found = pick(answer.data, 'infData');
  const ns = pick(found, 'ns');
  const named = [
    ...listOf(pick(ns, 'hostObj')),
    ...listOf(pick(ns, 'hostAttr')).map((one) => pick(one, 'hostName')),
  ];
  const texts = (values: unknown[]) => values.map(textIn).filter((one) => one !== null);
  const statusesOf = (values: unknown[]) => texts(values.map((one) => pick(one, '@s')));
  return {
    clientId: textIn(pick(found, 'clID')),
    statuses: statusesOf(listOf(pick(found, 'status'))),
    // Each extension has an `infData` of its own.
    rgp: statusesOf(
      listOf(pick(answer.extension, 'infData')).flatMap((one) => listOf(pick(one, 'rgpStatus'))),
    ),
    expires: textIn(pick(found, 'exDate')),
    updated: textIn(pick(found, 'upDate')),
    nameservers: texts(named).map((name) => name.toLowerCase()),
    hosts: texts(listOf(pick(found, 'host'))).map((name) => name.toLowerCase()),
    registrant: textIn(pick(found, 'registrant')),
    contacts: listOf(pick(found, 'contact')).map((one) => ({
      type: textIn(pick(one, '@type')) ?? '',
      id: textIn(one) ?? '',
    })),
    authCode: textIn(pick(pick(found, 'authInfo'), 'pw')),
    dnssec: dnssecIn(answer),
  };
}

/** The domain that the account holds. @throws ProviderError REFUSED when it does not hold it */
export async function heldDomain(
  account: EppAccount,
  domain: string,
  timeoutMs: number,
): Promise<RegistryDomain> {
  const found = await readDomain(account, domain, timeoutMs);
  if (found?.clientId !== account.clientId)
    throw new ProviderError('REFUSED', 'The domain does not exist in the account.');
  return found;
}

/** As the core knows states; the grace periods are those of RFC 3915. */
export function stateOf(account: EppAccount, found: RegistryDomain | null): DomainState {
  const nothing = { expiresOn: null, nameservers: null };
  if (!found) return { status: 'absent', ...nothing };
  if (found.clientId !== account.clientId) return { status: 'transferredAway', ...nothing };
  const { nameservers, dnssec } = found;
  return {
    ...expiryFrom(found.expires),
    nameservers,
    status: statusOf(found),
    ...(dnssec && { dnssec }),
  };
}

function statusOf({ statuses, rgp }: RegistryDomain): DomainState['status'] {
  if (rgp.includes('redemptionPeriod') || rgp.includes('pendingRestore')) return 'redemption';
  if (statuses.includes('pendingDelete')) return 'cancelled';
  if (statuses.includes('pendingCreate')) return 'pending';
  const isHeld = statuses.some((one) => one === 'clientHold' || one === 'serverHold');
  return isHeld ? 'suspended' : 'active';
}
