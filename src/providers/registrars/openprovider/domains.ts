import { today } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import { asciiDomain } from '#core/text.ts';
import { before, dateOf, expiryFrom, listOf, pick, textOf } from '#providers/registrars/answers.ts';
import type { ChangeReceipt, DomainState } from '#providers/registrars/domain-data.ts';
import { callOpenprovider, type OpenproviderAccount } from './client.ts';

/** A name as the API takes it: the first label, and all after it. */
export function parted(domain: string): { name: string; extension: string } {
  const dot = domain.indexOf('.');
  return { name: domain.slice(0, dot), extension: domain.slice(dot + 1) };
}

/** What a domain's status says of it; `DEL` is told apart by its quarantine. */
const statuses: Readonly<Record<string, DomainState['status']>> = {
  ACT: 'active',
  REQ: 'pending',
  PEN: 'pending',
  SCH: 'pending',
  PRE: 'pending',
  RRQ: 'redemption',
  FAI: 'absent',
};

/** Of several orders for one name the liveliest is the domain. */
const liveliest = ['ACT', 'RRQ', 'REQ', 'PEN', 'SCH', 'PRE', 'DEL', 'FAI'];

export const statusIn = (found: unknown): string => textOf(pick(found, 'status')) ?? '';

/** The domain as the account has it, also one that failed or was deleted; null for none. */
export async function findDomain(
  account: OpenproviderAccount,
  domain: string,
  left: () => number,
): Promise<unknown> {
  const query = { full_name: domain, limit: '100' };
  const data = await callOpenprovider(account, { path: 'domains', query }, left);
  const rank = (one: unknown) => (liveliest.indexOf(statusIn(one)) + 100) % 100;
  const named = listOf(pick(data, 'results')).filter((one) => nameOf(one) === domain);
  return named.toSorted((a, b) => rank(a) - rank(b))[0] ?? null;
}

function nameOf(found: unknown): string | undefined {
  const { name, extension } = (pick(found, 'domain') ?? {}) as Record<string, unknown>;
  return asciiDomain(`${textOf(name)}.${textOf(extension)}`);
}

/** The domain, which must be there. @throws ProviderError REFUSED */
export async function heldDomain(
  account: OpenproviderAccount,
  domain: string,
  left: () => number,
): Promise<unknown> {
  const found = await findDomain(account, domain, left);
  if (found) return found;
  throw new ProviderError('REFUSED', `${domain} does not exist in the account.`);
}

/** The API's number of a domain. */
export function numberOf(found: unknown): string {
  const id = textOf(pick(found, 'id'));
  if (id && /^\d+$/.test(id)) return id;
  throw new ProviderError('NOT_SENT', 'The registrar named no number of the domain.');
}

/** Hours may have one digit only ("0:55:17"), and a zero date stands for none. */
const dateIn = (found: unknown, name: string): string | null => {
  const text = textOf(pick(found, name))?.replace(/ (\d:)/, ' 0$1') ?? null;
  return text?.startsWith('0000-') ? null : text;
};

/** The day a domain has to be renewed by: `renewal_date`, says the document, not the registry's. */
export const expiryIn = (found: unknown): Pick<DomainState, 'expiresOn' | 'expiryProblem'> =>
  expiryFrom(dateIn(found, 'renewal_date') ?? dateIn(found, 'expiration_date'));

const isAhead = (found: unknown, name: string): boolean =>
  (dateOf(dateIn(found, name)) ?? '') >= today();

/** Deleted, but restored by a renewal at its ordinary price. */
export const isInSoftQuarantine = (found: unknown): boolean =>
  statusIn(found) === 'DEL' && isAhead(found, 'soft_quarantine_expiry_date');

/** Deleted, and restored for a fee. */
export const isRestorable = (found: unknown): boolean =>
  statusIn(found) === 'DEL' &&
  !isInSoftQuarantine(found) &&
  (isAhead(found, 'hard_quarantine_expiry_date') || isAhead(found, 'restorable_until'));

export function stateOf(found: unknown): DomainState {
  const status = statusOf(found);
  if (status === 'absent') return { status, expiresOn: null, nameservers: null };
  return { status, ...expiryIn(found), nameservers: nameserversIn(found) };
}

function statusOf(found: unknown): DomainState['status'] {
  if (!found) return 'absent';
  if (isInSoftQuarantine(found)) return 'suspended';
  if (statusIn(found) === 'DEL') return isRestorable(found) ? 'redemption' : 'cancelled';
  const status = statuses[statusIn(found)];
  if (status) return status;
  throw new ProviderError('UNKNOWN', `The registrar gave no known status: ${statusIn(found)}.`);
}

export const nameserversIn = (found: unknown): string[] =>
  listOf(pick(found, 'name_servers'))
    .toSorted((a, b) => Number(pick(a, 'seq_nr')) - Number(pick(b, 'seq_nr')))
    .flatMap((one) => textOf(pick(one, 'name'))?.toLowerCase() ?? []);

/** Name servers in their order. */
export const spellNameservers = (names: readonly string[]) =>
  names.map((name, index) => ({ name, seq_nr: index + 1 }));

/** Changes a domain that is looked up first (`PUT /domains/{id}`). */
export async function changeDomain(
  account: OpenproviderAccount,
  domain: string,
  body: object,
  left: () => number,
): Promise<ChangeReceipt> {
  const id = numberOf(await before(heldDomain(account, domain, left)));
  const call = { path: `domains/${id}`, method: 'PUT', body } as const;
  return receiptOf(await callOpenprovider(account, call, left));
}

/** What the status in a good answer makes of a change or an order. */
export function receiptOf(data: unknown): ChangeReceipt {
  const status = statusIn(data);
  if (status === 'ACT') return { state: 'done' };
  if (/^(REQ|PEN|SCH|RRQ|PRE)$/.test(status)) return { state: 'pending', words: status };
  const words = textOf(pick(data, 'error')) ?? `The registrar's status is ${status || 'missing'}.`;
  throw new ProviderError(status === 'FAI' ? 'REFUSED' : 'UNKNOWN', words);
}
