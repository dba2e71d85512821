import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { startServices } from '#modules/services/automation.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { fakeWhm, type FakeWhm } from '#test/providers/panels/fake-whm.ts';
import { act, createServer, addService, openStore, type Store } from '#test/services/store.ts';
import { transcript } from '#test/transcript.ts';

let gateway: Gateway;
let whm: FakeWhm;
let store: Store;
let bigger: number;
let other: number;
// Half of November, 15 of its 30 days, is still paid for.
const thaw = freeze('2027-11-16T12:00:00Z');

beforeAll(async () => {
  gateway = await openGateway(startServices);
  whm = await fakeWhm();
  store = await openStore(gateway);
  await createServer(gateway, whm);
  const { db } = gateway.app;
  await db.gateway.create({
    data: { label: 'mailin', module: 'mailin', displayName: 'Bank', isActive: true },
  });
  const { typeId } = await db.product.findUniqueOrThrow({ where: { id: store.hosting } });
  const like = { groupId: store.groupId, typeId, currencyCode: 'USD' };
  const price = (productId: number, cycle: 'MONTHLY' | 'ANNUALLY', amount: string) =>
    db.productPrice.create({ data: { productId, currencyCode: 'USD', cycle, price: amount } });
  const made = (name: string, more: object) =>
    db.product.create({ data: { ...like, name, slug: name.toLowerCase(), ...more } });
  ({ id: bigger } = await made('Pro', { serverModule: 'cpanel', serverPackageName: 'pro' }));
  ({ id: other } = await made('Machine', { serverModule: 'plesk' }));
  await price(store.hosting, 'MONTHLY', '10');
  await price(store.hosting, 'ANNUALLY', '100');
  await price(bigger, 'MONTHLY', '30');
  await price(other, 'MONTHLY', '30');
  await db.product.update({
    where: { id: store.hosting },
    data: {
      upgradesEnabled: true,
      configOptionsUpgradable: true,
      upgradePaths: { create: [{ toProductId: bigger }, { toProductId: other }] },
    },
  });
  await db.product.update({
    where: { id: bigger },
    data: { upgradesEnabled: true, upgradePaths: { create: { toProductId: store.hosting } } },
  });
});
afterAll(async () => {
  thaw();
  await whm.stop();
});
beforeEach(() => {
  whm.seen.length = 0;
});

/** Carol's running account, paid until the end of November. */
const running = (productId = store.hosting, price = '10') =>
  addService(gateway, gateway.carol, productId, {
    status: 'ACTIVE',
    nextDueOn: new Date('2027-12-01'),
    nextInvoiceOn: new Date('2027-12-01'),
    recurringAmount: price,
  });
const service = (id: number) => gateway.app.db.service.findUniqueOrThrow({ where: { id } });

const QUOTE = `quote { daysUntilRenewal totalDays nextDueOn isInProgress
  credit { amount } charge { amount } price { amount } discount { amount } surplus { amount }
  recurring { amount } toProduct { name } billingCycle }`;
const upgrade = (serviceId: number, more: object, as: 'staff' | 'carol' | 'stranger' = 'carol') =>
  gateway.ask(
    `mutation ($input: UpgradeProductInput!) { upgradeProduct(input: $input) {
      ${QUOTE} upgradeId upgrade { id kind status toProduct { name } amount { amount } }
      order { databaseId status invoice { databaseId } items { upgrade { id } } } } }`,
    { input: { serviceId: `Service:${serviceId}`, ...more } },
    as,
  );
const toBigger = () => ({ productId: `Product:${bigger}` });
const sums = (quote: Record<string, { amount: string }>) =>
  ['credit', 'charge', 'price', 'surplus', 'recurring'].map((name) => quote[name]!.amount);

it('speaks UpgradeProduct as it always did', async () => {
  const id = await running();
  const form = { service_id: id, new_item_id: bigger };
  await transcript(
    gateway,
    'UpgradeProduct',
    [
      { title: 'only reckoned', form },
      { title: 'ordered', form: { ...form, type: 'ORDER' } },
      { title: 'a second time', form: { ...form, type: 'ORDER' } },
      { title: 'reckoned while one waits', form: { ...form, type: 'CALCULATE' } },
      { title: 'a type that is none', form: { ...form, type: 'configoptions' } },
      { title: 'a product that is none', form: { ...form, new_item_id: 9999 } },
      { title: 'a product that is no upgrade', form: { ...form, new_item_id: store.plain } },
      { title: 'a code that is none', form: { ...form, promo_code: 'NONE' } },
      { title: 'no such service', form: { ...form, service_id: 9999 } },
      { title: 'its owner', form, as: 'carol' },
      { title: 'another’s', form, as: 'stranger' },
      { title: 'nothing named', form: {} },
      { title: 'nobody', form, as: null },
    ],
    ['order_number'],
  );
});

it('charges the difference for the days left, to the cent, and orders nothing', async () => {
  const id = await running();
  const { data } = await upgrade(id, toBigger());
  // 15 of 30 days: 30 / 2 − 10 / 2 = 10.
  expect(sums(data.upgradeProduct.quote)).toEqual(['5.00', '15.00', '10.00', '0.00', '30.00']);
  expect(data.upgradeProduct).toMatchObject({
    upgradeId: null,
    upgrade: null,
    order: null,
    quote: { daysUntilRenewal: 15, totalDays: 30, nextDueOn: '2027-12-01' },
  });
  expect(await gateway.app.db.serviceUpgrade.count({ where: { serviceId: id } })).toBe(0);
});

it('changes product, price and package once it is paid, and never before', async () => {
  const { db } = gateway.app;
  const id = await running();
  await db.service.update({ where: { id }, data: { status: 'PENDING', domainName: 'up.example' } });
  await act(gateway, 'moduleCreate', id);
  const { data } = await upgrade(id, { ...toBigger(), calculateOnly: false });
  const { order, upgrade: ordered, upgradeId } = data.upgradeProduct;
  expect(order.status).toBe('PENDING');
  expect(ordered).toEqual({
    id: upgradeId,
    kind: 'PRODUCT',
    status: 'PENDING',
    toProduct: { name: 'Pro' },
    amount: { amount: '10.00' },
  });
  expect(order.items).toEqual([{ upgrade: { id: upgradeId } }]);
  expect((await service(id)).productId).toBe(store.hosting);
  const invoice = await db.invoice.findUniqueOrThrow({ where: { id: order.invoice.databaseId } });
  expect(invoice).toMatchObject({ status: 'UNPAID' });
  expect(invoice.total.toFixed(2)).toBe('10.00');
  expect(await gateway.rapi('AcceptOrder', { order_id: order.databaseId })).toEqual({
    result: 'success',
  });
  const changed = await service(id);
  expect(changed.productId).toBe(bigger);
  expect(changed.recurringAmount.toFixed(2)).toBe('30.00');
  expect(changed.nextDueOn).toEqual(new Date('2027-12-01'));
  expect(whm.accounts.get(changed.username)).toMatchObject({ plan: 'pro' });
});

it('records a change to another kind of panel, and leaves the moving to staff', async () => {
  const { db } = gateway.app;
  const id = await running();
  await db.service.update({ where: { id }, data: { status: 'PENDING', domainName: 'mv.example' } });
  await act(gateway, 'moduleCreate', id);
  const toOther = { productId: `Product:${other}`, calculateOnly: false };
  const { data } = await upgrade(id, toOther);
  await gateway.rapi('AcceptOrder', { order_id: data.upgradeProduct.order.databaseId });
  const moved = await service(id);
  expect(moved).toMatchObject({ productId: other, hasAccount: true, status: 'ACTIVE' });
  expect(whm.accounts.get('mv')).toMatchObject({ plan: 'starter', suspended: false });
  const [todo] = await db.todoItem.findMany({ orderBy: { id: 'desc' }, take: 1 });
  expect(todo!.title).toBe(
    'Move the account mv on 127.0.0.1 (cpanel) to plesk: Machine for mv.example',
  );
  // Until somebody has moved it, the account is seen to where it is; no foreign package reaches it.
  await act(gateway, 'moduleSuspend', id);
  expect(whm.accounts.get('mv')).toMatchObject({ suspended: true });
  expect(codeOf(await act(gateway, 'moduleChangePackage', id))).toBe('PROVIDER_REJECTED');
  await act(gateway, 'moduleTerminate', id);
  expect(whm.accounts.has('mv')).toBe(false);
});

it('has staff make the account of a service that had none, on a server of the new kind', async () => {
  const { db } = gateway.app;
  const id = await running();
  const { id: serverId } = await db.server.findFirstOrThrow();
  await db.service.update({ where: { id }, data: { serverId } });
  const { data } = await upgrade(id, { productId: `Product:${other}`, calculateOnly: false });
  await gateway.rapi('AcceptOrder', { order_id: data.upgradeProduct.order.databaseId });
  expect(await service(id)).toMatchObject({ productId: other, serverId: null });
  const [todo] = await db.todoItem.findMany({ orderBy: { id: 'desc' }, take: 1 });
  expect(todo!.title).toBe('Make the account on plesk: Machine');
});

it('gives what is left of the old price as credit when the new one is cheaper', async () => {
  const { db } = gateway.app;
  const id = await running(bigger, '30');
  const before = await db.client.findUniqueOrThrow({ where: { id: gateway.carol } });
  const input = { productId: `Product:${store.hosting}`, calculateOnly: false };
  const { data } = await upgrade(id, input);
  expect(sums(data.upgradeProduct.quote)).toEqual(['15.00', '5.00', '0.00', '10.00', '10.00']);
  expect(data.upgradeProduct.order).toMatchObject({ status: 'ACTIVE', invoice: null });
  expect((await service(id)).productId).toBe(store.hosting);
  const after = await db.client.findUniqueOrThrow({ where: { id: gateway.carol } });
  expect(after.creditBalance.minus(before.creditBalance).toFixed(2)).toBe('10.00');
});

it('begins a new period with another cycle', async () => {
  const id = await running();
  const input = { billingCycle: 'ANNUALLY' };
  const { data } = await upgrade(id, input);
  // A whole year less the half month that was paid.
  expect(sums(data.upgradeProduct.quote)).toEqual(['5.00', '100.00', '95.00', '0.00', '100.00']);
  expect(data.upgradeProduct.quote.nextDueOn).toBe('2028-11-16');
  const ordered = await upgrade(id, { ...input, calculateOnly: false });
  const { databaseId } = ordered.data.upgradeProduct.order;
  await gateway.rapi('AcceptOrder', { order_id: databaseId });
  expect(await service(id)).toMatchObject({
    billingCycle: 'ANNUALLY',
    nextDueOn: new Date('2028-11-16'),
  });
});

it('changes options of the product, and refuses those of another', async () => {
  const { db } = gateway.app;
  const optionOf = (name: string, products: object) =>
    db.configOption.create({
      data: {
        name,
        type: 'DROPDOWN',
        group: { create: { name, ...products } },
        choices: {
          create: [
            { name: '4 GB', prices: { create: price('0') } },
            { name: '8 GB', prices: { create: price('6') } },
          ],
        },
      },
      include: { choices: { orderBy: { id: 'asc' } } },
    });
  const price = (amount: string) => ({
    currencyCode: 'USD',
    cycle: 'MONTHLY' as const,
    price: amount,
  });
  const ram = await optionOf('ram', { products: { create: { productId: store.hosting } } });
  const alien = await optionOf('alien', {});
  const id = await running();
  const choose = (option: typeof ram) => ({
    options: [
      {
        optionId: `ConfigOption:${option.id}`,
        choiceId: `ConfigOptionChoice:${option.choices[1]!.id}`,
      },
    ],
  });
  expect(codeOf(await upgrade(id, choose(alien)))).toBe('CONFIG_OPTION_NOT_FOUND');
  const { data } = await upgrade(id, { ...choose(ram), calculateOnly: false });
  // 16 a month instead of 10, for half a month.
  expect(sums(data.upgradeProduct.quote)).toEqual(['5.00', '8.00', '3.00', '0.00', '16.00']);
  await gateway.rapi('AcceptOrder', { order_id: data.upgradeProduct.order.databaseId });
  const chosen = await db.serviceConfigOption.findMany({ where: { serviceId: id } });
  expect(chosen.map(({ choiceId }) => choiceId)).toEqual([ram.choices[1]!.id]);
});

it('takes a promotion off that is allowed on upgrades, and no other', async () => {
  const { db } = gateway.app;
  const code = (name: string, upgradesAllowed: boolean) =>
    db.promotion.create({
      data: { code: name, type: 'PERCENTAGE', value: '25', currencyCode: 'USD', upgradesAllowed },
    });
  await code('GROW', true);
  await code('SPRING', false);
  const id = await running();
  const { data } = await upgrade(id, { ...toBigger(), promotionCode: 'grow' });
  // 10 less a quarter.
  expect(data.upgradeProduct.quote).toMatchObject({
    price: { amount: '7.50' },
    discount: { amount: '2.50' },
  });
  const spring = await upgrade(id, { ...toBigger(), promotionCode: 'SPRING' });
  expect(codeOf(spring)).toBe('PROMOTION_NOT_APPLICABLE');
});

it('refuses what is not offered, and calls an upgrade off with its order', async () => {
  const { db } = gateway.app;
  const id = await running();
  const refused = async (more: object) => codeOf(await upgrade(id, more));
  expect(await refused({})).toBe('UPGRADE_NOT_OFFERED');
  expect(await refused({ productId: `Product:${store.plain}` })).toBe('UPGRADE_NOT_OFFERED');
  expect(await refused({ ...toBigger(), billingCycle: 'ANNUALLY' })).toBe('PRICE_MISSING');
  expect(codeOf(await upgrade(id, toBigger(), 'stranger'))).toBe('SERVICE_NOT_FOUND');
  const { data } = await upgrade(id, { ...toBigger(), calculateOnly: false });
  const order_id = data.upgradeProduct.order.databaseId;
  await gateway.rapi('CancelOrder', { order_id });
  const [gone] = await db.serviceUpgrade.findMany({ where: { serviceId: id } });
  expect(gone!.status).toBe('CANCELLED');
  const again = await gateway.rapi('PendingOrder', { order_id });
  expect(again.message).toBe('An upgrade cannot be taken up again; order it anew.');
  await db.service.update({ where: { id }, data: { status: 'SUSPENDED' } });
  expect(await refused(toBigger())).toBe('SERVICE_STATUS_WRONG');
});
