import { ProviderError } from '#core/provider-error.ts';
import type {
  GatewayMoney,
  PaymentState,
  PaymentStatus,
  RefundState,
} from '#providers/gateways/gateway.ts';
import type { Json, PayPalSettings } from './paypal-api.ts';

const CAPTURE: Record<string, PaymentStatus> = {
  COMPLETED: 'SUCCEEDED',
  // Refunded later, it was paid all the same; the refunds are told apart.
  REFUNDED: 'SUCCEEDED',
  PARTIALLY_REFUNDED: 'SUCCEEDED',
  PENDING: 'PENDING',
  DECLINED: 'DECLINED',
  FAILED: 'DECLINED',
};

/** The mark on everything we make at PayPal: our invoice and our key. */
export function mark(invoiceId: number, key: string): string {
  return `${invoiceId}|${key}`;
}

/** The invoice in a mark; null when it is not one of ours. */
export function invoiceOf(customId: string | undefined): number | null {
  const match = /^([1-9]\d{0,9})\|/.exec(customId ?? '');
  return match ? Number(match[1]) : null;
}

/** A captured payment in our words. */
export function captureState(capture: Json): PaymentState {
  const breakdown = capture.seller_receivable_breakdown;
  const money = moneyOf(capture.amount);
  const fee = breakdown?.paypal_fee;
  return {
    status: CAPTURE[String(capture.status)] ?? 'PENDING',
    reference: paypalId(capture),
    ...money,
    invoiceId: invoiceOf(capture.custom_id),
    fee: fee?.value && fee.currency_code === money.currency ? String(fee.value) : null,
    message: capture.status_details?.reason ?? null,
  };
}

/** An order in our words: its capture once there is one. */
export function orderState(order: Json): PaymentState {
  const unit = order.purchase_units?.[0];
  const capture = unit?.payments?.captures?.[0];
  if (capture) {
    const customId = capture.custom_id ?? unit?.custom_id;
    return captureState(Object.assign({}, capture, customId && { custom_id: customId }));
  }
  return {
    status: order.status === 'VOIDED' ? 'DECLINED' : 'ACTION_REQUIRED',
    reference: paypalId(order),
    ...moneyOf(unit?.amount),
    invoiceId: invoiceOf(unit?.custom_id),
    fee: null,
    message: null,
  };
}

/** A refund in our words. */
export function refundState(refund: Json): RefundState {
  const ended = refund.status === 'FAILED' || refund.status === 'CANCELLED';
  return {
    status: refund.status === 'COMPLETED' ? 'SUCCEEDED' : ended ? 'FAILED' : 'PENDING',
    reference: paypalId(refund),
    ...moneyOf(refund.amount),
  };
}

/** PayPal's money; refuses to guess when it is not written as money. */
export function moneyOf(money: Json | undefined): GatewayMoney {
  const { value, currency_code: currency } = money ?? ({} as Json);
  if (!/^\d+(\.\d+)?$/.test(String(value)) || !/^[A-Z]{3}$/.test(String(currency)))
    throw new ProviderError('UNKNOWN', 'PayPal named no readable amount.');
  return { amount: String(value), currency: String(currency) };
}

/** PayPal's id of a thing. */
export function paypalId(thing: Json): string {
  if (typeof thing.id !== 'string' || !/^[\w-]{1,64}$/.test(thing.id))
    throw new ProviderError('UNKNOWN', 'PayPal named no id.');
  return thing.id;
}

/** Whether a payee is our merchant; a payee that is not named is not trusted. */
export function isPayee(payee: Json | undefined, settings: PayPalSettings): boolean {
  if (payee?.merchant_id) return payee.merchant_id === settings.merchantId;
  const { email } = settings;
  return Boolean(email && payee?.email_address?.toLowerCase() === email.toLowerCase());
}

/**
 * The address a HATEOAS link of a kind leads to, reduced to the id at its end; null when there is
 * none, or it leads to something else than is wanted.
 */
export function linked(thing: Json, rel: string, among = '[a-z]+'): string | null {
  const link = (thing.links ?? []).find((one: Json) => one.rel === rel);
  return new RegExp(`/${among}/([\\w-]+)$`).exec(link?.href ?? '')?.[1] ?? null;
}
