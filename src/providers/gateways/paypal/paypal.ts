import { ProviderError } from '#core/provider-error.ts';
import type {
  GatewayCharge,
  PaymentGateway,
  GatewayNotification,
  GatewayMoney,
  NewMethod,
} from '#providers/gateways/gateway.ts';
import type {
  PaymentRequest,
  PaymentStart,
  PaymentState,
  RefundState,
} from '#providers/gateways/gateway.ts';
import type { StoredMethod, WebhookHeaders } from '#providers/gateways/gateway.ts';
import { toPayPalAmount } from '#providers/gateways/minor-units.ts';
import { PayPalApi, PayPalError, type Json, type PayPalSettings } from './paypal-api.ts';
import { captureState, paypalId, mark, orderState, refundState } from './paypal-state.ts';
import { paypalEvent } from './paypal-event.ts';

const CURRENCIES =
  'AUD BRL CAD CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD CHF';

/** PayPal: Orders v2, Payments v2 and the vault. */
export function connectPayPal(settings: PayPalSettings): PaymentGateway {
  return new PayPalGateway(settings);
}

class PayPalGateway implements PaymentGateway {
  readonly name = 'paypal';
  readonly displayName = 'PayPal';
  readonly kind = 'REDIRECT';
  readonly findsByKey = false;
  // PayPal-Request-Id: "for 6 hours by default".
  readonly keyHours = 5;
  readonly currencies = CURRENCIES.split(' ');
  readonly #settings: PayPalSettings;
  readonly #api: PayPalApi;

  constructor(settings: PayPalSettings) {
    this.#settings = settings;
    this.#api = new PayPalApi(settings);
  }

  async createPayment(request: PaymentRequest): Promise<PaymentStart> {
    const context = {
      return_url: request.returnUrl,
      cancel_url: request.cancelUrl,
      user_action: 'PAY_NOW',
      shipping_preference: 'NO_SHIPPING',
    };
    const source = { paypal: { experience_context: context } };
    const order = await this.#order(request, source);
    const links = (order.links ?? []) as Json[];
    const link = links.find(({ rel }) => rel === 'payer-action' || rel === 'approve');
    if (!link?.href) throw new ProviderError('UNKNOWN', 'PayPal named no page to pay on.');
    return { reference: paypalId(order), redirectUrl: link.href };
  }

  async complete(reference: string, key: string): Promise<PaymentState> {
    const path = `/v2/checkout/orders/${encodeURIComponent(reference)}`;
    try {
      const body = {};
      return orderState(
        await this.#api.call({ method: 'POST', path: `${path}/capture`, body, key }),
      );
    } catch (error) {
      const issue = error instanceof PayPalError ? error.issue : null;
      if (issue === 'ORDER_ALREADY_CAPTURED') return orderState(await this.#api.call({ path }));
      if (issue !== 'INSTRUMENT_DECLINED') throw error;
      const state = orderState(await this.#api.call({ path }));
      return { ...state, status: 'DECLINED', message: (error as Error).message };
    }
  }

  async capture(charge: GatewayCharge): Promise<PaymentState> {
    const stored_credential = {
      payment_initiator: 'MERCHANT',
      usage: 'SUBSEQUENT',
      usage_pattern: 'RECURRING_POSTPAID',
    };
    const source = { paypal: { vault_id: charge.token, stored_credential } };
    try {
      return orderState(await this.#order(charge, source));
    } catch (error) {
      if (!(error instanceof PayPalError) || !DECLINES.has(error.issue)) throw error;
      const { amount, currency, invoiceId } = charge;
      const words = { message: error.message, fee: null, reference: '' };
      return { status: 'DECLINED', amount, currency, invoiceId, ...words };
    }
  }

  async refund(reference: string, money: GatewayMoney, key: string): Promise<RefundState> {
    const path = `/v2/payments/captures/${encodeURIComponent(reference)}/refund`;
    const body = { amount: amountOf(money), custom_id: key };
    return refundState(await this.#api.call({ method: 'POST', path, body, key }));
  }

  async find(by: { reference: string } | { key: string; since: Date }) {
    // PayPal cannot be asked for a request id; repeating the call with it gives the first answer.
    if (!('reference' in by))
      throw new ProviderError('REFUSED', 'PayPal finds payments by their reference only.');
    const name = encodeURIComponent(by.reference);
    const capture = await this.#get(`/v2/payments/captures/${name}`);
    if (capture) return captureState(capture);
    const order = await this.#get(`/v2/checkout/orders/${name}`);
    return order && orderState(order);
  }

  async findRefund(reference: string, key: string): Promise<RefundState | null> {
    const capture = await this.#get(`/v2/payments/captures/${encodeURIComponent(reference)}`);
    const orderId = capture?.supplementary_data?.related_ids?.order_id;
    const order = orderId && (await this.#get(`/v2/checkout/orders/${orderId}`));
    if (!order) return null;
    const refunds = (order.purchase_units?.[0]?.payments?.refunds ?? []) as Json[];
    const found = refunds.find((refund) => refund.custom_id === key);
    return found ? refundState(found) : null;
  }

  async storeMethod({ methodReference, key }: NewMethod): Promise<StoredMethod> {
    const token = { id: methodReference, type: 'SETUP_TOKEN' };
    const body = { payment_source: { token } };
    const path = '/v3/vault/payment-tokens';
    const stored = await this.#api.call({ method: 'POST', path, body, key });
    const brand = stored.payment_source?.paypal?.email_address ?? null;
    return { token: paypalId(stored), type: 'Wallet', brand, last4: null, expiry: null };
  }

  async deleteMethod(token: string): Promise<void> {
    const path = `/v3/vault/payment-tokens/${encodeURIComponent(token)}`;
    await this.#api.call({ method: 'DELETE', path });
  }

  async endSubscription(subscription: string): Promise<void> {
    const path = `/v1/billing/subscriptions/${encodeURIComponent(subscription)}`;
    const body = { reason: 'The order was called off.' };
    try {
      await this.#api.call({ method: 'POST', path: `${path}/cancel`, body });
    } catch (error) {
      if (!(error instanceof PayPalError) || error.status !== 422) throw error;
      const { status } = await this.#api.call({ path });
      if (status !== 'CANCELLED' && status !== 'EXPIRED') throw error;
    }
  }

  parseWebhook(rawBody: Uint8Array, headers: WebhookHeaders): Promise<GatewayNotification> {
    return paypalEvent(this.#api, this.#settings, rawBody, headers);
  }

  #order(request: GatewayCharge | PaymentRequest, source: object): Promise<Json> {
    const unit = {
      amount: amountOf(request),
      description: request.description.slice(0, 127),
      custom_id: mark(request.invoiceId, request.key),
      payee: { merchant_id: this.#settings.merchantId },
    };
    const body = { intent: 'CAPTURE', purchase_units: [unit], payment_source: source };
    const { key } = request;
    return this.#api.call({ method: 'POST', path: '/v2/checkout/orders', body, key });
  }

  /** Credentials and the webhook whose events are accepted. */
  async test(): Promise<void> {
    await this.#api.call({
      path: `/v1/notifications/webhooks/${encodeURIComponent(this.#settings.webhookId)}`,
    });
  }

  async #get(path: string): Promise<Json | null> {
    try {
      return await this.#api.call({ path });
    } catch (error) {
      if (error instanceof PayPalError && error.status === 404) return null;
      throw error;
    }
  }
}

const DECLINES = new Set(['INSTRUMENT_DECLINED', 'PAYER_CANNOT_PAY', 'TRANSACTION_REFUSED']);

function amountOf({ amount, currency }: GatewayMoney) {
  return { currency_code: currency.toUpperCase(), value: toPayPalAmount(amount, currency) };
}
