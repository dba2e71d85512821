import {
  after,
  before,
  countdown,
  pick,
  saysAbsent,
  textOf,
} from '#providers/registrars/answers.ts';
import type {
  FoundOrder,
  OrderReceipt,
  OrderTrace,
  RegisterOrder,
  RenewOrder,
  RestoreOrder,
  TransferOrder,
} from '#providers/registrars/domain-data.ts';
import type { KeyedCall, Limit } from '#providers/registrars/registrar.ts';
import { earlierRenewal, renewalByExpiry, restoring } from '#providers/registrars/renewal.ts';
import { attributes, orderAttributes } from './attributes.ts';
import { ask, change, receiptOf, type LogicBoxesAccount, type LogicBoxesParams } from './client.ts';
import { contactParams } from './contacts.ts';
import { details, expiryOf, isRestorable } from './details.ts';

/** Registers; the contacts come first, so a loss before the order itself ordered nothing. */
export async function register(
  account: LogicBoxesAccount,
  order: RegisterOrder,
  call: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(call.timeoutMs);
  const contacts = await contactParams(account, order, left);
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
  const contacts = await contactParams(account, order, left);
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
    ...orderAttributes(order),
  };
}

/** Renews. The API refuses an expiry that is no longer current, so two cannot both count. */
export async function renew(
  account: LogicBoxesAccount,
  order: RenewOrder,
  call: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(call.timeoutMs);
  const current = await before(details(account, order.domain, ['OrderDetails'], left()));
  return renewCurrent(account, order, current, left);
}

async function renewCurrent(
  account: LogicBoxesAccount,
  order: RenewOrder,
  current: unknown,
  left: () => number,
): Promise<OrderReceipt> {
  const done = earlierRenewal(order, expiryOf(current));
  if (done) return done;
  const params = {
    'order-id': numberOf(current),
    years: String(order.years),
    'exp-date': textOf(pick(current, 'endtime')) ?? undefined,
    'purchase-privacy': String(order.idProtection ?? false),
    'auto-renew': 'false',
    'invoice-option': account.invoiceOption,
    ...attributes(order.premiumFee ? { premium: 'true' } : {}),
  };
  return receiptOf(await change(account, 'domains/renew', params, left()));
}

const numberOf = (order: unknown): string | undefined =>
  textOf(pick(order, 'orderid', 'entityid')) ?? undefined;

/**
 * Restores (kb 760), where the order still is in redemption, and renews where that has not moved
 * the expiry: whether a restore renews as well differs by registry.
 */
export async function restore(
  account: LogicBoxesAccount,
  order: RestoreOrder,
  call: KeyedCall,
): Promise<OrderReceipt> {
  const left = countdown(call.timeoutMs);
  const look = () => details(account, order.domain, ['OrderDetails'], left());
  const current = await before(look());
  if (!isRestorable(current)) return renewCurrent(account, order, current, left);
  const params = { 'order-id': numberOf(current), 'invoice-option': account.invoiceOption };
  const receipt = receiptOf(await change(account, 'domains/restore', params, left()));
  if (receipt.state === 'pending') throw restoring(receipt.words);
  const restored = await after(look());
  if (isRestorable(restored)) throw restoring(receipt.words);
  return after(renewCurrent(account, order, restored, left));
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
  if (trace.kind === 'restore' && isRestorable(order)) {
    if (await isWaiting(account, orderId, /restor/i, left)) throw restoring();
    return { state: 'absent' };
  }
  if (trace.kind === 'register' || trace.kind === 'transfer') {
    const status = textOf(pick(order, 'currentstatus'))?.toLowerCase();
    const state = status === 'active' ? 'done' : status === 'inactive' ? 'pending' : 'failed';
    return { state, ...(expiresOn && { expiresOn }) };
  }
  const found = renewalByExpiry(trace, expiresOn);
  if (found.state === 'done') return found;
  const waits = await isWaiting(account, orderId, /renew/i, left);
  return waits ? { ...found, state: 'pending' } : found;
}

/** Whether an action of that kind is still waiting for its registry, kb 908. */
async function isWaiting(
  account: LogicBoxesAccount,
  orderId: string | null,
  kind: RegExp,
  left: () => number,
): Promise<boolean> {
  if (!orderId) return false;
  const params = { 'order-id': orderId, 'no-of-records': '50', 'page-no': '1' };
  const actions = await ask(account, 'actions/search-current', params, left());
  const records = typeof actions === 'object' && actions !== null ? Object.values(actions) : [];
  return records.some((record) => kind.test(textOf(pick(record, 'actiontype')) ?? ''));
}
