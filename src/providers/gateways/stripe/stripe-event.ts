import type { Stripe } from 'stripe';
import { keyIn, WebhookRejected } from '#providers/gateways/gateway.ts';
import type { GatewayNotification, GatewayEventKind } from '#providers/gateways/gateway.ts';
import { fromStripeAmount } from '#providers/gateways/minor-units.ts';
import { invoiceOf } from './stripe-state.ts';

interface Expected {
  secretKey: string;
  accountId: string;
}

/** A verified Stripe event in our words; refuses one meant for another account or mode. */
export function stripeEvent(event: Stripe.Event, expected: Expected): GatewayNotification {
  const payee = payeeOf(event, expected.accountId);
  const live = /^(sk|rk)_live_/.test(expected.secretKey);
  if (event.livemode !== live)
    throw new WebhookRejected('The webhook is of the other mode (test or live).');
  return {
    id: event.id,
    payee,
    occurredAt: new Date(event.created * 1000),
    ...content(event),
  };
}

/**
 * The endpoint's secret binds an event to our account; a Connect event, or a payment passed on
 * to somebody else, names the account it belongs to.
 */
function payeeOf(event: Stripe.Event, accountId: string): string {
  const object = event.data.object as Partial<Stripe.PaymentIntent>;
  const destination = object.transfer_data?.destination;
  const onBehalfOf = object.on_behalf_of;
  for (const one of [event.account, destination, onBehalfOf]) {
    const account = typeof one === 'object' && one !== null ? one.id : one;
    if (account && account !== accountId)
      throw new WebhookRejected('The money of this webhook went to another account.');
  }
  return accountId;
}

type Content = Omit<GatewayNotification, 'id' | 'payee' | 'occurredAt'>;

const NOTHING: Content = {
  kind: 'OTHER',
  reference: null,
  subject: null,
  amount: null,
  currency: null,
  invoiceId: null,
  key: null,
  fee: null,
};

function content(event: Stripe.Event): Content {
  switch (event.type) {
    case 'payment_intent.succeeded':
      return payment('PAYMENT_SUCCEEDED', event.data.object, event.data.object.amount_received);
    case 'payment_intent.processing':
      return payment('PAYMENT_PENDING', event.data.object, event.data.object.amount);
    case 'payment_intent.payment_failed':
      return payment('PAYMENT_FAILED', event.data.object, event.data.object.amount);
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
      return refund(event.data.object);
    case 'charge.refunded':
      return refundedInAll(event.data.object);
    case 'charge.dispute.created':
    case 'charge.dispute.funds_withdrawn':
      return dispute('DISPUTE_OPENED', event.data.object);
    case 'charge.dispute.funds_reinstated':
      return dispute('DISPUTE_WON', event.data.object);
    case 'charge.dispute.closed':
      return dispute(outcomeOf(event.data.object), event.data.object);
    default:
      return NOTHING;
  }
}

function payment(kind: GatewayEventKind, intent: Stripe.PaymentIntent, units: number): Content {
  return {
    ...NOTHING,
    kind,
    reference: intent.id,
    ...money(units, intent.currency),
    invoiceId: invoiceOf(intent.metadata),
    key: keyIn(intent.metadata?.key),
  };
}

function refund(object: Stripe.Refund): Content {
  const failed = object.status === 'failed' || object.status === 'canceled';
  if (object.status !== 'succeeded' && !failed) return NOTHING;
  return {
    ...NOTHING,
    kind: failed ? 'REFUND_FAILED' : 'REFUND_SUCCEEDED',
    reference: nameOf(object.payment_intent),
    subject: object.id,
    ...money(object.amount, object.currency),
    invoiceId: invoiceOf(object.metadata),
    key: keyIn(object.metadata?.key),
  };
}

/** Its charge names no refund since Stripe's version 2022-11-15: only how much was given back so far. */
function refundedInAll(charge: Stripe.Charge): Content {
  return {
    ...NOTHING,
    kind: 'REFUNDED_IN_ALL',
    reference: nameOf(charge.payment_intent),
    subject: charge.id,
    ...money(charge.amount_refunded, charge.currency),
  };
}

const outcomeOf = ({ status }: Stripe.Dispute): GatewayEventKind =>
  status === 'won' ? 'DISPUTE_WON' : status === 'lost' ? 'DISPUTE_LOST' : 'OTHER';

function dispute(kind: GatewayEventKind, object: Stripe.Dispute): Content {
  // A bank that only asks has not taken any money.
  if (kind === 'OTHER' || object.status?.startsWith('warning')) return NOTHING;
  return {
    ...NOTHING,
    kind,
    reference: nameOf(object.payment_intent),
    subject: object.id,
    ...money(object.amount, object.currency),
  };
}

function money(units: number, currency: string) {
  return { amount: fromStripeAmount(units, currency), currency: currency.toUpperCase() };
}

function nameOf(thing: string | { id: string } | null): string | null {
  return typeof thing === 'string' ? thing : (thing?.id ?? null);
}
