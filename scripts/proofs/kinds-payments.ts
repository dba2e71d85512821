import { today } from '#core/clock.ts';
import { addDays } from '#core/dates.ts';
import { invoiceOf, look } from '#test/billing/books.ts';
import { paypalSays } from '#test/billing/webhooks.ts';
import { about, type Call, each, operation, type Press } from './kinds-press.ts';
import type { Stage } from './kinds-stage.ts';

/** The kinds of tasks at payment gateways. */
export const paymentKinds = [
  'payment.capture',
  'payment.refund',
  'payment.start',
  'gateway.event',
  'payment.complete',
  'payMethod.store',
  'payMethod.delete',
];

/** The card that is charged; the others come and go. */
const MAIN_CARD = 'pm_main';

const addresses = { returnUrl: 'https://shop.example/back', cancelUrl: 'https://shop.example/no' };

/** So many pieces of work of each of those kinds; what approves an order counts for its capture. */
export async function paymentPresses(stage: Stage, count: number): Promise<Press[]> {
  await addCard(stage, MAIN_CARD);
  const makers = [capture, refund, start, approval, storing, deletion];
  const all: Press[] = [];
  for (const make of makers) all.push(...(await each(count, (place) => make(stage, place))));
  return all;
}

/** An invoice that is not due while the proof runs: the daily run charges no card for it. */
const openInvoice = ({ gateway, clientId }: Stage, price: string) =>
  invoiceOf(gateway, clientId, price, { dueOn: addDays(today(), 60) });

const headerOf = (name: string, headers: Record<string, unknown>): Call => ({
  key: String(headers[name] ?? ''),
});

/** Calls of Stripe with a form that fits, by the key they came under. */
const atStripe = ({ stripe }: Stage, path: string, fits: (form: URLSearchParams) => boolean) =>
  stripe.seen
    .filter((one) => one.method === 'POST' && one.path === path)
    .filter(({ text }) => fits(new URLSearchParams(text)))
    .map(({ headers }) => headerOf('idempotency-key', headers));

const forInvoice = (id: number) => (form: URLSearchParams) =>
  form.get('metadata[invoice_id]') === String(id);

async function addCard({ gateway, clientId, stripeId }: Stage, method: string): Promise<string> {
  const { mutation } = operation('createPayMethod', {});
  const input = {
    clientId: `Client:${clientId}`,
    gatewayId: `Gateway:${stripeId}`,
    methodReference: method,
    makeDefault: method === MAIN_CARD,
  };
  const { createPayMethod } = await gateway.data(
    mutation.replace('__typename', 'payMethod { id }'),
    {
      input,
    },
  );
  return createPayMethod.payMethod.id;
}

async function capture(stage: Stage, place: number): Promise<Press> {
  const { id, databaseId } = await openInvoice(stage, '10.00');
  const intents = () =>
    stage.stripe.intents.filter(({ metadata }) => metadata.invoice_id === String(databaseId));
  return {
    kind: 'payment.capture',
    key: `payment.capture-${place}`,
    send: operation('capturePayment', { invoiceId: id }),
    subject: about('Invoice', databaseId),
    calls: () => atStripe(stage, '/v1/payment_intents', forInvoice(databaseId)),
    rule: 'key',
    wrong: () => (intents().length === 1 ? null : `${intents().length} payments were made.`),
  };
}

async function refund(stage: Stage, place: number): Promise<Press> {
  const { gateway, clientId, stripe } = stage;
  const { id } = await invoiceOf(gateway, clientId, '30.00');
  const { mutation, input } = operation('capturePayment', { invoiceId: id });
  await gateway.data(mutation, { input });
  const paid = stripe.intents.at(-1).id;
  const { transactions } = await look(gateway, id);
  const transactionId: number = transactions[0].databaseId;
  const wanted = { invoiceId: id, transactionId: `Transaction:${transactionId}`, amount: '5.00' };
  const refunds = () => stripe.refunds.filter(({ payment_intent }) => payment_intent === paid);
  return {
    kind: 'payment.refund',
    key: `payment.refund-${place}`,
    send: operation('addRefund', { ...wanted, type: 'GATEWAY' }),
    subject: about('Transaction', transactionId),
    calls: () => atStripe(stage, '/v1/refunds', (form) => form.get('payment_intent') === paid),
    rule: 'key',
    wrong: () => (refunds().length === 1 ? null : `${refunds().length} refunds were made.`),
  };
}

async function start(stage: Stage, place: number): Promise<Press> {
  const { id, databaseId } = await openInvoice(stage, '12.00');
  const input = { invoiceId: id, gateway: { name: 'stripe' }, ...addresses };
  return {
    kind: 'payment.start',
    key: `payment.start-${place}`,
    send: operation('capturePaymentByInvoice', input),
    subject: about('Invoice', databaseId),
    calls: () => atStripe(stage, '/v1/payment_intents', forInvoice(databaseId)),
    rule: 'key',
  };
}

/** PayPal tells that a payer has approved an order: the message is booked, and the order captured. */
async function approval(stage: Stage, place: number): Promise<Press> {
  const { gateway, paypal, db } = stage;
  const { id, databaseId } = await openInvoice(stage, '20.00');
  const { mutation, input } = operation('capturePaymentByInvoice', {
    invoiceId: id,
    gateway: { name: 'paypal' },
    ...addresses,
  });
  await gateway.data(mutation, { input });
  const order = [...paypal.orders.values()].at(-1);
  order.status = 'APPROVED';
  const message = paypalSays('CHECKOUT.ORDER.APPROVED', order);
  const eventRef = (JSON.parse(message.body) as { id: string }).id;
  return {
    kind: 'gateway.event',
    key: `gateway.event-${place}`,
    send: { path: '/webhooks/paypal', ...message },
    subject: async () => {
      const event = await db.gatewayEvent.findFirst({ where: { eventRef } });
      return event && { type: 'GatewayEvent', id: event.id };
    },
    calls: () =>
      paypal.seen
        .filter(({ path }) => path === `/v2/checkout/orders/${order.id}/capture`)
        .map(({ headers }) => headerOf('paypal-request-id', headers)),
    rule: 'key',
    wrong: () =>
      order.status === 'COMPLETED' ? null : `Invoice ${databaseId} is ${order.status}.`,
  };
}

async function storing(stage: Stage, place: number): Promise<Press> {
  const { clientId, stripeId, db } = stage;
  const description = `Card ${place}`;
  const input = {
    clientId: `Client:${clientId}`,
    gatewayId: `Gateway:${stripeId}`,
    methodReference: `pm_stored${place}`,
    makeDefault: false,
    description,
  };
  return {
    kind: 'payMethod.store',
    key: `payMethod.store-${place}`,
    send: operation('createPayMethod', input),
    subject: async () => {
      const row = await db.payMethod.findFirst({ where: { description } });
      return row && { type: 'PayMethod', id: row.id };
    },
    calls: () => atStripe(stage, `/v1/payment_methods/pm_stored${place}/attach`, () => true),
    rule: 'key',
  };
}

async function deletion(stage: Stage, place: number): Promise<Press> {
  const payMethodId = await addCard(stage, `pm_deleted${place}`);
  return {
    kind: 'payMethod.delete',
    key: `payMethod.delete-${place}`,
    send: operation('deletePayMethod', { clientId: `Client:${stage.clientId}`, payMethodId }),
    subject: about('PayMethod', Number(payMethodId.replace('PayMethod:', ''))),
    calls: () => atStripe(stage, `/v1/payment_methods/pm_deleted${place}/detach`, () => true),
    rule: 'again',
  };
}
