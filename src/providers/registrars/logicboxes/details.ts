import { ProviderError } from '#core/provider-error.ts';
import {
  before,
  dateOf,
  expiryFrom,
  pick,
  saysAbsent,
  textOf,
} from '#providers/registrars/answers.ts';
import type { DomainState } from '#providers/registrars/domain-data.ts';
import { ask, type LogicBoxesAccount } from './client.ts';

/** The sections of an order that can be asked for. */
export type Section =
  | 'OrderDetails'
  | 'NsDetails'
  | 'RegistrantContactDetails'
  | 'AdminContactDetails'
  | 'TechContactDetails'
  | 'BillingContactDetails';

/** The order of a domain by its name. Refused when the account has none. */
export function details(
  account: LogicBoxesAccount,
  domain: string,
  options: readonly Section[],
  timeoutMs: number,
): Promise<unknown> {
  const params = { 'domain-name': domain, options };
  return ask(account, 'domains/details-by-name', params, timeoutMs);
}

/** The order's number, which every change needs; found out before the change is sent. */
export async function orderId(
  account: LogicBoxesAccount,
  domain: string,
  timeoutMs: number,
): Promise<string> {
  const answer = await before(
    ask(account, 'domains/orderid', { 'domain-name': domain }, timeoutMs),
  );
  const id = textOf(answer);
  if (!id || !/^\d+$/.test(id))
    throw new ProviderError('REFUSED', `The registrar has no order for ${domain}.`);
  return id;
}

const statuses: Record<string, DomainState['status']> = {
  inactive: 'pending',
  active: 'active',
  suspended: 'suspended',
  'pending delete restorable': 'redemption',
  // Not renewable any more: WWW::LogicBoxes, Types.pm.
  queuedfordeletion: 'cancelled',
  deleted: 'cancelled',
  archived: 'cancelled',
};

/** The order's expiry, `YYYY-MM-DD`; null before the registry has set one. */
export function expiryOf(order: unknown): string | null {
  return dateOf(pick(order, 'endtime'));
}

/** Whether an order is in redemption: it can be restored and not be renewed. */
export const isRestorable = (order: unknown): boolean =>
  textOf(pick(order, 'currentstatus'))?.toLowerCase() === 'pending delete restorable';

/** `ns1`, `ns2`, … in their order. */
export function nameserversOf(order: unknown): string[] {
  const found: string[] = [];
  for (let number = 1; number <= 13; number += 1) {
    const name = textOf(pick(order, `ns${number}`));
    if (name) found.push(name.toLowerCase());
  }
  return found;
}

/** The domain's state; an error that says there is no order means that we do not hold it. */
export async function state(
  account: LogicBoxesAccount,
  domain: string,
  timeoutMs: number,
): Promise<DomainState> {
  try {
    const order = await details(account, domain, ['OrderDetails', 'NsDetails'], timeoutMs);
    const reported = textOf(pick(order, 'currentstatus'))?.toLowerCase() ?? '';
    const status = statuses[reported];
    if (!status)
      throw new ProviderError('UNKNOWN', `The registrar gave no known status: ${reported}.`);
    return { status, ...expiryFrom(pick(order, 'endtime')), nameservers: nameserversOf(order) };
  } catch (error) {
    if (saysAbsent(error)) return { status: 'absent', expiresOn: null, nameservers: null };
    throw error;
  }
}
