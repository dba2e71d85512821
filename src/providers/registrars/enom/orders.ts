import { ProviderError } from '#core/provider-error.ts';
import { after, before, countdown, dateOf, pick } from '#providers/registrars/answers.ts';
import type {
  FoundOrder,
  OrderReceipt,
  OrderTrace,
  RegisterOrder,
  RenewOrder,
  RestoreOrder,
} from '#providers/registrars/domain-data.ts';
import { idnCode } from '#providers/registrars/idn-languages.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { earlierRenewal, hasMoved, renewalByExpiry } from '#providers/registrars/renewal.ts';
import { textIn } from '#providers/registrars/xml.ts';
import { callEnom, type EnomAccount, type EnomParams, ensureSaid, parted } from './client.ts';
import { contactParams } from './contacts.ts';
import { expiryIn, findExpired, findInfo, heldInfo, isExpired, stateOf } from './domains.ts';
import { extendedParams } from './extended.ts';
import { findPurchase } from './purchases.ts';
import { findTransfer } from './transfers.ts';

/** `NS1` and so on; Enom's own where none are named. */
export const serverParams = (nameservers: readonly string[]): EnomParams =>
  nameservers.length
    ? Object.fromEntries(nameservers.map((name, index) => [`NS${index + 1}`, name]))
    : { UseDNS: 'default' };

export async function register(
  account: EnomAccount,
  order: RegisterOrder,
  { timeoutMs }: KeyedCall,
): Promise<OrderReceipt> {
  const { domain, nameservers, premiumFee, idnLanguage } = order;
  const params = {
    ...extendedParams(order),
    ...parted(domain),
    NumYears: String(order.years),
    ...serverParams(nameservers),
    ...contactParams(order.contacts),
    // Renewing is the company's business.
    RenewName: '0',
    // "Fail the order when the Registry is under stress", so that it is known at once.
    AllowQueuing: '0',
    ...(idnLanguage && { IDNCode: idnCode(domain, idnLanguage) }),
    ...(premiumFee && { CustomerSuppliedPrice: premiumFee.amount }),
  };
  const answer = await callEnom(account, 'Purchase', params, countdown(timeoutMs));
  const code = textIn(pick(answer, 'RRPCode'));
  if (code !== '200' && code !== '1300')
    throw new ProviderError('UNKNOWN', 'The registrar did not confirm the registration.');
  // 1300 is an order for the queue; a "200" may still wait for the registrant's consent.
  const status = textIn(pick(answer, 'OrderStatus')) ?? '';
  const isDone = code === '200' && !/pending|delayed|queued/i.test(status);
  const expiresOn = dateOf(textIn(pick(pick(answer, 'DomainInfo'), 'RegistryExpDate')));
  const words = textIn(pick(answer, 'OrderDescription'));
  return {
    ...receiptOf(answer, isDone ? 'done' : 'pending', account.currency),
    ...(isDone && expiresOn && { expiresOn }),
    ...(!isDone && words && { words }),
  };
}

function receiptOf(answer: unknown, state: OrderReceipt['state'], currency: string): OrderReceipt {
  const orderId = textIn(pick(answer, 'OrderID'));
  const amount = textIn(pick(answer, 'TotalCharged'));
  return {
    state,
    ...(orderId && { orderId }),
    ...(amount && { price: { amount, currency } }),
  };
}

/** Renews, or reactivates what has expired. */
export async function renew(
  account: EnomAccount,
  order: RenewOrder,
  { timeoutMs }: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(timeoutMs);
  const info = await before(heldInfo(account, order.domain, left));
  const done = earlierRenewal(order, expiryIn(info).expiresOn);
  if (done) return done;
  if (isExpired(info)) return reactivate(account, order, left);
  return extend(account, order, left);
}

/** A second renewal within a day is refused by Enom without its override, which is not sent. */
async function extend(
  account: EnomAccount,
  order: RenewOrder,
  left: () => number,
): Promise<OrderReceipt> {
  const params = { ...parted(order.domain), NumYears: String(order.years) };
  const answer = await callEnom(account, 'Extend', params, left);
  ensureSaid(answer, 'Extension', 'successful');
  return withNewExpiry(account, order, answer, left);
}

async function reactivate(
  account: EnomAccount,
  order: RenewOrder,
  left: () => number,
): Promise<OrderReceipt> {
  const params = { DomainName: order.domain, NumYears: String(order.years) };
  const answer = await callEnom(account, 'UpdateExpiredDomains', params, left);
  const result = pick(answer, 'ReactivateDomainName') ?? answer;
  ensureSaid(result, 'Status', 'true');
  return withNewExpiry(account, order, result, left);
}

/** Neither command tells the new date. */
async function withNewExpiry(
  account: EnomAccount,
  order: RenewOrder,
  answer: unknown,
  left: () => number,
): Promise<OrderReceipt> {
  const info = await after(findInfo(account, order.domain, left)).catch(() => null);
  const { expiresOn } = expiryIn(info);
  const isTold = hasMoved(expiresOn, order.expiresOn);
  return {
    ...receiptOf(answer, 'done', account.currency),
    ...(isTold && expiresOn && { expiresOn }),
  };
}

/** The list of what has expired says which command brings the domain back. */
export async function restore(
  account: EnomAccount,
  order: RestoreOrder,
  call: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(call.timeoutMs);
  const status = await before(findExpired(account, order.domain, left));
  if (status === null) return renew(account, order, { ...call, timeoutMs: left() });
  if (status === 'expired') return reactivate(account, order, left);
  if (status === 'extended rgp')
    throw new ProviderError('REFUSED', 'Its API does not bring back what is in Extended RGP.');
  if (order.years !== 1) throw new ProviderError('REFUSED', 'A redemption renews for one year.');
  const answer = await callEnom(account, 'Extend_RGP', parted(order.domain), left);
  ensureSaid(answer, 'Extension', 'successful');
  return {
    ...receiptOf(answer, 'pending', account.currency),
    words: 'The registry takes three hours and more.',
  };
}

/** The domain itself tells; a transfer under way is among the transfer orders. */
export async function findOrder(
  account: EnomAccount,
  trace: OrderTrace,
  limit: Limit = {},
): Promise<FoundOrder> {
  const left = countdown(limit.timeoutMs);
  const info = await findInfo(account, trace.domain, left);
  const { expiresOn } = expiryIn(info);
  const found = renewalByExpiry(trace, expiresOn);
  if (trace.kind === 'renew' || (trace.kind === 'restore' && found.state === 'done')) return found;
  if (trace.kind === 'restore') {
    // A redemption takes hours, and nothing tells before that it was ordered.
    if ((await findExpired(account, trace.domain, left)) === 'rgp')
      throw new ProviderError('UNKNOWN', 'The registrar does not tell of redemptions under way.');
    return found;
  }
  if (info) {
    const isPending = stateOf(info).status === 'pending';
    const unfinished = trace.kind === 'transfer' && { unfinished: UNFINISHED };
    return {
      state: isPending ? 'pending' : 'done',
      ...(expiresOn && { expiresOn }),
      ...unfinished,
    };
  }
  return trace.kind === 'transfer'
    ? findTransfer(account, trace.domain, left)
    : findPurchase(account, trace.domain, left);
}

const UNFINISHED = ['contacts', 'nameservers'] as const;
