import { ProviderError } from '#core/provider-error.ts';
import {
  countdown,
  dateOf,
  listOf,
  pick,
  saysAbsent,
  textOf,
  unreadable,
} from '#providers/registrars/answers.ts';
import type {
  DomainState,
  FoundOrder,
  OrderReceipt,
  OrderTrace,
  RegisterOrder,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { callCosmotown, receiptOf, type CosmotownAccount } from './client.ts';
import { formatContacts } from './contacts.ts';

/** Registers at once (`sync`), so that the answer is the outcome. */
export async function register(
  account: CosmotownAccount,
  order: RegisterOrder,
  change: KeyedCall,
): Promise<OrderReceipt> {
  const body = {
    domain: order.domain,
    years: order.years,
    ns: order.nameservers,
    contact_info: formatContacts(order.contacts),
    options: { enable_private_whois: order.idProtection ?? false, enable_auto_billing: false },
    sync: true,
  };
  const timeoutMs = countdown(change.timeoutMs)();
  return receiptOf(account, await callCosmotown(account, 'domain/register', timeoutMs, body));
}

/**
 * What `domain/status` says of the registration of a domain. It is ready when it is processed AND
 * its payment is completed (WORKFLOW_GUIDE.md); until then it is on its way.
 */
export async function findOrder(
  account: CosmotownAccount,
  trace: OrderTrace,
  limit: Limit = {},
): Promise<FoundOrder> {
  const order = await latest(account, trace.domain, countdown(limit.timeoutMs)());
  const action = textOf(pick(order, 'action')) ?? 'createDomain';
  if (!order || trace.kind !== 'register' || action !== 'createDomain') return { state: 'absent' };
  const orderId = textOf(pick(order, 'reseller_order_id'));
  const expiresOn = dateOf(pick(order, 'domain_expires'));
  return {
    state: stateOf(order),
    ...(orderId && { orderId }),
    ...(expiresOn && { expiresOn }),
  };
}

const paymentOf = (order: unknown) => textOf(pick(order, 'payment_status'))?.toLowerCase();

/** Payments are pending, completed, failed or refunded, that is reversed (ASYNC_WORKFLOW.md, FAQ). */
function stateOf(order: unknown): 'done' | 'pending' | 'failed' {
  const payment = paymentOf(order);
  const status = textOf(pick(order, 'status'))?.toLowerCase();
  if (payment === 'failed' || payment === 'refunded' || status === 'failed') return 'failed';
  return pick(order, 'processed') === true && payment === 'completed' ? 'done' : 'pending';
}

/**
 * The state of a domain as far as its registration tells it. No date: what the order says of the
 * expiry is that of the registration, and later renewals are not in it.
 */
export async function state(
  account: CosmotownAccount,
  domain: string,
  limit: Limit = {},
): Promise<DomainState> {
  const order = await latest(account, domain, countdown(limit.timeoutMs)());
  // Whether the domain went back with its money is not said.
  if (paymentOf(order) === 'refunded')
    throw new ProviderError('UNKNOWN', 'The payment of the registration was reversed.');
  const reported = order === undefined ? 'absent' : stateOf(order);
  const statuses = {
    done: 'active',
    pending: 'pending',
    failed: 'absent',
    absent: 'absent',
  } as const;
  return { status: statuses[reported], expiresOn: null, nameservers: null };
}

/**
 * The latest order for a domain: `data` in registration.md, the one of `domains` in ASYNC_WORKFLOW.md.
 * An answer that has neither does not say that there is no order.
 */
async function latest(account: CosmotownAccount, domain: string, timeoutMs: number) {
  const path = `domain/status/${encodeURIComponent(domain)}`;
  const answer = await callCosmotown(account, path, timeoutMs).catch((error: unknown) => {
    if (saysAbsent(error) || (error instanceof Error && /HTTP 404/.test(error.message)))
      return NO_ORDERS;
    throw error;
  });
  const orders = pick(answer, 'domains', 'data');
  if (orders === undefined) throw unreadable(new URL(account.baseUrl).host, 200);
  return listOf(orders).find((order) => textOf(pick(order, 'domain'))?.toLowerCase() === domain);
}

const NO_ORDERS = { domains: [] };
