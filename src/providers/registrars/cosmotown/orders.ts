import { before, countdown, dateOf, pick, textOf } from '#providers/registrars/answers.ts';
import type {
  FoundOrder,
  OrderReceipt,
  OrderTrace,
  RegisterOrder,
  RenewOrder,
  TransferOrder,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { earlierRenewal, renewalByExpiry } from '#providers/registrars/renewal.ts';
import { call, receiptOf, type CosmotownAccount } from './client.ts';
import { formatContacts } from './contacts.ts';
import { info, state } from './state.ts';

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

/** Starts a transfer. The document shows the code in Base64. */
export async function transfer(
  account: CosmotownAccount,
  order: TransferOrder,
  change: KeyedCall,
): Promise<OrderReceipt> {
  const authCode = Buffer.from(order.authCode, 'utf8').toString('base64');
  const body = { items: [{ domain: order.domain, authCode }], sync: true };
  const timeoutMs = countdown(change.timeoutMs)();
  return receiptOf(account, await call(account, 'domain/transfer', timeoutMs, body));
}

/** Renews, unless the domain runs longer already. */
export async function renew(
  account: CosmotownAccount,
  order: RenewOrder,
  change: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(change.timeoutMs);
  const current = await before(info(account, order.domain, left()));
  const done = earlierRenewal(order, dateOf(pick(pick(current, 'data'), 'expiresAt')));
  if (done) return done;
  const body = { domain: order.domain, years: order.years, sync: true };
  return receiptOf(account, await call(account, 'domain/renew', left(), body));
}

const kinds = { register: 'createDomain', transfer: 'transferDomain', renew: 'renewDomain' };

/** The registrar keeps the latest order of each domain; it counts when it is of the same kind. */
export async function findOrder(
  account: CosmotownAccount,
  trace: OrderTrace,
  limit: Limit = {},
): Promise<FoundOrder> {
  const left = countdown(limit.timeoutMs);
  if (trace.kind === 'renew') {
    const { expiresOn } = await state(account, trace.domain, { timeoutMs: left() });
    const found = renewalByExpiry(trace, expiresOn);
    if (found.state === 'done') return found;
  }
  const order = await latest(account, trace.domain, left());
  if (textOf(pick(order, 'action')) !== kinds[trace.kind]) return { state: 'absent' };
  // The latest renewal may be last year's: only one that still runs tells anything here.
  const status = textOf(pick(order, 'status'))?.toLowerCase();
  if (trace.kind === 'renew' && status === 'completed') return { state: 'absent' };
  const orderId = textOf(pick(order, 'reseller_order_id'));
  const expiresOn = dateOf(pick(order, 'domain_expires'));
  const waits = textOf(pick(order, 'transfer_status'))?.toLowerCase() === 'pending';
  return {
    state: status === 'failed' ? 'failed' : status === 'completed' && !waits ? 'done' : 'pending',
    ...(orderId && { orderId }),
    ...(expiresOn && { expiresOn }),
  };
}

async function latest(account: CosmotownAccount, domain: string, timeoutMs: number) {
  const path = `domain/status/${encodeURIComponent(domain)}`;
  const answer = await call(account, path, timeoutMs).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  return pick(answer, 'data');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && /not found|HTTP 404/i.test(error.message);
}
