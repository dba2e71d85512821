import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useSystemClock } from '#core/clock.ts';
import { invoiceEdges } from '#modules/billing/invoices/invoice-edges.ts';
import { booksAreRight } from '#test/billing/books.ts';
import { useStripe } from '#test/billing/gateways.ts';
import { deliver, stripeSays } from '#test/billing/webhooks.ts';
import { sell } from '#test/domains/cast.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { stopAfterFile } from '#test/setup/stops.ts';
import { type MoneyShop, openMoneyShop, visitor } from './money-shop.ts';

let gateway: Gateway;
let store: MoneyShop;
let stripe: Awaited<ReturnType<typeof useStripe>>;
let product: number;
beforeAll(async () => {
  gateway = await openGateway();
  store = await openMoneyShop(gateway);
  stripe = await useStripe(gateway);
  stopAfterFile(stripe.stop);
  store.on('2027-02-01');
  const prices = [{ cycle: 'MONTHLY', price: '49' }];
  product = await store.product('Website Care', { prices, serverModule: '' });
  await sell(gateway, 'com', { registerPrices: ['10'], renewPrices: ['12'] });
});
afterAll(async () => {
  useSystemClock();
  await booksAreRight(gateway);
});

type Form = Record<string, string | number>;
const rapi = async (command: string, form: Form) => {
  const reply = await gateway.rapi(command, form);
  expect([command, reply]).toEqual([command, expect.objectContaining({ result: 'success' })]);
  return reply;
};

/** An invoice of 61.00 for the next month of a running service and the next year of a domain. */
interface Billed {
  client: number;
  invoice: number;
  service: number;
  domain: number;
}

let names = 0;
async function billed(status: 'Draft' | 'Unpaid' = 'Unpaid'): Promise<Billed> {
  names += 1;
  const address = { address1: 'Street 1', city: 'Delft', postcode: '2611', state: 'ZH' };
  const phone = { phoneNumber: '152123456', phoneCountryCode: '31' };
  const client = await store.client(`Way${names}`, { ...address, ...phone });
  const owner = { user_id: client, client_ip_address: visitor.user_ip };
  await store.fill(client, product, { client_ip_address: visitor.user_ip });
  const { item_id: id } = await rapi('CartAddDomain', { ...owner, domain: `way${names}.com` });
  const dns = { dns1: 'ns1.host.test', dns2: 'ns2.host.test' };
  await rapi('CartUpdateDomainConfigs', { ...owner, id, ...dns });
  const placed = await rapi('AddOrder', { user_id: client, payment_method: 'mailin', ...visitor });
  await store.pay(Number(placed.invoice_id));
  await rapi('AcceptOrder', { order_id: placed.order_id });
  const { serviceids: service_id, domainids: domain_id } = placed;
  const line_items = JSON.stringify([{ service_id }, { domain_id }]);
  const number = { Draft: 1, Unpaid: 2 }[status];
  const made = await rapi('CreateInvoice', { user_id: client, status: number, line_items });
  const [service, domain] = [Number(service_id), Number(domain_id)];
  return { client, invoice: Number(made.invoice_id), service, domain };
}

/** Where all stands: the invoice and what is owed of it, credit, service and domain. */
async function state({ client, invoice, service, domain }: Billed) {
  const { db } = gateway.app;
  const { status, balance } = await store.invoice(invoice);
  const held = await db.service.findUniqueOrThrow({ where: { id: service } });
  const name = await db.domain.findUniqueOrThrow({ where: { id: domain } });
  const day = (date: Date | null) => date?.toISOString().slice(0, 10);
  return [
    `${status} ${balance}`,
    await store.credit(client),
    `${held.status} ${day(held.nextDueOn)}`,
    `${name.status} ${day(name.nextDueOn)}`,
  ];
}

// Bought on 1 February 2027 for a month and for a year; the invoice is for one more of each.
const before = ['ACTIVE 2027-03-01', 'ACTIVE 2028-02-01'];
const renewed = ['ACTIVE 2027-04-01', 'ACTIVE 2029-02-01'];

const update = ({ invoice: invoice_id }: Billed, status: string) =>
  rapi('UpdateInvoice', { invoice_id, status });
const pay = ({ invoice: invoice_id }: Billed, amount: string) =>
  rapi('AddInvoicePayment', { invoice_id, amount });
const credit = async (it: Billed, amount: string) => {
  await rapi('AddCredit', { user_id: it.client, amount, description: 'Given' });
  await rapi('ApplyCredit', { invoice_id: it.invoice, amount });
};

const words = {
  UNPAID: 'Unpaid',
  PAYMENT_PENDING: 'Payment Pending',
  COLLECTIONS: 'Collections',
} as const;
type Open = keyof typeof words;

/** An invoice that is owed, in one of the three statuses of those. */
async function owed(status: Open): Promise<Billed> {
  const it = await billed();
  if (status !== 'UNPAID') await update(it, words[status]);
  return it;
}

const paid = (from: Open) => async () => {
  const it = await owed(from);
  // A euro too much becomes credit.
  await pay(it, '62');
  expect(await state(it)).toEqual(['PAID 0.00', '1.00', ...renewed]);
};

const cancelled = (from: Open) => async () => {
  const it = await owed(from);
  await pay(it, '20');
  await credit(it, '5');
  await rapi('UpdateInvoice', { invoice_id: it.invoice, status: 'Cancelled' });
  expect(await state(it)).toEqual(['CANCELLED 0.00', '25.00', ...before]);
  // The month is waived: what is billed next begins after it.
  store.on('2027-03-25');
  const [next] = await store.generate(it.client);
  const { lines } = await store.invoice(next!);
  expect(lines).toMatchObject([{ type: 'SERVICE', amount: '49.00', from: '2027-04-01' }]);
  store.on('2027-02-01');
};

const moved = (from: Open, to: Open) => async () => {
  const it = await owed(from);
  await pay(it, '20');
  await update(it, words[to]);
  expect(await state(it)).toEqual([`${to} 41.00`, '0.00', ...before]);
};

/** Each way of an invoice, with what it does to money, services and domains. */
const ways: Record<string, () => Promise<void>> = {
  'DRAFT → UNPAID': async () => {
    const it = await billed('Draft');
    expect(await state(it)).toEqual(['DRAFT 0.00', '0.00', ...before]);
    await update(it, 'Unpaid');
    expect(await state(it)).toEqual(['UNPAID 61.00', '0.00', ...before]);
  },
  'DRAFT → CANCELLED': async () => {
    const it = await billed('Draft');
    await update(it, 'Cancelled');
    expect(await state(it)).toEqual(['CANCELLED 0.00', '0.00', ...before]);
    store.on('2027-02-25');
    const [next] = await store.generate(it.client);
    expect((await store.invoice(next!)).lines).toMatchObject([{ from: '2027-03-01' }]);
    store.on('2027-02-01');
  },
  'UNPAID → PAID': paid('UNPAID'),
  'PAYMENT_PENDING → PAID': paid('PAYMENT_PENDING'),
  'COLLECTIONS → PAID': paid('COLLECTIONS'),
  'UNPAID → CANCELLED': cancelled('UNPAID'),
  'PAYMENT_PENDING → CANCELLED': cancelled('PAYMENT_PENDING'),
  'COLLECTIONS → CANCELLED': cancelled('COLLECTIONS'),
  'UNPAID → PAYMENT_PENDING': moved('UNPAID', 'PAYMENT_PENDING'),
  'UNPAID → COLLECTIONS': moved('UNPAID', 'COLLECTIONS'),
  'PAYMENT_PENDING → UNPAID': moved('PAYMENT_PENDING', 'UNPAID'),
  'PAYMENT_PENDING → COLLECTIONS': moved('PAYMENT_PENDING', 'COLLECTIONS'),
  'COLLECTIONS → UNPAID': moved('COLLECTIONS', 'UNPAID'),
  'COLLECTIONS → PAYMENT_PENDING': moved('COLLECTIONS', 'PAYMENT_PENDING'),
  'PAID → UNPAID': async () => {
    const [byCredit, byMoney] = [await billed(), await billed()];
    await credit(byCredit, '61');
    await update(byCredit, 'Unpaid');
    expect(await state(byCredit)).toEqual(['UNPAID 61.00', '61.00', ...renewed]);
    const { transaction_id } = await pay(byMoney, '61');
    await rapi('DeletePaymentTransaction', { transaction_id });
    expect(await state(byMoney)).toEqual(['UNPAID 61.00', '0.00', ...renewed]);
  },
  'PAID → COLLECTIONS': async () => {
    const it = await billed();
    const urls = { returnUrl: 'https://shop.example/back', cancelUrl: 'https://shop.example/no' };
    const input = { invoiceId: `Invoice:${it.invoice}`, gateway: { name: 'stripe' }, ...urls };
    await gateway.data(
      `mutation ($input: CapturePaymentByInvoiceInput!) {
        capturePaymentByInvoice(input: $input) { attempt { status } } }`,
      { input },
    );
    const intent = stripe.intents.at(-1)!;
    Object.assign(intent, { status: 'succeeded', amount_received: 61_00 });
    await deliver(gateway, 'stripe', stripeSays('payment_intent.succeeded', intent));
    expect(await state(it)).toEqual(['PAID 0.00', '0.00', ...renewed]);
    const dispute = { id: 'dp_way', payment_intent: intent.id, amount: 61_00, currency: 'usd' };
    const lost = { ...dispute, status: 'needs_response' };
    await deliver(gateway, 'stripe', stripeSays('charge.dispute.funds_withdrawn', lost));
    expect(await state(it)).toEqual(['COLLECTIONS 61.00', '0.00', ...renewed]);
  },
  'PAID → REFUNDED': async () => {
    const it = await billed();
    await credit(it, '11');
    const { transaction_id } = await pay(it, '50');
    const refund = { invoice_id: it.invoice, transaction_id, refund_type: 'Manual' };
    await rapi('AddRefund', refund);
    expect(await state(it)).toEqual(['PAID 0.00', '0.00', ...renewed]);
    await update(it, 'Refunded');
    expect(await state(it)).toEqual(['REFUNDED 0.00', '11.00', ...renewed]);
  },
  'REFUNDED → PAID': async () => {
    const it = await billed();
    const { transaction_id } = await pay(it, '61');
    const refund = { invoice_id: it.invoice, transaction_id, refund_type: 'Manual' };
    await rapi('AddRefund', refund);
    expect(await state(it)).toEqual(['REFUNDED 0.00', '0.00', ...renewed]);
    const { db } = gateway.app;
    const { id } = await db.transaction.findFirstOrThrow({
      where: { invoiceId: it.invoice, kind: 'REFUND' },
    });
    await rapi('DeletePaymentTransaction', { transaction_id: id });
    expect(await state(it)).toEqual(['PAID 0.00', '0.00', ...renewed]);
  },
  'CANCELLED → UNPAID': async () => {
    const it = await billed();
    await pay(it, '20');
    await update(it, 'Cancelled');
    await update(it, 'Unpaid');
    // The 20.00 stay credit; the whole is owed again.
    expect(await state(it)).toEqual(['UNPAID 61.00', '20.00', ...before]);
  },
};

describe('an invoice', () => {
  it.each(invoiceEdges.map(({ from, to }) => `${from} → ${to}`))('goes %s', (way) => ways[way]!());

  it('goes no other way', async () => {
    const [paidOne, off, draft] = [await billed(), await billed(), await billed('Draft')];
    await pay(paidOne, '61');
    await update(off, 'Cancelled');
    const no = async ({ invoice: invoice_id }: Billed, status: string) =>
      (await gateway.rapi('UpdateInvoice', { invoice_id, status })).message;
    for (const [it, status] of [
      [paidOne, 'Cancelled'],
      [paidOne, 'Draft'],
      [paidOne, 'Collections'],
      [off, 'Paid'],
      [off, 'Refunded'],
      [off, 'Draft'],
      [draft, 'Refunded'],
      [draft, 'Collections'],
    ] as const)
      expect([status, await no(it, status)]).toEqual([status, `Invalid status ${status}`]);
  });
});
