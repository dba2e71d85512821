import { beforeAll, expect, it } from 'vitest';
import { openWithGateways, type WithGateways } from '#test/billing/gateways.ts';
import { sell } from '#test/domains/cast.ts';
import { openStore, type Store } from '#test/services/store.ts';
import { orderedDomain, orderedService, placedOrder } from './estate.ts';

// https://developer.paypal.com/docs/api/subscriptions/v1/#subscriptions_cancel and
// https://docs.stripe.com/api/subscriptions/cancel
let { gateway, paypal, stripe } = {} as WithGateways;
let store: Store;
beforeAll(async () => {
  ({ gateway, paypal, stripe } = await openWithGateways());
  store = await openStore(gateway);
  await sell(gateway, 'com');
});

/** An order of a service that an agreement at a gateway pays for. */
async function agreed(gatewayId: number | null, subscriptionId: string) {
  const order_id = await placedOrder(gateway, gateway.carol);
  const service = await orderedService(gateway, order_id, store.plain);
  const input = { serviceId: `Service:${service}`, subscriptionId };
  await gateway.data(
    `mutation ($input: UpdateClientProductInput!) { updateClientProduct(input: $input) { service { subscriptionId } } }`,
    { input },
  );
  await gateway.app.db.service.update({ where: { id: service }, data: { gatewayId } });
  return { order_id, service };
}
const subscription_cancel = 'true';
const left = async (id: number) =>
  (await gateway.app.db.service.findUniqueOrThrow({ where: { id } })).subscriptionId;
const statusOf = async (id: number) =>
  (await gateway.app.db.order.findUniqueOrThrow({ where: { id } })).status;

it('ends the agreement at PayPal when an order is cancelled (M58, D29)', async () => {
  paypal.subscriptions.set('I-BW452GLLEP1G', 'ACTIVE');
  const { order_id, service } = await agreed(paypal.id, 'I-BW452GLLEP1G');
  const reply = await gateway.rapi('CancelOrder', { order_id, subscription_cancel });
  expect(reply.result).toBe('success');
  expect(paypal.subscriptions.get('I-BW452GLLEP1G')).toBe('CANCELLED');
  const sent = paypal.seen.filter(({ path }) => path.startsWith('/v1/billing/subscriptions'));
  expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /v1/billing/subscriptions/I-BW452GLLEP1G/cancel',
  ]);
  expect(await left(service)).toBe('');
});

it('ends one at Stripe with a fraudulent order, also when it has ended there already (M58, D29)', async () => {
  for (const status of ['active', 'canceled']) {
    stripe.subscriptions.set(`sub_${status}`, status);
    const { order_id, service } = await agreed(stripe.id, `sub_${status}`);
    expect(await gateway.rapi('FraudOrder', { order_id, subscription_cancel })).toEqual({
      result: 'success',
    });
    expect(stripe.subscriptions.get(`sub_${status}`)).toBe('canceled');
    expect(await left(service)).toBe('');
  }
});

it('leaves it alone unless asked, and refuses what no gateway can end (M58, D29)', async () => {
  paypal.subscriptions.set('I-STAYS', 'ACTIVE');
  const stays = await agreed(paypal.id, 'I-STAYS');
  await gateway.rapi('CancelOrder', { order_id: stays.order_id });
  expect(paypal.subscriptions.get('I-STAYS')).toBe('ACTIVE');
  expect(await left(stays.service)).toBe('I-STAYS');

  const { order_id } = await agreed(null, 'ELSEWHERE');
  expect(await gateway.rapi('CancelOrder', { order_id, subscription_cancel })).toEqual({
    result: 'error',
    message:
      'Subscription Cancellation Failed - Please check the gateway log for further information',
  });
  expect(await statusOf(order_id)).toBe('PENDING');
});

it('says what PayPal refuses, and keeps the agreement for another try (M58, D29)', async () => {
  const { order_id, service } = await agreed(paypal.id, 'I-UNKNOWN');
  const reply = await gateway.rapi('CancelOrder', { order_id, subscription_cancel });
  expect(reply.result).toBe('error');
  expect(await left(service)).toBe('I-UNKNOWN');
  expect(await statusOf(order_id)).toBe('PENDING');
  const [task] = await gateway.app.db.task.findMany({
    where: { kind: 'order.endSubscriptions' },
    orderBy: { id: 'desc' },
    take: 1,
  });
  expect(task).toMatchObject({
    state: 'REJECTED',
    subjectType: 'Order',
    subjectId: BigInt(order_id),
  });
});

it('ends every agreement of an order, of its domain and its addon too, or calls nothing off (D29)', async () => {
  const { order_id, service } = await agreed(paypal.id, 'I-SERVICE');
  const { db } = gateway.app;
  const domain = await orderedDomain(gateway, order_id, 'agreed-one.com');
  const addon = await db.serviceAddon.create({
    data: {
      serviceId: service,
      clientId: gateway.carol,
      orderId: order_id,
      name: 'Backup',
      currencyCode: 'USD',
      billingCycle: 'MONTHLY',
      registeredOn: new Date('2026-11-01'),
      gatewayId: stripe.id,
    },
  });
  await gateway.data(
    `mutation ($input: UpdateClientDomainInput!) { updateClientDomain(input: $input) { domain { id } } }`,
    { input: { domainId: `Domain:${domain}`, subscriptionId: 'I-DOMAIN' } },
  );
  await db.domain.update({ where: { id: domain }, data: { gatewayId: paypal.id } });
  const input = { serviceAddonId: `ServiceAddon:${addon.id}`, subscriptionId: 'sub_addon' };
  const { updateServiceAddon } = await gateway.data(
    `mutation ($input: UpdateServiceAddonInput!) { updateServiceAddon(input: $input) { serviceAddon { subscriptionId } } }`,
    { input },
  );
  expect(updateServiceAddon.serviceAddon.subscriptionId).toBe('sub_addon');

  // Stripe knows no such subscription yet, so the order stays what it was.
  for (const id of ['I-SERVICE', 'I-DOMAIN']) paypal.subscriptions.set(id, 'ACTIVE');
  const cancel = () => gateway.rapi('CancelOrder', { order_id, subscription_cancel });
  expect((await cancel()).result).toBe('error');
  expect(await statusOf(order_id)).toBe('PENDING');

  stripe.subscriptions.set('sub_addon', 'active');
  expect((await cancel()).result).toBe('success');
  expect(await statusOf(order_id)).toBe('CANCELLED');
  expect([
    paypal.subscriptions.get('I-SERVICE'),
    paypal.subscriptions.get('I-DOMAIN'),
    stripe.subscriptions.get('sub_addon'),
  ]).toEqual(['CANCELLED', 'CANCELLED', 'canceled']);
  expect(await db.domain.findUniqueOrThrow({ where: { id: domain } })).toMatchObject({
    status: 'CANCELLED',
    subscriptionId: '',
  });
});
