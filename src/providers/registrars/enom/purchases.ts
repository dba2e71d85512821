import { ProviderError } from '#core/provider-error.ts';
import { pick } from '#providers/registrars/answers.ts';
import type { FoundOrder } from '#providers/registrars/domain-data.ts';
import { textIn } from '#providers/registrars/xml.ts';
import { callEnom, type EnomAccount, EnomError, isRealTimeIn, parted } from './client.ts';

/**
 * The order for a domain that is not in the account (yet). Where a TLD is not registered in real time
 * (.com.au, .sg and others), GetDomainStatus retrieves "the most recent order ID for a domain name".
 */
export async function findPurchase(
  account: EnomAccount,
  domain: string,
  left: () => number,
): Promise<FoundOrder> {
  try {
    const params = { ...parted(domain), OrderType: 'Purchase' };
    const answer = await callEnom(account, 'GetDomainStatus', params, left);
    const status = pick(answer, 'DomainStatus') ?? answer;
    const orderId = textIn(pick(status, 'OrderID')) ?? '0';
    if (isRealTimeIn(answer) || orderId === '0') return { state: 'absent' };
    const words = textIn(pick(status, 'StatusDesc'));
    // 2: in the database, and in another account.
    const state = textIn(pick(status, 'InAccount')) === '2' ? 'failed' : 'pending';
    return { state, orderId, ...(words && { words }) };
  } catch (error) {
    if (!(error instanceof EnomError) || error.outcome !== 'REFUSED') throw error;
    if (error.isRealTime) return { state: 'absent' };
    throw new ProviderError('UNKNOWN', error.message, { cause: error });
  }
}
