import { ProviderError } from '#core/provider-error.ts';
import {
  type GatewayMoney,
  type PaymentGateway,
  type PaymentState,
  WebhookRejected,
} from '#providers/gateways/gateway.ts';

/** The cards there are, by the reference they are stored with. */
const cards: Readonly<Record<string, { last4: string; declined: string | null }>> = {
  card_good: { last4: '4242', declined: null },
  card_declined: { last4: '0002', declined: 'The card was declined.' },
};

/** What is known of a payment stands in its reference: nothing is stored elsewhere. */
const referenceOf = (invoiceId: number, { amount, currency }: GatewayMoney, key: string) =>
  `sandbox-${invoiceId}-${amount}-${currency}-${key}`;

function paymentOf(reference: string): PaymentState | null {
  const [, invoiceId, amount, currency] =
    /^sandbox-(\d+)-([\d.]+)-([A-Z]{3})-/.exec(reference) ?? [];
  if (!amount || !currency) return null;
  const paid = { status: 'SUCCEEDED' as const, reference, amount, currency };
  return { ...paid, invoiceId: Number(invoiceId), fee: null, message: null };
}

function cardOf(reference: string) {
  const card = cards[reference];
  if (card) return card;
  const known = Object.keys(cards).join(' and ');
  throw new ProviderError('REFUSED', `There is no such card; there are ${known}.`);
}

/**
 * The gateway of sandboxes: no money moves. `card_good` pays whatever it is charged, `card_declined`
 * nothing; a client that is sent to pay has paid when it comes back. The same key always comes to
 * the same.
 */
export const connectSandboxGateway = (): PaymentGateway => ({
  name: 'sandbox',
  displayName: 'Sandbox',
  kind: 'REDIRECT',
  findsByKey: false,
  // It works its answer out of what it is asked, at any time.
  keyHours: 24 * 366,
  createPayment: async ({ invoiceId, key, returnUrl, ...money }) => ({
    reference: referenceOf(invoiceId, money, key),
    redirectUrl: returnUrl,
  }),
  complete: async (reference) => {
    const payment = paymentOf(reference);
    if (!payment) throw new ProviderError('REFUSED', 'There is no such payment.');
    return payment;
  },
  capture: async ({ invoiceId, token, key, amount, currency }) => {
    const { declined } = cardOf(token);
    const payment = paymentOf(referenceOf(invoiceId, { amount, currency }, key))!;
    return declined ? { ...payment, status: 'DECLINED', message: declined } : payment;
  },
  refund: async (reference, { amount, currency }, key) => {
    if (!paymentOf(reference)) throw new ProviderError('REFUSED', 'There is no such payment.');
    return { status: 'SUCCEEDED', reference: `refund-${key}`, amount, currency };
  },
  find: async (by) => ('reference' in by ? paymentOf(by.reference) : null),
  findRefund: async () => null,
  storeMethod: async ({ methodReference }) => {
    const { last4 } = cardOf(methodReference);
    const shown = { brand: 'visa', last4, expiry: '2099-12' };
    return { token: methodReference, type: 'CreditCard', ...shown };
  },
  deleteMethod: async () => {},
  endSubscription: async () => {},
  parseWebhook: async () => {
    throw new WebhookRejected('The sandbox has no webhooks.');
  },
});
