import { ProviderError } from '#core/provider-error.ts';
import {
  after,
  before,
  countdown,
  dateOf,
  isTrue,
  pick,
  textOf,
} from '#providers/registrars/answers.ts';
import type { ChangeReceipt } from '#providers/registrars/domain-data.ts';
import type { KeyedCall } from '#providers/registrars/registrar.ts';
import { change, receiptOf, type LogicBoxesAccount } from './client.ts';
import { details } from './details.ts';

/** TLDs without privacy protection: the list of kb 2085. */
const without = 'asia at au cn org.co mil.co gov.co edu.co eu in pro tel uk us'.split(' ');

/** Whether privacy protection is sold for a name. */
export const hasPrivacy = (domain: string): boolean =>
  !without.some((tld) => domain.endsWith(`.${tld}`));

/**
 * Privacy has to be bought once (kb 2085, `domains/purchase-privacy`); after that it is switched
 * (kb 778). Whether it was bought and is on stands in the order.
 */
export async function setIdProtection(
  account: LogicBoxesAccount,
  domain: string,
  enabled: boolean,
  call: KeyedCall,
): Promise<ChangeReceipt> {
  if (enabled && !hasPrivacy(domain))
    throw new ProviderError('REFUSED', 'The registry of that name has no privacy protection.');
  const left = countdown(call.timeoutMs);
  const look = () => details(account, domain, ['OrderDetails'], left());
  let order = await before(look());
  const id = textOf(pick(order, 'orderid', 'entityid')) ?? undefined;
  if (enabled && !dateOf(pick(order, 'privacyprotectendtime'))) {
    const params = { 'order-id': id, 'invoice-option': account.invoiceOption };
    await change(account, 'domains/purchase-privacy', params, left());
    order = await after(look());
  }
  if (isTrue(pick(order, 'isprivacyprotected')) === enabled) return { state: 'done' };
  const params = {
    'order-id': id,
    'protect-privacy': String(enabled),
    reason: 'Asked for by the customer',
  };
  const sent = change(account, 'domains/modify-privacy-protection', params, left());
  const { state, words } = receiptOf(await after(sent));
  return { state, ...(words && { words }) };
}
