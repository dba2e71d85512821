import { ProviderError } from '#core/provider-error.ts';
import { keyIn, WebhookRejected } from '#providers/gateways/gateway.ts';
import type {
  GatewayNotification,
  GatewayEventKind,
  WebhookHeaders,
} from '#providers/gateways/gateway.ts';
import type { Json, PayPalApi, PayPalSettings } from './paypal-api.ts';
import { captureState, invoiceOf, isPayee, linked, moneyOf } from './paypal-state.ts';

const KINDS: Record<string, GatewayEventKind> = {
  'CHECKOUT.ORDER.APPROVED': 'ORDER_APPROVED',
  'PAYMENT.CAPTURE.COMPLETED': 'PAYMENT_SUCCEEDED',
  'PAYMENT.CAPTURE.PENDING': 'PAYMENT_PENDING',
  'PAYMENT.CAPTURE.DENIED': 'PAYMENT_FAILED',
  'PAYMENT.CAPTURE.DECLINED': 'PAYMENT_FAILED',
  'PAYMENT.CAPTURE.REFUNDED': 'REFUND_SUCCEEDED',
  'PAYMENT.CAPTURE.REVERSED': 'REVERSED',
  'CUSTOMER.DISPUTE.CREATED': 'DISPUTE_OPENED',
  'CUSTOMER.DISPUTE.RESOLVED': 'DISPUTE_WON',
};

/** Verifies a webhook with PayPal, then reads the payment itself back and believes only that. */
export async function paypalEvent(
  api: PayPalApi,
  settings: PayPalSettings,
  rawBody: Uint8Array,
  headers: WebhookHeaders,
): Promise<GatewayNotification> {
  try {
    return await trusted(api, settings, await verified(api, settings, rawBody, headers));
  } catch (error) {
    // PayPal itself does not know what the webhook speaks of: it is not from PayPal.
    if (error instanceof ProviderError && error.outcome === 'REFUSED')
      throw new WebhookRejected(error.message, { cause: error });
    throw error;
  }
}

async function trusted(
  api: PayPalApi,
  settings: PayPalSettings,
  event: Json,
): Promise<GatewayNotification> {
  const resource = event.resource;
  const kind = kindOf(event);
  const occurredAt = new Date(String(event.create_time));
  if (!resource || Number.isNaN(occurredAt.getTime()))
    throw new WebhookRejected('The webhook is not an event.');
  const nothing = { reference: null, subject: null, amount: null, currency: null };
  const unknown = { payee: null, invoiceId: null, key: null, fee: null };
  const common = { id: nameIn(event), kind, occurredAt, ...unknown };
  if (kind === 'OTHER') return { ...common, ...nothing };
  if (kind === 'ORDER_APPROVED')
    return { ...common, ...(await approved(api, settings, nameIn(resource))) };
  const reference = captureIdOf(kind, resource);
  if (!reference) throw new WebhookRejected('The webhook names no payment.');
  const capture = await api.call({ path: `/v2/payments/captures/${reference}` });
  await ensureOurs(api, settings, capture);
  const state = captureState(capture);
  const payment = kind.startsWith('PAYMENT');
  const received = moneyOf(kind.startsWith('DISPUTE') ? resource.dispute_amount : resource.amount);
  if (payment && (received.amount !== state.amount || received.currency !== state.currency))
    throw new WebhookRejected('The webhook and the payment differ in amount.');
  if (kind === 'PAYMENT_SUCCEEDED' && state.status !== 'SUCCEEDED')
    throw new WebhookRejected('The payment of this webhook is not completed.');
  return {
    ...common,
    reference,
    subject: payment ? null : subjectOf(kind, resource),
    ...received,
    payee: settings.merchantId,
    invoiceId: invoiceOf(capture.custom_id),
    key: payment ? keyIn(capture.custom_id?.split('|')[1]) : keyIn(resource.custom_id),
    fee: payment ? state.fee : null,
  };
}

/** An order that its payer approved, as PayPal has it. */
async function approved(api: PayPalApi, settings: PayPalSettings, reference: string) {
  const order = await api.call({ path: `/v2/checkout/orders/${reference}` });
  const unit = order.purchase_units?.[0];
  if (!isPayee(unit?.payee, settings))
    throw new WebhookRejected('The money of this webhook went to another account.');
  const invoiceId = invoiceOf(unit?.custom_id);
  const key = keyIn(unit?.custom_id?.split('|')[1]);
  const money = moneyOf(unit?.amount);
  return { reference, subject: null, ...money, payee: settings.merchantId, invoiceId, key };
}

/** What a dispute came to stands inside; only these two cost the merchant the money. */
const LOST = new Set(['RESOLVED_BUYER_FAVOUR', 'ACCEPTED']);

function kindOf({ event_type, resource }: Json): GatewayEventKind {
  const name = String(event_type);
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name]! : 'OTHER';
  const lost = LOST.has(String(resource?.dispute_outcome?.outcome_code));
  return kind === 'DISPUTE_WON' && lost ? 'DISPUTE_LOST' : kind;
}

async function verified(
  api: PayPalApi,
  settings: PayPalSettings,
  rawBody: Uint8Array,
  headers: WebhookHeaders,
): Promise<Json> {
  const raw = Buffer.from(rawBody).toString('utf8');
  const parts: Record<string, string> = { webhook_id: settings.webhookId };
  for (const name of ['transmission_id', 'transmission_time', 'transmission_sig', 'auth_algo']) {
    const value = headers[`paypal-${name.replaceAll('_', '-')}`];
    if (!value) throw new WebhookRejected('The webhook is not signed.');
    parts[name] = value;
  }
  const certificate = headers['paypal-cert-url'];
  if (!certificate || !settings.webhookId) throw new WebhookRejected('The webhook is not signed.');
  parts.cert_url = certificate;
  let event: Json;
  try {
    event = JSON.parse(raw) as Json;
  } catch (error) {
    throw new WebhookRejected('The webhook is not JSON.', { cause: error });
  }
  if (typeof event !== 'object' || event === null)
    throw new WebhookRejected('The webhook is not an event.');
  // The event goes back as it came: written anew, its signature would no longer fit.
  const body = `${JSON.stringify(parts).slice(0, -1)},"webhook_event":${raw}}`;
  const path = '/v1/notifications/verify-webhook-signature';
  const verdict = await api.call({ method: 'POST', path, body });
  if (verdict.verification_status !== 'SUCCESS')
    throw new WebhookRejected('The signature does not fit the webhook.');
  return event;
}

function captureIdOf(kind: GatewayEventKind, resource: Json): string | null {
  if (kind.startsWith('PAYMENT')) return nameIn(resource);
  if (kind.startsWith('REFUND')) return linked(resource, 'up');
  // A reversal is reported as a refund is, or as the capture itself, which links to its order.
  if (kind === 'REVERSED') return linked(resource, 'up', 'captures') ?? nameIn(resource);
  const reference = resource.disputed_transactions?.[0]?.seller_transaction_id;
  return reference && /^\w{1,64}$/.test(reference) ? reference : null;
}

/** The name of what a webhook speaks of; it becomes part of an address, so its form matters. */
function nameIn(thing: Json): string {
  if (typeof thing.id === 'string' && /^[\w-]{1,100}$/.test(thing.id)) return thing.id;
  throw new WebhookRejected('The webhook names nothing.');
}

function subjectOf(kind: GatewayEventKind, resource: Json): string {
  if (kind === 'REVERSED' && !linked(resource, 'up', 'captures'))
    return `${nameIn(resource)}-reversal`;
  return resource.dispute_id ? String(resource.dispute_id) : nameIn(resource);
}

async function ensureOurs(api: PayPalApi, settings: PayPalSettings, capture: Json) {
  let payee = capture.payee;
  const orderId = capture.supplementary_data?.related_ids?.order_id;
  if (!payee && orderId && /^\w{1,64}$/.test(orderId)) {
    const order = await api.call({ path: `/v2/checkout/orders/${orderId}` });
    payee = order.purchase_units?.[0]?.payee;
  }
  if (!isPayee(payee, settings))
    throw new WebhookRejected('The money of this webhook went to another account.');
}
