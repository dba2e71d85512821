import { before, countdown, pick, saysAbsent, textOf } from '#providers/registrars/answers.ts';
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
import { ask, change, receiptOf, type LogicBoxesAccount, type LogicBoxesParams } from './client.ts';
import { contactParams } from './contacts.ts';
import { details, expiryOf } from './details.ts';

/** Registers; the contacts come first, so a loss before the order itself ordered nothing. */
export async function register(
  account: LogicBoxesAccount,
  order: RegisterOrder,
  call: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(call.timeoutMs);
  const contacts = await contactParams(account, order.domain, order.contacts, left);
  const params = { years: String(order.years), ...common(account, order), ...contacts };
  return receiptOf(await change(account, 'domains/register', params, left()));
}

/** Starts a transfer to us. */
export async function transfer(
  account: LogicBoxesAccount,
  order: TransferOrder,
  call: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(call.timeoutMs);
  const contacts = await contactParams(account, order.domain, order.contacts, left);
  const params = { 'auth-code': order.authCode, ...common(account, order), ...contacts };
  return receiptOf(await change(account, 'domains/transfer', params, left()));
}

function common(account: LogicBoxesAccount, order: Omit<RegisterOrder, 'years'>): LogicBoxesParams {
  return {
    'domain-name': order.domain,
    ns: order.nameservers,
    'customer-id': account.customerId,
    'invoice-option': account.invoiceOption,
    'purchase-privacy': String(order.idProtection ?? false),
    'protect-privacy': String(order.idProtection ?? false),
    'auto-renew': 'false',
    ...attributes({ ...order.extra, ...(order.premiumFee && { premium: 'true' }) }),
  };
}

/** Extra fields travel as numbered pairs of name and value. */
function attributes(extra: Readonly<Record<string, string>>): LogicBoxesParams {
  const pairs = Object.entries(extra).flatMap(([name, value], index) => [
    [`attr-name${index + 1}`, name],
    [`attr-value${index + 1}`, value],
  ]);
  return Object.fromEntries(pairs) as LogicBoxesParams;
}

/** Renews. The API refuses an expiry that is no longer current, so two cannot both count. */
export async function renew(
  account: LogicBoxesAccount,
  order: RenewOrder,
  call: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(call.timeoutMs);
  const current = await before(details(account, order.domain, ['OrderDetails'], left()));
  const done = earlierRenewal(order, expiryOf(current));
  if (done) return done;
  const params = {
    'order-id': textOf(pick(current, 'orderid', 'entityid')) ?? undefined,
    years: String(order.years),
    'exp-date': textOf(pick(current, 'endtime')) ?? undefined,
    'purchase-privacy': String(order.idProtection ?? false),
    'auto-renew': 'false',
    'invoice-option': account.invoiceOption,
    ...attributes(order.premiumFee ? { premium: 'true' } : {}),
  };
  return receiptOf(await change(account, 'domains/renew', params, left()));
}

/** Looks an order up by its domain; a renewal also among the actions still waiting. */
export async function findOrder(
  account: LogicBoxesAccount,
  trace: OrderTrace,
  limit: Limit = {},
): Promise<FoundOrder> {
  const left = countdown(limit.timeoutMs);
  try {
    const order = await details(account, trace.domain, ['OrderDetails'], left());
    const orderId = textOf(pick(order, 'orderid', 'entityid'));
    const found = await stateOf(account, trace, order, orderId, left);
    return { ...found, ...(orderId && { orderId }) };
  } catch (error) {
    if (saysAbsent(error)) return { state: 'absent' };
    throw error;
  }
}

async function stateOf(
  account: LogicBoxesAccount,
  trace: OrderTrace,
  order: unknown,
  orderId: string | null,
  left: () => number,
): Promise<FoundOrder> {
  const expiresOn = expiryOf(order);
  if (trace.kind !== 'renew') {
    const status = textOf(pick(order, 'currentstatus'))?.toLowerCase();
    const state = status === 'active' ? 'done' : status === 'inactive' ? 'pending' : 'failed';
    return { state, ...(expiresOn && { expiresOn }) };
  }
  const found = renewalByExpiry(trace, expiresOn);
  if (found.state === 'done' || !orderId) return found;
  const params = { 'order-id': orderId, 'no-of-records': '50', 'page-no': '1' };
  const actions = await ask(account, 'actions/search-current', params, left());
  const records = typeof actions === 'object' && actions !== null ? Object.values(actions) : [];
  const waits = records.some((record) => /renew/i.test(textOf(pick(record, 'actiontype')) ?? ''));
  return waits ? { ...found, state: 'pending' } : found;
}
