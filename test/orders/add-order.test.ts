import { freeze } from '#core/clock.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { openStore, type Store } from '#test/services/store.ts';
import { transcript } from '#test/transcript.ts';
import { together } from '#test/setup/together.ts';

let gateway: Gateway;
let store: Store;
const thaw = freeze('2026-11-21T12:00:00Z');

beforeAll(async () => {
  gateway = await openGateway();
  store = await openStore(gateway);
  const { db } = gateway.app;
  await db.gateway.create({
    data: { label: 'mailin', module: 'mailin', displayName: 'Bank', isActive: true },
  });
  await db.productPrice.create({
    data: {
      productId: store.plain,
      currencyCode: 'USD',
      cycle: 'MONTHLY',
      price: '10',
      setupFee: '5',
    },
  });
});
afterAll(thaw);

/** Fills a client's cart with one product, as the cart commands leave it. */
const fill = async (clientId: number, quantity = 1, promotionId: number | null = null) => {
  await gateway.app.db.cart.create({
    data: {
      clientId,
      currencyCode: 'USD',
      promotionId,
      expiresAt: new Date('2026-12-21T12:00:00Z'),
      items: {
        create: {
          type: 'PRODUCT',
          productId: store.plain,
          cycle: 'MONTHLY',
          quantity,
          domainName: 'carol.example',
        },
      },
    },
  });
};
const form = (user_id: number) => ({
  user_id,
  payment_method: 'mailin',
  user_ip: '203.0.113.9',
  userAgent: 'Browser/1.0',
  acceptLanguage: 'en',
});

/** As many clients as are asked for, each with the same cart. */
async function crowd(size: number, promotionId: number | null = null): Promise<number[]> {
  const { db } = gateway.app;
  const like = await db.client.findUniqueOrThrow({ where: { id: gateway.carol } });
  const ids: number[] = [];
  for (let index = 0; index < size; index += 1) {
    const { id } = await db.client.create({
      data: {
        firstName: 'C',
        lastName: String(index),
        email: `crowd${promotionId ?? 0}-${index}@example.test`,
        countryCode: like.countryCode,
        currencyCode: 'USD',
      },
    });
    ids.push(id);
    await fill(id, 1, promotionId);
  }
  return ids;
}

it('speaks AddOrder as it always did', async () => {
  const { carol, stranger } = gateway;
  await fill(carol, 2);
  const good = form(carol);
  const { user_ip: _ip, ...noAddress } = good;
  await transcript(gateway, 'AddOrder', [
    { title: 'a payment method that is none', form: { ...good, payment_method: 'cheque' } },
    { title: 'no address', form: noAddress },
    { title: 'the cart', form: { ...good, notes: 'Call first.', no_invoice_email: 'YES' } },
    { title: 'an empty cart', form: good },
    { title: 'no such client', form: { ...good, user_id: 9999 } },
    { title: 'another’s cart', form: form(carol), as: 'stranger' },
    { title: 'nobody', form: good, as: null },
  ]);
  await fill(stranger);
  const without = await gateway.rapi('AddOrder', { ...form(stranger), no_invoice: 'YES' });
  expect(without).toMatchObject({ result: 'success', invoiceid: '0' });
});

it('makes service, lines and invoice of what was quoted, to the cent', async () => {
  const { db } = gateway.app;
  const order = await db.order.findFirstOrThrow({
    where: { clientId: gateway.carol },
    include: { items: true, services: true, invoice: { include: { items: true } } },
  });
  // 2 × (10 + 5 setup) = 30.
  expect(order.amount.toFixed(2)).toBe('30.00');
  expect(order).toMatchObject({ status: 'PENDING', notes: 'Call first.', ip: '203.0.113.9' });
  expect(order.invoice).toMatchObject({ status: 'UNPAID' });
  expect(order.invoice!.total.toFixed(2)).toBe('30.00');
  const [service] = order.services;
  expect(service).toMatchObject({ status: 'PENDING', quantity: 2, domainName: 'carol.example' });
  expect(service!.firstPaymentAmount.toFixed(2)).toBe('30.00');
  expect(service!.recurringAmount.toFixed(2)).toBe('20.00');
  expect(service!.nextDueOn).toEqual(new Date('2026-12-21'));
  expect(order.invoice!.items.every(({ serviceId }) => serviceId === service!.id)).toBe(true);
  expect(order.items.map(({ type }) => type)).toEqual(['PRODUCT']);
  expect(await db.cart.count({ where: { clientId: gateway.carol } })).toBe(0);
});

it('refuses a closed client', async () => {
  const { db } = gateway.app;
  const [id] = await crowd(1, null);
  await db.client.update({ where: { id: id! }, data: { status: 'CLOSED' } });
  const reply = await gateway.rapi('AddOrder', form(id!));
  expect(reply.message).toBe('Unable to add order when client status is Closed');
});

together('sells ten of ten to fifty who want one at once', async () => {
  const { db } = gateway.app;
  await db.client.deleteMany({ where: { email: { startsWith: 'crowd' } } });
  await db.product.update({
    where: { id: store.plain },
    data: { stockControlled: true, stockQuantity: 10 },
  });
  const ids = await crowd(50);
  const replies = await Promise.all(ids.map((id) => gateway.rapi('AddOrder', form(id))));
  expect(replies.filter(({ result }) => result === 'success')).toHaveLength(10);
  const refused = new Set(
    replies.filter(({ result }) => result === 'error').map(({ message }) => message),
  );
  expect([...refused]).toEqual(['Only 0 of Licence left.']);
  const product = await db.product.findUniqueOrThrow({ where: { id: store.plain } });
  expect(product.stockQuantity).toBe(0);
  expect(await db.service.count({ where: { clientId: { in: ids } } })).toBe(10);
  expect(await db.invoice.count({ where: { clientId: { in: ids } } })).toBe(10);
  await db.product.update({ where: { id: store.plain }, data: { stockControlled: false } });
});

together('gives a promotion of five uses to five of fifty', async () => {
  const { db } = gateway.app;
  const promotion = await db.promotion.create({
    data: { code: 'FIVE', type: 'PERCENTAGE', value: '50', currencyCode: 'USD', maxUses: 5 },
  });
  const ids = await crowd(50, promotion.id);
  const replies = await Promise.all(ids.map((id) => gateway.rapi('AddOrder', form(id))));
  expect(replies.filter(({ result }) => result === 'success')).toHaveLength(5);
  expect(await db.promotionUse.count({ where: { promotionId: promotion.id } })).toBe(5);
  expect((await db.promotion.findUniqueOrThrow({ where: { id: promotion.id } })).uses).toBe(5);
  const [order] = await db.order.findMany({ where: { promotionId: promotion.id } });
  expect(order!.amount.toFixed(2)).toBe('7.50');
});

it('orders one cart once, however often it is asked for', async () => {
  await fill(gateway.rob);
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => gateway.rapi('AddOrder', form(gateway.rob))),
  );
  expect(replies.filter(({ result }) => result === 'success')).toHaveLength(1);
});
