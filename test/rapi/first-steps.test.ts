import { beforeAll, expect, it } from 'vitest';
import { addProduct, openStore, type Store } from '#test/catalog/store.ts';
import { sell } from '#test/domains/cast.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { orderedService, placedOrder } from '#test/orders/estate.ts';

let gateway: Gateway;
let store: Store;
beforeAll(async () => {
  gateway = await openGateway();
  store = await openStore(gateway);
  await gateway.data(
    `mutation { configureGateway(input: { name: "mailin", isActive: true,
      settings: [{ name: "instructions", secretValue: "Bank" }] }) { gateway { id } } }`,
  );
  await sell(gateway, 'com', { registerPrices: ['10'], renewPrices: ['12'] });
});

type Form = Record<string, string | number>;
const rapi = async (command: string, form: Form) => {
  const reply = await gateway.rapi(command, form);
  expect([command, reply]).toEqual([command, expect.objectContaining({ result: 'success' })]);
  return reply;
};
const at = { client_ip_address: '203.0.113.59' };

/** A draft of one line of 5.00. */
const draft = async (more: Form = {}) =>
  rapi('CreateInvoice', {
    user_id: gateway.carol,
    line_items: JSON.stringify({ name: 'x', rate: 5 }),
    ...more,
  });

it('takes one line as an object, and publishes a draft that is paid (M59)', async () => {
  const { invoice_id } = await draft();
  await rapi('AddInvoicePayment', { invoice_id, amount: 5, trans_id: 'M59-1' });
  const invoice = await rapi('GetInvoice', { invoice_id });
  expect([invoice.status, invoice.total]).toEqual(['Paid', '5.00']);
});

it('takes the number of a status as well as its word in both commands (M59)', async () => {
  const { invoice_id } = await draft({ status: 2 });
  await rapi('UpdateInvoice', { invoice_id, status: 'Cancelled' });
  await rapi('UpdateInvoice', { invoice_id, status: 2 });
  expect((await rapi('GetInvoice', { invoice_id })).status).toBe('Unpaid');
});

it('merges name servers of a cart’s domain (M59)', async () => {
  const owner = { user_id: gateway.carol, ...at };
  const { item_id: id } = await rapi('CartAddDomain', { ...owner, domain: 'merge-me.com' });
  const both = { dns1: 'ns1.host.test', dns2: 'ns2.host.test' };
  await rapi('CartUpdateDomainConfigs', { ...owner, id, ...both });
  const { item } = await rapi('CartUpdateDomainConfigs', { ...owner, id, dns3: 'ns3.host.test' });
  expect(item.nameservers).toEqual(['ns1.host.test', 'ns2.host.test', 'ns3.host.test']);
  await rapi('CartDeleteItem', { ...owner, id });
});

it('shows what is free as 0, and decimals as the currency has them (M59)', async () => {
  await gateway.data(
    `mutation { createCurrency(input: { code: "JPY", rate: "150" }) { currency { code } } }`,
  );
  const groupId = `ProductGroup:${store.hosting}`;
  const common = { groupId, typeId: 'ProductType:1' };
  const free = await addProduct(gateway, { ...common, name: 'Free', payType: 'FREE' });
  const yen = await addProduct(gateway, {
    ...common,
    name: 'Yen',
    prices: [
      { cycle: 'FIVE_YEARS', price: '6' },
      { cycle: 'FIVE_YEARS', price: '900', currency: 'JPY' },
    ],
    defaultCycle: 'FIVE_YEARS',
  });
  const pricing = async (pid: number) =>
    (await rapi('GetProducts', { pid })).products.product[0].pricing;
  for (const list of Object.values<any>(await pricing(free))) expect(Number(list.monthly)).toBe(0);
  const { JPY } = await pricing(yen);
  expect(JPY).toMatchObject({ msetupfee: '0', sale_pricing: { price_five_years_fee: '900' } });
});

it('cuts the words of a browser, and shows them with the order (M57, M59)', async () => {
  await rapi('CartAddItem', { user_id: gateway.rob, hosting: store.starter, ...at });
  const { order_id } = await rapi('AddOrder', {
    user_id: gateway.rob,
    payment_method: 'MAILIN',
    user_ip: '203.0.113.59',
    userAgent: 'x'.repeat(2_000),
    acceptLanguage: 'nl,en;q=0.8',
  });
  const { order } = await gateway.data(
    `query ($id: ID!) { order(id: $id) { userAgent acceptLanguage productType cancelledAt } }`,
    { id: `Order:${order_id}` },
  );
  expect(order).toEqual({
    userAgent: 'x'.repeat(500),
    acceptLanguage: 'nl,en;q=0.8',
    productType: expect.stringMatching(/./),
    cancelledAt: null,
  });
  await rapi('CancelOrder', { order_id });
  const after = await gateway.data(`query ($id: ID!) { order(id: $id) { cancelledAt } }`, {
    id: `Order:${order_id}`,
  });
  expect(after.order.cancelledAt).toMatch(/^\d{4}-/);
});

it('takes addresses one per line, and a payment method in any case (M59)', async () => {
  const order = await placedOrder(gateway, gateway.carol);
  const service_id = await orderedService(gateway, order, store.starter);
  await rapi('UpdateClientProduct', {
    service_id,
    assigned_ips: '192.0.2.1\r\n192.0.2.2',
    payment_method: 'MailIn',
  });
  const { service } = await gateway.data(
    `query ($id: ID!) { service(id: $id) { paymentMethod assignedIps } }`,
    { id: `Service:${service_id}` },
  );
  expect(service).toEqual({ paymentMethod: 'mailin', assignedIps: ['192.0.2.1', '192.0.2.2'] });
});

it('names parameters as they were sent, never fields of the graph (M59)', async () => {
  const messages = await Promise.all(
    [
      ['UpdateInvoice', { invoice_id: 1, due_date: '2027-02-30' }],
      ['UpdateClientProduct', { service_id: 1, assigned_ips: 'nowhere' }],
      ['UpdateClientProduct', { service_id: 1, ns1: '-' }],
      [
        'CreateQuote',
        {
          client_id: gateway.carol,
          subject: 'x',
          date_expiry: '2030-01-01',
          line_items: '[{"name":"x","qty":"z","rate":1}]',
        },
      ],
      [
        'CreateInvoice',
        { user_id: gateway.carol, line_items: '[{"name":"x","qty":"z","rate":1}]' },
      ],
      [
        'CreateInvoice',
        { user_id: gateway.carol, line_items: '[{"name":"x","rate":1,"discount":"x"}]' },
      ],
      ['CreateInvoice', { user_id: gateway.carol, line_items: '[{"name":"x","rate":"1,5"}]' }],
    ].map(async ([command, form]) => {
      const { message } = await gateway.rapi(command as string, form as Form);
      return message ?? `${command} took it`;
    }),
  );
  for (const message of messages)
    expect(message).not.toMatch(
      /taxRate|unitPrice|discountPercent|quantity|assignedIps|userAgent|Too big|expected array/,
    );
  expect(messages.slice(3, 7)).toEqual([
    expect.stringContaining('line_items[0][qty]'),
    expect.stringContaining('line_items[0][qty]'),
    expect.stringContaining('line_items[0][discount]'),
    expect.stringContaining('line_items[0][rate]'),
  ]);
});

it('sorts domains without a date last, and finds services by a Unicode name (M49)', async () => {
  const { db } = gateway.app;
  const domain = { clientId: gateway.carol, currencyCode: 'USD', tldId: 1 };
  await db.domain.createMany({
    data: [
      { ...domain, name: 'late.com', unicodeName: 'late.com', expiresOn: new Date('2030-01-01') },
      { ...domain, name: 'never.com', unicodeName: 'never.com' },
      { ...domain, name: 'soon.com', unicodeName: 'soon.com', expiresOn: new Date('2028-01-01') },
    ],
  });
  for (const [direction, names] of [
    ['DESC', ['late.com', 'soon.com', 'never.com']],
    ['ASC', ['soon.com', 'late.com', 'never.com']],
  ] as const) {
    const { domains } = await gateway.data(
      `query ($direction: SortDirection!) { domains(first: 10,
        orderBy: [{ field: EXPIRES_ON, direction: $direction }]) { nodes { name } } }`,
      { direction },
    );
    expect(domains.nodes.map(({ name }: any) => name)).toEqual(names);
  }
  const order = await placedOrder(gateway, gateway.carol);
  const service_id = await orderedService(gateway, order, store.starter);
  await rapi('UpdateClientProduct', { service_id, domain_name: 'müller.test' });
  const { services } = await gateway.data(
    `{ services(filter: { domainName: "MÜLLER" }) { nodes { databaseId } } }`,
  );
  expect(services.nodes).toEqual([{ databaseId: service_id }]);
});
