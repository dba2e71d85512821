import { addDays, type Day } from '#core/dates.ts';
import { today } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import { dateOf, expiryFrom, listOf, pick, textOf } from '#providers/registrars/answers.ts';
import type { DomainState } from '#providers/registrars/domain-data.ts';
import { callOpenSrs, type OpenSrsAccount } from './client.ts';

/** What a domain is asked for: `get` with a type, without the registrant's login. */
export async function getInfo(
  account: OpenSrsAccount,
  domain: string,
  type: string,
  timeoutMs: number,
): Promise<unknown> {
  const attributes = { type, domain_name: domain };
  const command = { action: 'GET', domain, attributes };
  return (await callOpenSrs(account, command, timeoutMs)).attributes;
}

/** Everything of a domain; null when it is not in the account. */
export async function findInfo(
  account: OpenSrsAccount,
  domain: string,
  left: () => number,
): Promise<unknown> {
  const command = { action: 'BELONGS_TO_RSP', attributes: { domain } };
  const { attributes } = await callOpenSrs(account, command, left());
  if (textOf(pick(attributes, 'belongs_to_rsp')) !== '1') return null;
  return getInfo(account, domain, 'all_info', left());
}

/** @throws ProviderError REFUSED for a domain that is not in the account */
export async function heldInfo(
  account: OpenSrsAccount,
  domain: string,
  left: () => number,
): Promise<unknown> {
  const info = await findInfo(account, domain, left);
  if (info) return info;
  throw new ProviderError('REFUSED', `${domain} does not exist in the account.`);
}

/** The day it ends at OpenSRS; a registry that renews by itself first has a later one. */
export const expiryIn = (info: unknown): Pick<DomainState, 'expiresOn' | 'expiryProblem'> =>
  expiryFrom(pick(info, 'expiredate'));

/** The year that a renewal has to name: the registry's, as the official module has it. */
export const yearIn = (info: unknown): string | undefined =>
  (dateOf(pick(info, 'registry_expiredate')) ?? expiryIn(info).expiresOn)?.slice(0, 4);

export const nameserversIn = (info: unknown): string[] =>
  listOf(pick(info, 'nameserver_list'))
    .toSorted((a, b) => Number(pick(a, 'sortorder')) - Number(pick(b, 'sortorder')))
    .flatMap((one) => textOf(pick(one, 'name'))?.toLowerCase() ?? []);

/** How long a deleted domain can be redeemed where its registry has that (RFC 3915: 30 days). */
const REDEMPTION_DAYS = 30;

/** A domain, also one that was deleted: `get` shows it no more, the list of deleted ones does. */
export async function stateOf(
  account: OpenSrsAccount,
  domain: string,
  left: () => number,
): Promise<DomainState> {
  const info = await findInfo(account, domain, left);
  if (info) return { status: 'active', ...expiryIn(info), nameservers: nameserversIn(info) };
  const deletedOn = await deletionOf(account, domain, left());
  const nothing = { expiresOn: null, nameservers: null };
  if (!deletedOn) return { status: 'absent', ...nothing };
  const isRedeemable = addDays(deletedOn, REDEMPTION_DAYS) >= today();
  return { status: isRedeemable ? 'redemption' : 'cancelled', ...nothing };
}

/** The last day on which the domain was deleted; null for one that was not. */
async function deletionOf(
  account: OpenSrsAccount,
  domain: string,
  timeoutMs: number,
): Promise<Day | null> {
  const command = {
    action: 'GET_DELETED_DOMAINS',
    attributes: { domain, limit: '100', page: '1' },
  };
  const { attributes } = await callOpenSrs(account, command, timeoutMs);
  const days = listOf(pick(attributes, 'del_domains'))
    .filter((one) => textOf(pick(one, 'name'))?.toLowerCase() === domain)
    .map((one) => dateOf(pick(one, 'delete_date_epoch')));
  return (
    days
      .filter((day) => day !== null)
      .toSorted()
      .at(-1) ?? null
  );
}
