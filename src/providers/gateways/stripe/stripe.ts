import pLimit from 'p-limit';
import { Stripe } from 'stripe';
import { ProviderError } from '#core/provider-error.ts';
import { WebhookRejected } from '#providers/gateways/gateway.ts';
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
import { toStripeAmount } from '#providers/gateways/minor-units.ts';
import { stripeEvent } from './stripe-event.ts';
import { paymentState, refundState, stripeFailure } from './stripe-state.ts';

/** What staff enter for Stripe. */
export interface StripeSettings {
  secretKey: string;
  webhookSecret: string;
  /** `acct_…`, the account the money must go to. */
  accountId: string;
  /** Another address than Stripe's own, for tests and proxies. */
  apiUrl?: string;
  timeoutMs?: number;
}

/** Pinned: the shapes below are those of this version whatever the account's default is. */
const API_VERSION = '2026-10-28.endive';
const SIGNATURE_TOLERANCE_S = 300;
/** How far the clocks of Stripe and of this machine may be apart, and how long a payment is sent. */
const CLOCKS_S = 300;
const SENDING_S = 900;
const CALLS_AT_ONCE = 4;
const FEE = ['latest_charge.balance_transaction'];

/** Stripe through its official library. */
export function connectStripe(settings: StripeSettings): PaymentGateway {
  return new StripeGateway(settings);
}

class StripeGateway implements PaymentGateway {
  readonly name = 'stripe';
  readonly displayName = 'Stripe';
  readonly kind = 'CLIENT_SECRET';
  readonly findsByKey = true;
  // "You can remove keys from the system automatically after they're at least 24 hours old."
  readonly keyHours = 23;
  readonly #settings: StripeSettings;
  readonly #stripe: Stripe;
  readonly #queue = pLimit(CALLS_AT_ONCE);

  constructor(settings: StripeSettings) {
    this.#settings = settings;
    const url = settings.apiUrl ? new URL(settings.apiUrl) : null;
    this.#stripe = new Stripe(settings.secretKey, {
      apiVersion: API_VERSION,
      maxNetworkRetries: 0,
      timeout: settings.timeoutMs ?? 30_000,
      telemetry: false,
      ...(url && {
        host: url.hostname,
        port: url.port,
        protocol: url.protocol === 'http:' ? ('http' as const) : ('https' as const),
      }),
    });
  }

  async createPayment(request: PaymentRequest): Promise<PaymentStart> {
    const params = {
      ...money(request),
      description: request.description,
      automatic_payment_methods: { enabled: true },
      metadata: marks(request),
    };
    const idempotencyKey = request.key;
    const intent = await this.#ask(() =>
      this.#stripe.paymentIntents.create(params, { idempotencyKey }),
    );
    return {
      reference: intent.id,
      ...(intent.client_secret && { clientSecret: intent.client_secret }),
    };
  }

  async complete(reference: string): Promise<PaymentState> {
    const state = await this.find({ reference });
    if (!state) throw new ProviderError('REFUSED', 'Stripe does not know this payment.');
    return state;
  }

  async capture(charge: GatewayCharge): Promise<PaymentState> {
    const [customer, method] = split(charge.token);
    const params = {
      ...money(charge),
      description: charge.description,
      customer,
      payment_method: method,
      off_session: true,
      confirm: true,
      expand: FEE,
      metadata: marks(charge),
    };
    try {
      const options = { idempotencyKey: charge.key };
      return paymentState(
        await this.#queue(() => this.#stripe.paymentIntents.create(params, options)),
      );
    } catch (error) {
      // A declined card is an answer; the payment it belongs to comes with it.
      const declined = error instanceof Stripe.errors.StripeCardError ? error : null;
      if (!declined?.payment_intent) throw stripeFailure(error);
      const state = paymentState(declined.payment_intent);
      const waits = declined.code === 'authentication_required';
      return {
        ...state,
        status: waits ? 'ACTION_REQUIRED' : 'DECLINED',
        message: declined.message,
      };
    }
  }

  async refund(reference: string, amount: GatewayMoney, key: string): Promise<RefundState> {
    const params = {
      payment_intent: reference,
      amount: money(amount).amount,
      metadata: { key },
    };
    return refundState(
      await this.#ask(() => this.#stripe.refunds.create(params, { idempotencyKey: key })),
    );
  }

  async find(by: { reference: string } | { key: string; since: Date }) {
    if ('reference' in by) return this.#retrieve(by.reference);
    const sent = Math.floor(by.since.getTime() / 1000);
    // Five minutes for the clocks; what was sent later was sent under a key Stripe knew again.
    const created = { gte: sent - CLOCKS_S, lte: sent + SENDING_S };
    return this.#ask(async () => {
      // The list is consistent at once; Stripe's search is not.
      for await (const intent of this.#stripe.paymentIntents.list({ created, limit: 100 }))
        if (intent.metadata.key === by.key) return this.#retrieve(intent.id);
      return null;
    });
  }

  async findRefund(reference: string, key: string): Promise<RefundState | null> {
    const params = { payment_intent: reference, limit: 100 };
    return this.#ask(async () => {
      for await (const refund of this.#stripe.refunds.list(params))
        if (refund.metadata?.key === key) return refundState(refund);
      return null;
    });
  }

  async test(): Promise<void> {
    await this.#ask(async () => {
      try {
        await this.#stripe.balance.retrieve();
      } catch (error) {
        // A restricted key that is known, and may not read this.
        if (!(error instanceof Stripe.errors.StripePermissionError)) throw error;
      }
    });
  }

  async storeMethod(method: NewMethod): Promise<StoredMethod> {
    const { otherToken } = method;
    const known = otherToken === undefined ? null : split(otherToken)[0];
    const attached = known
      ? await this.#attach(known, method).catch((error: unknown) => {
          if (!isGone(error)) throw error;
          return this.#attachToNew(method);
        })
      : await this.#attachToNew(method);
    const card = attached.card;
    const bank = attached.us_bank_account ?? attached.sepa_debit;
    return {
      token: `${customerOf(attached)}/${attached.id}`,
      type: card ? 'CreditCard' : bank ? 'BankAccount' : 'Wallet',
      brand: card?.brand ?? null,
      last4: card?.last4 ?? bank?.last4 ?? null,
      expiry: card ? `${card.exp_year}-${String(card.exp_month).padStart(2, '0')}` : null,
    };
  }

  async #attachToNew(method: NewMethod): Promise<Stripe.PaymentMethod> {
    const { email, name, clientId, key } = method;
    const metadata = { client_id: String(clientId) };
    const options = { idempotencyKey: `${key}:customer` };
    const customer = await this.#ask(() =>
      this.#stripe.customers.create({ email, name, metadata }, options),
    );
    return this.#attach(customer.id, method);
  }

  #attach(customer: string, { methodReference, key }: NewMethod): Promise<Stripe.PaymentMethod> {
    const options = { idempotencyKey: `${key}:attach:${customer}` };
    return this.#ask(() =>
      this.#stripe.paymentMethods.attach(methodReference, { customer }, options),
    );
  }

  async deleteMethod(token: string): Promise<void> {
    const [, method] = split(token);
    await this.#ask(() => this.#stripe.paymentMethods.detach(method));
  }

  async endSubscription(id: string): Promise<void> {
    const { status } = await this.#ask(() => this.#stripe.subscriptions.retrieve(id));
    if (status === 'canceled' || status === 'incomplete_expired') return;
    await this.#ask(() => this.#stripe.subscriptions.cancel(id));
  }

  async parseWebhook(rawBody: Uint8Array, headers: WebhookHeaders): Promise<GatewayNotification> {
    const signature = headers['stripe-signature'];
    if (!signature) throw new WebhookRejected('The webhook is not signed.');
    if (!this.#settings.webhookSecret) throw new WebhookRejected('No webhook secret is set.');
    let event: Stripe.Event;
    try {
      const { webhookSecret } = this.#settings;
      const body = Buffer.from(rawBody);
      event = this.#stripe.webhooks.constructEvent(
        body,
        signature,
        webhookSecret,
        SIGNATURE_TOLERANCE_S,
      );
    } catch (error) {
      throw new WebhookRejected('The signature does not fit the webhook.', { cause: error });
    }
    return stripeEvent(event, this.#settings);
  }

  async #retrieve(reference: string): Promise<PaymentState | null> {
    try {
      const params = { expand: FEE };
      return paymentState(await this.#stripe.paymentIntents.retrieve(reference, params));
    } catch (error) {
      if ((error as { statusCode?: number }).statusCode === 404) return null;
      throw stripeFailure(error);
    }
  }

  async #ask<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await this.#queue(call);
    } catch (error) {
      throw stripeFailure(error);
    }
  }
}

const customerOf = ({ customer }: Stripe.PaymentMethod): string =>
  (typeof customer === 'string' ? customer : customer?.id) ?? '';

/** Somebody deleted the customer at Stripe. */
const isGone = (error: unknown): boolean => {
  const { cause } = error as { cause?: { code?: string; param?: string } };
  return cause?.code === 'resource_missing' && cause.param === 'customer';
};

function money({ amount, currency }: GatewayMoney) {
  return { amount: toStripeAmount(amount, currency), currency: currency.toLowerCase() };
}

/** What reconciliation and webhooks find a payment by. */
function marks({ invoiceId, key }: { invoiceId: number; key: string }) {
  return { invoice_id: String(invoiceId), key };
}

function split(token: string): [customer: string, method: string] {
  const match = /^(cus_\w+)\/(\w+)$/.exec(token);
  if (!match) throw new ProviderError('REFUSED', 'The pay method is not one of Stripe.');
  return [match[1]!, match[2]!];
}
