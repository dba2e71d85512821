import { dateOf, pick, textOf } from '#providers/registrars/answers.ts';
import { countdown, saysAbsent } from '#providers/registrars/answers.ts';
import type {
  DomainState,
  FoundOrder,
  OrderReceipt,
  OrderTrace,
  RegisterOrder,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { call, receiptOf, type CosmotownAccount } from './client.ts';
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
  return receiptOf(account, await call(account, 'domain/register', timeoutMs, body));
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
  const isIt = trace.kind === 'register' && textOf(pick(order, 'action')) === 'createDomain';
  if (!isIt) return { state: 'absent' };
  const orderId = textOf(pick(order, 'reseller_order_id'));
  const expiresOn = dateOf(pick(order, 'domain_expires'));
  return {
    state: stateOf(order),
    ...(orderId && { orderId }),
    ...(expiresOn && { expiresOn }),
  };
}

function stateOf(order: unknown): 'done' | 'pending' | 'failed' {
  const payment = textOf(pick(order, 'payment_status'))?.toLowerCase();
  const status = textOf(pick(order, 'status'))?.toLowerCase();
  if (payment === 'failed' || status === 'failed') return 'failed';
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
  const reported = order === undefined ? 'absent' : stateOf(order);
  const statuses = {
    done: 'active',
    pending: 'pending',
    failed: 'absent',
    absent: 'absent',
  } as const;
  return { status: statuses[reported], expiresOn: null, nameservers: null };
}

async function latest(account: CosmotownAccount, domain: string, timeoutMs: number) {
  const path = `domain/status/${encodeURIComponent(domain)}`;
  const answer = await call(account, path, timeoutMs).catch((error: unknown) => {
    if (saysAbsent(error) || (error instanceof Error && /HTTP 404/.test(error.message)))
      return undefined;
    throw error;
  });
  return pick(answer, 'data');
}
