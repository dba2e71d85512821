import { Stripe } from 'stripe';
import { ProviderError } from '#core/provider-error.ts';
import { isUnsent, neverSent } from '#providers/http.ts';
import { pauseOf } from '#providers/throttle.ts';
import type { PaymentState, PaymentStatus, RefundState } from '#providers/gateways/gateway.ts';
import { fromStripeAmount } from '#providers/gateways/minor-units.ts';

const STATUS: Partial<Record<Stripe.PaymentIntent.Status, PaymentStatus>> = {
  succeeded: 'SUCCEEDED',
  processing: 'PENDING',
  requires_action: 'ACTION_REQUIRED',
  requires_confirmation: 'ACTION_REQUIRED',
  requires_payment_method: 'DECLINED',
  canceled: 'DECLINED',
};

/** A PaymentIntent in our words. */
export function paymentState(intent: Stripe.PaymentIntent): PaymentState {
  const status = STATUS[intent.status] ?? 'PENDING';
  const units = status === 'SUCCEEDED' ? intent.amount_received : intent.amount;
  return {
    status,
    reference: intent.id,
    amount: fromStripeAmount(units, intent.currency),
    currency: intent.currency.toUpperCase(),
    invoiceId: invoiceOf(intent.metadata),
    fee: feeOf(intent),
    message: intent.last_payment_error?.message ?? null,
    ...(status === 'ACTION_REQUIRED' &&
      intent.client_secret && { clientSecret: intent.client_secret }),
  };
}

/** A Refund in our words. */
export function refundState(refund: Stripe.Refund): RefundState {
  const ended = refund.status === 'failed' || refund.status === 'canceled';
  return {
    status: refund.status === 'succeeded' ? 'SUCCEEDED' : ended ? 'FAILED' : 'PENDING',
    reference: refund.id,
    amount: fromStripeAmount(refund.amount, refund.currency),
    currency: refund.currency.toUpperCase(),
  };
}

/** The invoice a payment was made for; null when it carries no mark of ours. */
export function invoiceOf(metadata: Stripe.Metadata | null | undefined): number | null {
  const mark = metadata?.invoice_id ?? '';
  return /^[1-9]\d{0,9}$/.test(mark) ? Number(mark) : null;
}

function feeOf(intent: Stripe.PaymentIntent): string | null {
  const charge = intent.latest_charge;
  const transaction = charge && typeof charge === 'object' ? charge.balance_transaction : null;
  if (!transaction || typeof transaction !== 'object') return null;
  // Settled in another currency, the fee is in that one and means nothing on this invoice.
  if (transaction.currency !== intent.currency) return null;
  return fromStripeAmount(transaction.fee, transaction.currency);
}

/** What is known after a failed call. Only an answer that Stripe itself wrote is an error. */
export function stripeFailure(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const cause = { cause: error };
  if (!(error instanceof Stripe.errors.StripeError))
    return new ProviderError('UNKNOWN', 'Stripe did not answer.', cause);
  const { statusCode = 0, headers } = error;
  if (statusCode === 429) {
    const retryAfterMs = pauseOf(headers?.['retry-after'] ?? '');
    return new ProviderError('NOT_SENT', 'Stripe asks us to slow down.', {
      ...cause,
      retryAfterMs,
    });
  }
  if (statusCode === 401 || statusCode === 403)
    return new ProviderError('REFUSED', 'Stripe refused our credentials.', cause);
  // 409: the same key is still at work there. 5xx: it may have been carried out.
  if (statusCode >= 400 && statusCode < 500 && statusCode !== 409)
    return new ProviderError('REFUSED', error.message, cause);
  const code = (error.detail as { code?: string } | undefined)?.code ?? '';
  return isUnsent(code)
    ? neverSent('Stripe', error.detail)
    : new ProviderError('UNKNOWN', 'Stripe did not answer.', cause);
}
