import { beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { addService, openStore, type Store } from './store.ts';

let gateway: Gateway;
let store: Store;

beforeAll(async () => {
  gateway = await openGateway();
  store = await openStore(gateway);
  const prices = [
    { cycle: 'MONTHLY', price: '10' },
    { cycle: 'ANNUALLY', price: '99.99' },
  ] as const;
  await gateway.app.db.productPrice.createMany({
    data: prices.map((row) => ({ ...row, productId: store.hosting, currencyCode: 'USD' })),
  });
});

const UPDATE = `mutation ($input: UpdateClientProductInput!) {
  updateClientProduct(input: $input) { service {
    status domainName username hasPassword nextDueOn terminateOn billingCycle notes
    recurring { amount } firstPayment { amount } suspendReason assignedIps
    overrideSuspendUntilOn overrideAutoSuspend overrideAutoTerminate paymentMethod
    product { name } } }
}`;
const update = (serviceId: number, input: object, as?: 'reseller' | 'carol') =>
  gateway.ask(UPDATE, { input: { serviceId: `Service:${serviceId}`, ...input } }, as);

it('changes what is given and leaves the rest', async () => {
  const { db } = gateway.app;
  await db.gateway.create({
    data: { label: 'paypal', module: 'paypal', displayName: 'PayPal', isActive: true },
  });
  const id = await addService(gateway, gateway.carol, store.hosting, { username: 'carol' });
  const { data } = await update(id, {
    domainName: 'Größe.example',
    password: 'S3cret-one',
    nextDueOn: '2027-01-31',
    terminateOn: '2028-01-01',
    firstPayment: '5',
    recurring: '7.50',
    paymentMethod: 'paypal',
    status: 'SUSPENDED',
    suspendReason: 'Abuse',
    overrideSuspendUntilOn: '2027-02-01',
    overrideAutoSuspend: true,
    overrideAutoTerminate: true,
    assignedIps: ['192.0.2.1', '2001:db8::1'],
    notes: 'VIP',
  });
  expect(data.updateClientProduct.service).toEqual({
    status: 'SUSPENDED',
    domainName: 'xn--gre-6ka8i.example',
    username: 'carol',
    hasPassword: true,
    nextDueOn: '2027-01-31',
    terminateOn: '2028-01-01',
    billingCycle: 'MONTHLY',
    notes: 'VIP',
    recurring: { amount: '7.50' },
    firstPayment: { amount: '5.00' },
    suspendReason: 'Abuse',
    assignedIps: ['192.0.2.1', '2001:db8::1'],
    overrideSuspendUntilOn: '2027-02-01',
    overrideAutoSuspend: true,
    overrideAutoTerminate: true,
    paymentMethod: 'paypal',
    product: { name: 'Starter' },
  });
  const row = await db.service.findUniqueOrThrow({ where: { id } });
  expect(row.nextInvoiceOn).toEqual(row.nextDueOn);
  expect(row.suspendedAt).not.toBeNull();
  const [event] = await db.outboxEvent.findMany({ where: { type: 'service.changed' } });
  expect((event!.payload as { changed: string[] }).changed).toContain('nextDueOn');
});

it('reckons the recurring amount by price list, quantity and promotion', async () => {
  const { db } = gateway.app;
  const promotion = await db.promotion.create({
    data: {
      code: 'TENTH',
      type: 'PERCENTAGE',
      value: '10',
      isRecurring: true,
      recurForCycles: 3,
      currencyCode: 'USD',
    },
  });
  const id = await addService(gateway, gateway.carol, store.plain, { quantity: 3 });
  const { data } = await update(id, {
    productId: `Product:${store.hosting}`,
    billingCycle: 'ANNUALLY',
    promotionId: `Promotion:${promotion.id}`,
    recalculateRecurring: true,
  });
  // 3 × 99.99 = 299.97; a tenth of each unit is 10.00 (9.999 rounded).
  expect(data.updateClientProduct.service.recurring.amount).toBe('269.97');
  const row = await db.service.findUniqueOrThrow({ where: { id } });
  expect(row).toMatchObject({ promotionId: promotion.id, promotionCyclesLeft: 3 });
  const missing = await update(id, { billingCycle: 'TEN_YEARS', recalculateRecurring: true });
  expect(codeOf(missing)).toBe('PRICE_MISSING');
});

it('refuses what does not exist by name, and strangers', async () => {
  const id = await addService(gateway, gateway.carol, store.hosting);
  for (const [input, code] of [
    [{ productId: 'Product:9999' }, 'PRODUCT_NOT_FOUND'],
    [{ serverId: 'Server:9999' }, 'SERVER_NOT_FOUND'],
    [{ paymentMethod: 'cheque' }, 'PAYMENT_METHOD_UNKNOWN'],
    [{ promotionId: 'Promotion:9999' }, 'PROMOTION_NOT_FOUND'],
    [{ recurring: '-1' }, 'BAD_INPUT'],
    [{ domainName: 'not a domain' }, 'BAD_INPUT'],
    [{ diskLimitMb: -1 }, 'BAD_INPUT'],
  ] as const)
    expect([input, codeOf(await update(id, input))]).toEqual([input, code]);
  expect(codeOf(await update(id, {}, 'carol'))).toBe('FORBIDDEN');
  expect(codeOf(await update(id, {}, 'reseller'))).toBe('SERVICE_NOT_FOUND');
});

it('empties, splits and names a list of addresses as its form does, and takes any case (D81)', async () => {
  const { db } = gateway.app;
  const id = await addService(gateway, gateway.carol, store.hosting);
  const send = (form: object) => gateway.rapi('UpdateClientProduct', { service_id: id, ...form });
  const row = () => db.service.findUniqueOrThrow({ where: { id }, include: { gateway: true } });
  // WHMCS writes one address a line.
  await send({ assigned_ips: '192.0.2.1\r\n192.0.2.2' });
  expect((await row()).assignedIps).toEqual(['192.0.2.1', '192.0.2.2']);
  const wrong = await send({ assigned_ips: 'nonsense' });
  expect(wrong.message).toContain('assigned_ips');
  expect(wrong.message).not.toContain('assignedIps');
  await send({ assigned_ips: '' });
  expect((await row()).assignedIps).toEqual([]);
  expect((await send({ payment_method: 'PayPal' })).result).toBe('success');
  expect((await row()).gateway?.module).toBe('paypal');
});
