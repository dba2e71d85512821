import { ProviderError } from '#core/provider-error.ts';
import { countdown, listOf, pick, usDate } from '#providers/registrars/answers.ts';
import type { FoundOrder, OrderReceipt, TransferOrder } from '#providers/registrars/domain-data.ts';
import type { KeyedCall } from '#providers/registrars/registrar.ts';
import { textIn } from '#providers/registrars/xml.ts';
import { callEnom, type EnomAccount, isAbsent, parted } from './client.ts';

/** Starts a transfer; contacts and name servers come along and are set when it is here. */
export async function transfer(
  account: EnomAccount,
  { domain, authCode }: TransferOrder,
  { timeoutMs }: KeyedCall,
): Promise<OrderReceipt> {
  const { SLD, TLD } = parted(domain);
  const params = {
    OrderType: 'AutoVerification',
    DomainCount: '1',
    SLD1: SLD,
    TLD1: TLD,
    AuthInfo1: authCode,
    UseContacts: '1',
    Lock: '1',
    Renew: '0',
  };
  const answer = await callEnom(account, 'TP_CreateOrder', params, countdown(timeoutMs));
  const order = pick(answer, 'transferorder');
  const orderId = textIn(pick(order, 'transferorderid'));
  if (!orderId) throw new ProviderError('UNKNOWN', 'The registrar named no transfer.');
  const amount = textIn(pick(order, 'authamount'));
  const words = textIn(pick(pick(order, 'transferorderdetail'), 'statusdesc'));
  return {
    state: 'pending',
    orderId,
    ...(amount && { price: { amount, currency: account.currency } }),
    ...(words && { words }),
    unfinished: ['contacts', 'nameservers'],
  };
}

/**
 * States of one domain in a transfer order that are on their way ("TransferOrderDetail StatusID");
 * 5 is through, 6 waits for money, 100 for a consent. All others were called off.
 */
const underWay = new Set([0, 1, 3, 5, 6, 7, 9, 10, 11, 12, 13, 14, 28, 29, 35, 100].map(String));

/** The newest transfer of a domain that is not in the account yet. */
export async function findTransfer(
  account: EnomAccount,
  domain: string,
  left: () => number,
): Promise<FoundOrder> {
  const orderId = await newestOrder(account, domain, left);
  if (!orderId) return { state: 'absent' };
  const params = { TransferOrderID: orderId };
  const answer = await callEnom(account, 'TP_GetOrder', params, left);
  const details = listOf(pick(pick(answer, 'transferorder'), 'transferorderdetail'));
  const detail = details.find((one) => nameIn(one) === domain) ?? details[0];
  const status = textIn(pick(detail, 'statusid'));
  if (!status) throw new ProviderError('UNKNOWN', 'The registrar told no state of the transfer.');
  const words = textIn(pick(detail, 'statusdesc'));
  const state = underWay.has(status) ? 'pending' : 'failed';
  return { state, orderId, ...(words && { words }) };
}

const nameIn = (detail: unknown): string =>
  `${textIn(pick(detail, 'sld'))}.${textIn(pick(detail, 'tld'))}`.toLowerCase();

async function newestOrder(
  account: EnomAccount,
  domain: string,
  left: () => number,
): Promise<string | null> {
  try {
    const answer = await callEnom(account, 'TP_GetOrdersByDomain', parted(domain), left);
    const orders = listOf(pick(answer, 'TransferOrder')).map((order) => ({
      id: textIn(pick(order, 'transferorderid')),
      day: usDate(textIn(pick(order, 'orderdate'))) ?? '',
    }));
    const sorted = orders.toSorted(
      (a, b) => b.day.localeCompare(a.day) || Number(b.id) - Number(a.id),
    );
    return sorted[0]?.id ?? null;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}
