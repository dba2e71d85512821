import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useSystemClock } from '#core/clock.ts';
import { orderEdges } from '#modules/orders/order-edges.ts';
import { booksAreRight } from '#test/billing/books.ts';
import { sell } from '#test/domains/cast.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { type MoneyShop, openMoneyShop, visitor } from './money-shop.ts';

let gateway: Gateway;
let store: MoneyShop;
let product: number;
beforeAll(async () => {
  gateway = await openGateway();
  store = await openMoneyShop(gateway);
  store.on('2027-02-01');
  product = await store.product('Website Care', {
    prices: [{ cycle: 'MONTHLY', price: '49' }],
    serverModule: '',
  });
  await sell(gateway, 'com', { registerPrices: ['10'], renewPrices: ['12'] });
});
beforeEach(() => store.on('2027-02-01'));
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

interface Placed {
  client: number;
  order: number;
  invoice: number;
  service: number;
  domain: number;
}

let names = 0;
/** An order of a product for 49.00 and a domain for 10.00 by somebody new. */
async function placed(): Promise<Placed> {
  names += 1;
  const address = { address1: 'Street 1', city: 'Delft', postcode: '2611', state: 'ZH' };
  const phone = { phoneNumber: '152123456', phoneCountryCode: '31' };
  const client = await store.client(`Client${names}`, { ...address, ...phone });
  await store.fill(client, product, { client_ip_address: visitor.user_ip });
  const owner = { user_id: client, client_ip_address: visitor.user_ip };
  const domain = `edge${names}.com`;
  const { item_id } = await rapi('CartAddDomain', { ...owner, domain });
  const dns = { dns1: 'ns1.host.test', dns2: 'ns2.host.test' };
  await rapi('CartUpdateDomainConfigs', { ...owner, id: item_id, ...dns });
  const form = { user_id: client, payment_method: 'mailin', ...visitor };
  const reply = await rapi('AddOrder', form);
  return {
    client,
    order: Number(reply.order_id),
    invoice: Number(reply.invoice_id),
    service: Number(reply.serviceids),
    domain: Number(reply.domainids),
  };
}

/** Where everything stands: order, invoice and what is owed of it, credit, service, domain. */
async function state({ client, order, service, domain }: Placed) {
  const { db } = gateway.app;
  const row = await db.order.findUniqueOrThrow({ where: { id: order } });
  const invoice = await store.invoice(row.invoiceId!);
  const held = await db.domain.findUniqueOrThrow({ where: { id: domain } });
  const { status } = await db.service.findUniqueOrThrow({ where: { id: service } });
  return [
    row.status,
    `${invoice.status} ${invoice.balance}`,
    await store.credit(client),
    status,
    held.status + (held.autoRenew ? '' : ' not renewed'),
  ];
}

const order = (command: string, { order: order_id }: Placed) => rapi(command, { order_id });
const pay = ({ invoice: invoice_id }: Placed, amount: string) =>
  rapi('AddInvoicePayment', { invoice_id, amount });

/** Each way of an order, with what it does to money, services and domains. */
const ways: Record<string, () => Promise<void>> = {
  'PENDING → ACTIVE': async () => {
    const it = await placed();
    await order('AcceptOrder', it);
    expect(await state(it)).toEqual(['ACTIVE', 'UNPAID 59.00', '0.00', 'ACTIVE', 'ACTIVE']);
  },
  'PENDING → CANCELLED': async () => {
    const [unpaid, partly, paid] = [await placed(), await placed(), await placed()];
    await pay(partly, '20');
    await pay(paid, '59');
    for (const each of [unpaid, partly, paid]) await order('CancelOrder', each);
    const over = ['CANCELLED', 'CANCELLED'];
    expect(await state(unpaid)).toEqual(['CANCELLED', 'CANCELLED 0.00', '0.00', ...over]);
    expect(await state(partly)).toEqual(['CANCELLED', 'CANCELLED 0.00', '20.00', ...over]);
    expect(await state(paid)).toEqual(['CANCELLED', 'PAID 0.00', '0.00', ...over]);
  },
  'PENDING → FRAUD': async () => {
    const it = await placed();
    await order('FraudOrder', it);
    const over = ['FRAUD', 'FRAUD not renewed'];
    expect(await state(it)).toEqual(['FRAUD', 'CANCELLED 0.00', '0.00', ...over]);
  },
  'ACTIVE → FRAUD': async () => {
    const it = await placed();
    await pay(it, '59');
    await order('AcceptOrder', it);
    store.on('2028-01-25');
    const renewals = await store.generate(it.client);
    await order('FraudOrder', it);
    expect(await state(it)).toEqual(['FRAUD', 'PAID 0.00', '0.00', 'FRAUD', 'FRAUD not renewed']);
    // The domain's own renewal is owed no more; nothing of it is billed again.
    const { db } = gateway.app;
    const open = await db.invoiceItem.findMany({
      where: { domainId: it.domain, invoice: { id: { in: renewals } } },
      select: { invoice: { select: { status: true } } },
    });
    expect(open.map(({ invoice }) => invoice.status)).toEqual(['CANCELLED']);
    store.on('2029-01-25');
    expect(await store.generate(it.client)).toEqual([]);
  },
  'ACTIVE → PENDING': async () => {
    const it = await placed();
    await order('AcceptOrder', it);
    await order('PendingOrder', it);
    expect(await state(it)).toEqual(['PENDING', 'UNPAID 59.00', '0.00', 'PENDING', 'ACTIVE']);
  },
  'CANCELLED → PENDING': async () => {
    const [unpaid, refunded, paid] = [await placed(), await placed(), await placed()];
    await pay(refunded, '59');
    await pay(paid, '59');
    for (const each of [unpaid, refunded, paid]) await order('CancelOrder', each);
    const { db } = gateway.app;
    const payment = await db.transaction.findFirstOrThrow({
      where: { invoiceId: refunded.invoice },
    });
    const refund = { invoice_id: refunded.invoice, transaction_id: payment.id, amount: 59 };
    await rapi('AddRefund', { ...refund, refund_type: 'Manual' });
    for (const each of [unpaid, refunded, paid]) await order('PendingOrder', each);
    const again = ['PENDING', 'PENDING'];
    expect(await state(unpaid)).toEqual(['PENDING', 'UNPAID 59.00', '0.00', ...again]);
    expect(await state(refunded)).toEqual(['PENDING', 'UNPAID 59.00', '0.00', ...again]);
    expect(await state(paid)).toEqual(['PENDING', 'PAID 0.00', '0.00', ...again]);
  },
  'FRAUD → PENDING': async () => {
    const it = await placed();
    await pay(it, '20');
    await order('AcceptOrder', it);
    await order('FraudOrder', it);
    await order('PendingOrder', it);
    // What was paid is credit since the order was called off; the whole is owed again.
    const stands = ['PENDING', 'UNPAID 59.00', '20.00', 'PENDING', 'ACTIVE not renewed'];
    expect(await state(it)).toEqual(stands);
  },
};

describe('an order', () => {
  it.each(orderEdges.map(({ from, to }) => `${from} → ${to}`))('goes %s', (way) => ways[way]!());

  it('goes no other way', async () => {
    const { db } = gateway.app;
    const [pending, active, off] = [await placed(), await placed(), await placed()];
    await order('AcceptOrder', active);
    await order('CancelOrder', off);
    const no = (command: string, { order: order_id }: Placed) =>
      gateway.rapi(command, { order_id }).then(({ result }) => result);
    expect(await no('CancelOrder', active)).toBe('error');
    expect(await no('AcceptOrder', active)).toBe('error');
    expect(await no('FraudOrder', off)).toBe('error');
    expect(await no('AcceptOrder', off)).toBe('error');
    expect(await no('DeleteOrder', pending)).toBe('error');
    expect(await db.order.count({ where: { id: pending.order, status: 'PENDING' } })).toBe(1);
  });

  it('gives nothing away by being called off, taken up and accepted (M10)', async () => {
    for (const off of ['CancelOrder', 'FraudOrder']) {
      const it = await placed();
      await order(off, it);
      await order('PendingOrder', it);
      expect((await state(it)).slice(0, 2)).toEqual(['PENDING', 'UNPAID 59.00']);
      await order('AcceptOrder', it);
      expect((await state(it)).slice(0, 4)).toEqual(['ACTIVE', 'UNPAID 59.00', '0.00', 'ACTIVE']);
    }
  });

  it('gives credit back that was spent on it, and a promotion once again (M10)', async () => {
    await store.promotion('HALF', { type: 'PERCENTAGE', value: '50', maxUses: 1 });
    const client = await store.client('Spender');
    await rapi('AddCredit', { user_id: client, amount: 10, description: 'x' });
    const it = { client, ...(await store.order(client, product, { code: 'HALF' })) };
    expect(await store.invoice(it.invoice)).toMatchObject({ balance: '14.50', credit: '10.00' });
    await rapi('CancelOrder', { order_id: it.order });
    expect(await store.credit(client)).toBe('10.00');
    await rapi('PendingOrder', { order_id: it.order });
    expect(await store.invoice(it.invoice)).toMatchObject({ status: 'UNPAID', balance: '24.50' });
    expect(await store.credit(client)).toBe('10.00');
    const promotion = await gateway.app.db.promotion.findUniqueOrThrow({ where: { code: 'HALF' } });
    expect(promotion.uses).toBe(1);
  });

  it('has an account running again that was kept as evidence', async () => {
    const client = await store.client('Wronged');
    const hosting = await store.product('Hosting', { prices: [{ cycle: 'MONTHLY', price: '9' }] });
    const { order: order_id, service } = await store.buy(client, hosting);
    const statusOf = async () =>
      (await gateway.app.db.service.findUniqueOrThrow({ where: { id: service } })).status;
    await rapi('FraudOrder', { order_id });
    expect(await statusOf()).toBe('FRAUD');
    await rapi('PendingOrder', { order_id });
    expect(await statusOf()).toBe('ACTIVE');
  });

  it('takes its domains along as fraud, and is not deleted while one is held (M31)', async () => {
    const it = await placed();
    await pay(it, '59');
    await order('AcceptOrder', it);
    await order('FraudOrder', it);
    const { db } = gateway.app;
    const where = { id: it.domain };
    expect(await db.domain.findUniqueOrThrow({ where })).toMatchObject({
      status: 'FRAUD',
      autoRenew: false,
    });
    store.on('2028-01-25');
    expect(await store.generate(it.client)).toEqual([]);
    await order('DeleteOrder', it);
    expect(await db.domain.count({ where })).toBe(0);
    expect(await db.service.count({ where: { id: it.service } })).toBe(0);
    // The books stay.
    expect((await store.invoice(it.invoice)).status).toBe('PAID');

    const held = await placed();
    await order('CancelOrder', held);
    await db.domain.update({ where: { id: held.domain }, data: { status: 'ACTIVE' } });
    const refused = await gateway.rapi('DeleteOrder', { order_id: held.order });
    expect(refused.result).toBe('error');
    expect(await db.order.count({ where: { id: held.order } })).toBe(1);
  });
});
