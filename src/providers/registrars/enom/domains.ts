import { ProviderError } from '#core/provider-error.ts';
import { expiryFrom, listOf, pick, usDate } from '#providers/registrars/answers.ts';
import type { DomainState } from '#providers/registrars/domain-data.ts';
import { textIn } from '#providers/registrars/xml.ts';
import { callEnom, type EnomAccount, isAbsent, parted } from './client.ts';

/** The domain as the account has it; null where it is not the account's. */
export async function findInfo(
  account: EnomAccount,
  domain: string,
  left: () => number,
): Promise<unknown> {
  try {
    const answer = await callEnom(account, 'GetDomainInfo', parted(domain), left);
    const info = pick(answer, 'GetDomainInfo');
    // Of a name that is only hosted, the registration is elsewhere.
    return statusIn(info) === 'hosted' ? null : info;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** @throws ProviderError REFUSED for a domain that is not the account's */
export async function heldInfo(
  account: EnomAccount,
  domain: string,
  left: () => number,
): Promise<unknown> {
  const info = await findInfo(account, domain, left);
  if (info) return info;
  throw new ProviderError('REFUSED', `${domain} does not exist in the account.`);
}

const statusIn = (info: unknown): string =>
  textIn(pick(pick(info, 'status'), 'registrationstatus'))?.toLowerCase() ?? '';

/** Past its end, and brought back by a command of its own. */
export const isExpired = (info: unknown): boolean => statusIn(info) === 'expired';

/** `1/30/2012 5:23:00 PM`, month first. */
export const expiryIn = (info: unknown) =>
  expiryFrom(usDate(textIn(pick(pick(info, 'status'), 'expiration'))));

const statuses: Readonly<Record<string, DomainState['status']>> = {
  registered: 'active',
  processing: 'pending',
  expired: 'suspended',
  rgp: 'redemption',
  'extended rgp': 'redemption',
};

const serversIn = (shown: unknown): string[] =>
  listOf(pick(shown, 'dns')).flatMap((one) => textIn(one)?.toLowerCase() ?? []);

/** The domain's state with Enom. */
export function stateOf(info: unknown): DomainState {
  if (!info) return { status: 'absent', expiresOn: null, nameservers: null };
  const status = statuses[statusIn(info)];
  if (!status)
    throw new ProviderError('UNKNOWN', `The registrar gave no known status: ${statusIn(info)}.`);
  const entries = listOf(pick(pick(info, 'services'), 'entry'));
  const servers = entries.find((entry) => textIn(pick(entry, '@name')) === 'dnsserver');
  const nameservers = servers ? serversIn(pick(servers, 'configuration')) : null;
  return { status, ...expiryIn(info), nameservers };
}

export async function readNameservers(
  account: EnomAccount,
  domain: string,
  left: () => number,
): Promise<string[]> {
  return serversIn(await callEnom(account, 'GetDNS', parted(domain), left));
}

/** A domain past its end as the list of those has it; null for one that is not on it. */
export async function findExpired(
  account: EnomAccount,
  domain: string,
  left: () => number,
): Promise<'expired' | 'rgp' | 'extended rgp' | null> {
  const answer = await callEnom(account, 'GetExpiredDomains', {}, left);
  // The list stands in the answer itself or, as that of all domains does, in an element.
  const list = pick(answer, 'GetExpiredDomains') ?? answer;
  const found = listOf(pick(list, 'DomainDetail')).find(
    (each) => textIn(pick(each, 'DomainName'))?.toLowerCase() === domain,
  );
  const status = textIn(pick(found, 'status'))?.toLowerCase();
  if (!found) return null;
  if (status === 'expired' || status === 'rgp' || status === 'extended rgp') return status;
  throw new ProviderError('UNKNOWN', `The registrar gave no known status: ${status}.`);
}
