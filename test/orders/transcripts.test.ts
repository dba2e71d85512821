import { freeze } from '#core/clock.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { addService, openStore, type Store } from '#test/services/store.ts';
import { transcript } from '#test/transcript.ts';
import { orderedService, placedOrder } from './estate.ts';

let gateway: Gateway;
let store: Store;
const thaw = freeze('2026-11-21T12:00:00Z');
let number = 1_000;

/** An order with one pending service, as placing it leaves it. */
async function placed(clientId: number, more: object = {}): Promise<number> {
  number += 1;
  const { db } = gateway.app;
  const { id } = await db.order.create({
    data: {
      number: String(number),
      clientId,
      currencyCode: 'USD',
      amount: '9.95',
      ip: '203.0.113.9',
      createdAt: new Date('2026-11-20T10:00:00Z'),
      ...more,
    },
  });
  const serviceId = await addService(gateway, clientId, store.plain, { orderId: id });
  await db.orderItem.create({
    data: {
      orderId: id,
      type: 'PRODUCT',
      productId: store.plain,
      serviceId,
      description: 'Licence',
      billingCycle: 'MONTHLY',
      currencyCode: 'USD',
      amount: '9.95',
    },
  });
  return id;
}

beforeAll(async () => {
  gateway = await openGateway();
  store = await openStore(gateway);
});
afterAll(thaw);

const common = (form: Record<string, string | number>) => [
  { title: 'no such order', form: { ...form, order_id: 9999 } },
  { title: 'no order named', form: {} },
  { title: 'a customer may not', form, as: 'carol' as const },
  { title: 'a reseller, of another’s', form, as: 'reseller' as const },
  { title: 'nobody', form, as: null },
];

it('speaks CancelOrder as it always did', async () => {
  const { db } = gateway.app;
  await db.product.update({
    where: { id: store.plain },
    data: { stockControlled: true, stockQuantity: 4 },
  });
  const order = await placed(gateway.carol);
  const agreed = await placed(gateway.carol);
  await db.service.updateMany({ where: { orderId: agreed }, data: { subscriptionId: 'I-77' } });
  await transcript(gateway, 'CancelOrder', [
    { title: 'pending', form: { order_id: order, do_not_send_email: 'true' } },
    { title: 'a second time', form: { order_id: order } },
    { title: 'an agreement at a gateway', form: { order_id: agreed, subscription_cancel: 'true' } },
    { title: 'of its customer', form: { order_id: await placed(gateway.rob) }, as: 'reseller' },
    ...common({ order_id: order }),
  ]);
  const services = await db.service.findMany({ where: { orderId: order } });
  expect(services.map(({ status }) => status)).toEqual(['CANCELLED']);
  const product = await db.product.findUniqueOrThrow({ where: { id: store.plain } });
  expect(product.stockQuantity).toBe(6);
});

it('speaks FraudOrder as it always did', async () => {
  const order = await placed(gateway.carol, { status: 'ACTIVE' });
  await transcript(gateway, 'FraudOrder', [
    { title: 'active', form: { order_id: order } },
    { title: 'a second time', form: { order_id: order } },
    ...common({ order_id: order }),
  ]);
  const [event] = await gateway.app.db.outboxEvent.findMany({
    where: { type: 'order.markedFraud' },
  });
  expect(event).toMatchObject({ subjectId: BigInt(order), clientId: gateway.carol });
});

it('speaks PendingOrder as it always did', async () => {
  const order = await placed(gateway.carol);
  await gateway.rapi('CancelOrder', { order_id: order });
  await transcript(gateway, 'PendingOrder', [
    { title: 'a cancelled one', form: { order_id: order } },
    { title: 'a pending one', form: { order_id: order } },
    ...common({ order_id: order }),
  ]);
  const { db } = gateway.app;
  await gateway.rapi('CancelOrder', { order_id: order });
  await db.product.update({ where: { id: store.plain }, data: { stockQuantity: 0 } });
  const reply = await gateway.rapi('PendingOrder', { order_id: order });
  expect(reply.message).toBe('Only 0 of Licence left.');
});

it('speaks DeleteOrder as it always did', async () => {
  const [order, pending] = [await placed(gateway.carol), await placed(gateway.carol)];
  await gateway.rapi('CancelOrder', { order_id: order });
  await transcript(gateway, 'DeleteOrder', [
    { title: 'a pending one', form: { order_id: pending } },
    { title: 'a cancelled one', form: { order_id: order } },
    { title: 'a second time', form: { order_id: order } },
    ...common({ order_id: pending }),
  ]);
  expect(await gateway.app.db.service.count({ where: { orderId: order } })).toBe(0);
});

it('speaks OrderFraudCheck as it always did', async () => {
  const order = await placed(gateway.carol);
  await transcript(gateway, 'OrderFraudCheck', [
    { title: 'none is set up', form: { order_id: order } },
    { title: 'an address that is none', form: { order_id: order, ip_address: 'here' } },
    ...common({ order_id: order }),
  ]);
});

it('speaks GetOrders and GetOrderStatuses as it always did', async () => {
  const { db } = gateway.app;
  await db.order.deleteMany();
  const [mine, robs] = [await placed(gateway.carol), await placed(gateway.rob)];
  await db.order.update({ where: { id: robs }, data: { status: 'ACTIVE', ip: '2001:db8::1' } });
  await transcript(gateway, 'GetOrders', [
    { title: 'all', form: {} },
    { title: 'by number', form: { order_no: mine } },
    { title: 'of a client', form: { user_id: gateway.rob } },
    { title: 'by status', form: { status: 'Active' } },
    { title: 'by address', form: { ip_address: '2001:DB8:0::1' } },
    { title: 'by invoice', form: { invoice_id: 9999 } },
    { title: 'the last first, one a page', form: { limit_num: 1, sort_order: 'DESC' } },
    {
      title: 'by kind of product, as the reference describes it',
      form: { sort_order_field: 'DESC', sort_order: 'product_type' },
    },
    {
      title: 'by kind of product, as the names say',
      form: { sort_order_field: 'product_type', sort_order: 'DESC' },
    },
    { title: 'a customer sees its own', form: {}, as: 'carol' },
    { title: 'a stranger sees none', form: {}, as: 'stranger' },
    { title: 'a status that is none', form: { status: 'Asleep' } },
    { title: 'nobody', form: {}, as: null },
  ]);
  await transcript(gateway, 'GetOrderStatuses', [
    { title: 'all', form: {} },
    { title: 'a reseller’s', form: {}, as: 'reseller' },
    { title: 'nobody', form: {}, as: null },
  ]);
});

it('sorts orders by the kind of product their first line is of', async () => {
  const { db } = gateway.app;
  await db.order.deleteMany();
  const licence = await placed(gateway.carol);
  const renewal = await placedOrder(gateway, gateway.carol);
  for (const type of ['DOMAIN_RENEW', 'PRODUCT'] as const)
    await db.orderItem.create({
      data: { orderId: renewal, type, description: 'carol.com', currencyCode: 'USD', amount: '1' },
    });
  const hosting = await placedOrder(gateway, gateway.carol);
  await orderedService(gateway, hosting, store.hosting);
  const QUERY = `query ($direction: SortDirection) {
    orders(orderBy: { field: PRODUCT_TYPE, direction: $direction }) { edges { node { databaseId } } } }`;
  const sorted = async (direction: 'ASC' | 'DESC') => {
    const { orders } = await gateway.data(QUERY, { direction });
    return orders.edges.map(({ node }: any) => node.databaseId);
  };
  expect(await sorted('ASC')).toEqual([renewal, licence, hosting]);
  expect(await sorted('DESC')).toEqual([hosting, licence, renewal]);
});

it('speaks GetPromotions as it always did', async () => {
  const { db } = gateway.app;
  await db.promotion.create({
    data: {
      code: 'SPRING',
      type: 'PERCENTAGE',
      value: '25',
      currencyCode: 'USD',
      isRecurring: true,
      recurForCycles: 2,
      maxUses: 5,
      cycles: ['MONTHLY', 'ANNUALLY'],
      expiresOn: new Date('2027-03-31'),
      targets: { create: { role: 'APPLIES_TO', productId: store.hosting } },
    },
  });
  await db.promotion.create({
    data: { code: 'FIVER', type: 'FIXED_AMOUNT', value: '5', currencyCode: 'USD' },
  });
  await transcript(gateway, 'GetPromotions', [
    { title: 'all', form: {} },
    { title: 'by code', form: { code: 'spring' } },
    { title: 'by type', form: { type: 'Fixed Amount' } },
    { title: 'a type that is none', form: { type: 'Gift' } },
    { title: 'a customer sees none', form: {}, as: 'carol' },
    { title: 'nobody', form: {}, as: null },
  ]);
});
