import { afterAll, beforeAll, expect, it } from 'vitest';
import { useSystemClock } from '#core/clock.ts';
import { addProduct, openStore, type Store } from '#test/catalog/store.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { orderedService, placedOrder } from '#test/orders/estate.ts';

let gateway: Gateway;
let store: Store;
beforeAll(async () => {
  gateway = await openGateway();
  store = await openStore(gateway);
});
afterAll(useSystemClock);

type Form = Record<string, string | number>;
const rapi = async (command: string, form: Form) => {
  const reply = await gateway.rapi(command, form);
  expect([command, reply]).toEqual([command, expect.objectContaining({ result: 'success' })]);
  return reply;
};

it('finds a transaction by its number and by the gateway’s reference (M38)', async () => {
  const line_items = JSON.stringify([{ name: 'x', qty: 1, rate: 50 }]);
  const made = await rapi('CreateInvoice', { user_id: gateway.carol, status: 2, line_items });
  const payment = { invoice_id: made.invoice_id, amount: 20, trans_id: 'TX-38' };
  const { transaction_id } = await rapi('AddInvoicePayment', payment);
  await rapi('AddInvoicePayment', { ...payment, trans_id: 'TX-39' });
  for (const id of [transaction_id, 'TX-38']) {
    const found = await rapi('GetTransactions', { id });
    expect(found.transactions.transaction.map((row: any) => Number(row.id))).toEqual([
      Number(transaction_id),
    ]);
  }
  const { transaction } = await gateway.data(
    `{ transaction(id: "Transaction:${transaction_id}") { transactionRef amountIn { amount } } }`,
  );
  expect(transaction).toEqual({ transactionRef: 'TX-38', amountIn: { amount: '20.00' } });
  const { transactions } = await gateway.data(
    `{ transactions(filter: { kind: [REFUND] }) { totalCount } }`,
  );
  expect(transactions.totalCount).toBe(0);
});

it('finds products by their module in any case, as AddProduct takes it (M39)', async () => {
  const of = async (module_name: string) =>
    (await rapi('GetProducts', { module_name })).totalresults;
  expect(await of('cpanel')).toBeGreaterThan(0);
  expect(await of('cPanel')).toBe(await of('cpanel'));
});

it('lists no hidden option, choice or addon in order forms (M40)', async () => {
  const { db } = gateway.app;
  const listed = async () => {
    const { products } = await rapi('GetProducts', { pid: store.vps });
    const [product] = products.product;
    return {
      options: product.configoptions.configoption.map(({ id }: any) => id),
      choices: product.configoptions.configoption[0]?.options.option.map(({ id }: any) => id),
      addons: product.addons.addon.map(({ id }: any) => id),
    };
  };
  const before = await listed();
  expect(before.options).toEqual([store.ram, store.ips]);
  await db.configOption.update({ where: { id: store.ips }, data: { isHidden: true } });
  await db.configOptionChoice.update({ where: { id: store.ram8 }, data: { isHidden: true } });
  await db.addon.updateMany({ data: { isHidden: true } });
  expect(await listed()).toEqual({ options: [store.ram], choices: [store.ram4], addons: [] });
  const { item_id } = await rapi('CartAddItem', {
    user_id: gateway.carol,
    hosting: store.vps,
    client_ip_address: '203.0.113.9',
  });
  const owner = { clientid: gateway.carol, client_ip_address: '203.0.113.9' };
  const update = { id: item_id, config: 1, ...owner };
  const reply = await gateway.rapi('CartUpdateConfigOption', { ...update, group: store.ips });
  expect(reply).toMatchObject({ result: 'error', message: 'Group ID Not Found' });
  await db.configOption.updateMany({ data: { isHidden: false } });
  await db.configOptionChoice.updateMany({ data: { isHidden: false } });
  await db.addon.updateMany({ data: { isHidden: false } });
});

it('clears what is sent empty or as 0, or refuses it (M43)', async () => {
  const { db } = gateway.app;
  const form = { title: 'Starter', gid: store.hosting, tid: 1, cost: 0, server_type: 'cpanel' };
  const prices = JSON.stringify({ price_monthly_fee: '10' });
  const sale = {
    price_duration: 'price_monthly_fee',
    setup_pricing: '{"price_monthly_fee":"0"}',
    old_pricing: '{"price_monthly_fee":"0"}',
  };
  const base = { ...form, ...sale, sale_pricing: prices, id: store.starter };
  await db.product.update({
    where: { id: store.starter },
    data: { subdomainOptions: ['a.test'], freeDomainTlds: ['com'] },
  });
  await rapi('UpdateProduct', {
    ...base,
    subdomain_options: '',
    free_domain: 'NONE',
    free_domain_tlds: '',
    product_upgrade_plans: '',
    products_config_groups: '',
    eid_welcome: 0,
    auto_terminate_email: 0,
    server_group_id: 0,
  });
  const product = await db.product.findUniqueOrThrow({
    where: { id: store.starter },
    include: { upgradePaths: true, configOptionGroups: true },
  });
  expect(product).toMatchObject({
    subdomainOptions: [],
    freeDomainTlds: [],
    upgradePaths: [],
    configOptionGroups: [],
    welcomeEmailTemplateId: null,
    terminateEmailTemplateId: null,
    serverGroupId: null,
  });
  await rapi('SetConfigurationValue', { setting: 'AutoSuspension', value: 'on' });
  await rapi('SetConfigurationValue', { setting: 'AutoSuspension', value: '' });
  const value = await rapi('GetConfigurationValue', { setting: 'AutoSuspension' });
  expect(value.value).toBe('');
  const configure = (input: object) =>
    gateway.data(
      `mutation ($input: ConfigureGatewayInput!) { configureGateway(input: $input) { gateway { currency { code } } } }`,
      { input: { name: 'mailin', ...input } },
    );
  await configure({ currency: 'EUR' });
  const { configureGateway } = await configure({ currency: null });
  expect(configureGateway.gateway.currency).toBeNull();
  const order = await placedOrder(gateway, gateway.carol);
  const service_id = await orderedService(gateway, order, store.starter);
  await rapi('UpdateClientProduct', { service_id, assigned_ips: '192.0.2.1\n192.0.2.2' });
  await rapi('UpdateClientProduct', { service_id, assigned_ips: '' });
  const service = await db.service.findUniqueOrThrow({ where: { id: service_id } });
  expect(service.assignedIps).toEqual([]);
});

it('sorts what is empty last, and forgets withdrawn cancellations (M49)', async () => {
  const { db } = gateway.app;
  const open = await placedOrder(gateway, gateway.carol);
  const off = await placedOrder(gateway, gateway.carol);
  await rapi('CancelOrder', { order_id: off });
  for (const sort_order of ['ASC', 'DESC']) {
    const { orders } = await rapi('GetOrders', {
      sort_order_field: 'cancellation_date',
      sort_order,
    });
    const ids = orders.order.map(({ id }: any) => Number(id));
    expect(ids.indexOf(off)).toBeLessThan(ids.indexOf(open));
  }
  const service_id = await orderedService(gateway, open, store.starter);
  await db.service.update({ where: { id: service_id }, data: { status: 'ACTIVE' } });
  await rapi('AddCancelRequest', { service_id });
  const listed = async () => (await rapi('GetCancelledPackages', {})).totalresults;
  expect(Number(await listed())).toBe(1);
  await rapi('DeleteCancelRequest', { service_id });
  expect(Number(await listed())).toBe(0);
  await db.service.update({ where: { id: service_id }, data: { domainName: 'müller.test' } });
  const named = async (domainName: string) =>
    (
      await gateway.data(
        `query ($name: String!) { services(filter: { domainName: $name }) { totalCount } }`,
        { name: domainName },
      )
    ).services.totalCount;
  expect(await named('%')).toBe(0);
});

it('changes the reason of a suspended service, and sends the password that is stored (M49)', async () => {
  const { db } = gateway.app;
  const order = await placedOrder(gateway, gateway.carol);
  const service_id = await orderedService(gateway, order, store.vps);
  await db.service.update({
    where: { id: service_id },
    data: { status: 'ACTIVE', hasAccount: true },
  });
  const product = { where: { id: store.vps }, data: { serverModule: 'autorelease' } };
  await db.product.update(product);
  await rapi('ModuleSuspend', { service_id, reason: 'First' });
  await rapi('ModuleSuspend', { service_id, reason: 'Second' });
  const { suspendReason } = await db.service.findUniqueOrThrow({ where: { id: service_id } });
  expect(suspendReason).toBe('Second');
});

it('shows what AddProduct takes, so that a product can be read, changed and written back (M50)', async () => {
  const configurations = { plan: 'gold', disk: 10 };
  const id = await addProduct(gateway, {
    groupId: `ProductGroup:${store.hosting}`,
    typeId: 'ProductType:1',
    name: 'Configured',
    serverModule: 'autorelease',
    cost: '2.50',
    notes: 'For us.',
    setupMoment: 'ORDER_PLACED',
    prices: [{ cycle: 'MONTHLY', price: '5' }],
    prorataEnabled: true,
    prorataDay: 5,
    upgradesEnabled: true,
    upgradeProductIds: [`Product:${store.business}`],
    affiliatePayout: 'PERCENTAGE',
    affiliateAmount: '7',
    overagesEnabled: true,
    diskSoftLimit: '10',
    configurations,
  });
  const read = async (as?: 'carol') =>
    (await gateway.rapi('GetProducts', { pid: id }, as ?? 'staff')).products.product[0];
  const product = await read();
  expect(product).toMatchObject({
    cost: '2.50',
    notes: 'For us.',
    product_setup_after: 'ORDER_PLACED',
    prorata_billing_enable: 'YES',
    custom_affiliate_payout: 'Percentage',
    configurations,
  });
  const mine = await read('carol');
  expect(mine.name).toBe('Configured');
  for (const name of ['cost', 'notes', 'configurations']) expect(mine).not.toHaveProperty(name);

  const { result: _result, pricing, ...rest } = product;
  const written = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => typeof value !== 'object'),
  ) as Form;
  await rapi('UpdateProduct', {
    ...written,
    id,
    title: 'Renamed',
    price_duration: product.price_duration,
    setup_pricing: JSON.stringify(pricing.USD.setup_pricing),
    old_pricing: JSON.stringify({ price_monthly_fee: '0' }),
    sale_pricing: JSON.stringify(pricing.USD.sale_pricing),
    configurations: JSON.stringify(product.configurations),
  });
  const again = await read();
  expect(again.name).toBe('Renamed');
  for (const name of [
    'cost',
    'notes',
    'product_setup_after',
    'prorata_billing_day',
    'configurations',
  ])
    expect([name, again[name]]).toEqual([name, product[name]]);
});

it('names the admin a credit was recorded for, to staff (M57)', async () => {
  const { id: admin_id } = await gateway.app.db.admin.findFirstOrThrow();
  await rapi('AddCredit', { user_id: gateway.rob, description: 'x', amount: 5, admin_id });
  const { credits } = await rapi('GetCredits', { user_id: gateway.rob });
  expect(credits.credit.at(-1)).toMatchObject({ admin_id: String(admin_id) });
});
