import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { nora, noraForm } from '#test/clients/nora.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { fakeWhm, type FakeWhm } from '#test/providers/panels/fake-whm.ts';
import { createServer } from '#test/services/store.ts';
import { sideBySide, type Step } from './side-by-side.ts';

let gateway: Gateway;
let whm: FakeWhm;
const thaw = freeze('2027-03-01T12:00:00Z');

/** The same way walked twice, each on an empty shop. */
const walked: Record<'rapi' | 'graphql', Step[]> = { rapi: [], graphql: [] };
const ends: Record<string, unknown> = {};

beforeAll(async () => {
  gateway = await openGateway();
  whm = await fakeWhm();
});
afterAll(async () => {
  thaw();
  await whm.stop();
});

/** What the company has before it sells anything: a server with a panel, and a way to be paid. */
async function emptyStore(): Promise<void> {
  gateway = await openGateway();
  whm.accounts.clear();
  await createServer(gateway, whm, { nameservers: ['ns1.house.test', 'ns2.house.test'] });
  const { db } = gateway.app;
  await db.gateway.create({
    data: { label: 'mailin', module: 'mailin', displayName: 'Bank', isActive: true },
  });
}

const typeId = async () =>
  (await gateway.app.db.productType.findUniqueOrThrow({ where: { key: 'hostingaccount' } })).id;

/** Everything that is there at the end, by the books and by the panel. */
async function endOf(clientId: number) {
  const { db } = gateway.app;
  const order = await db.order.findFirstOrThrow({
    where: { clientId },
    include: {
      services: { include: { product: true } },
      domains: true,
      invoice: true,
      items: { orderBy: { id: 'asc' } },
    },
  });
  const [service, domain] = [order.services[0]!, order.domains[0]!];
  const { user, domain: hosted, plan } = whm.accounts.get(service.username)!;
  return {
    order: [order.status, order.amount.toFixed(2), order.items.map(({ type }) => type)],
    invoice: [order.invoice!.status, order.invoice!.total.toFixed(2)],
    service: [service.status, service.product.name, service.billingCycle, service.domainName],
    money: [service.recurringAmount.toFixed(2), domain.recurringAmount.toFixed(2)],
    due: [service.nextDueOn, domain.nextDueOn],
    domain: [domain.name, domain.status, domain.expiresOn, domain.ns1, domain.ns2],
    panel: [user, hosted, plan],
  };
}

it('goes from an empty shop to a running account by /rapi alone', async () => {
  await emptyStore();
  walked.rapi = [];
  const call = async (title: string, command: string, form: Record<string, string | number>) => {
    const reply = await gateway.rapi(command, form);
    expect([command, reply]).toEqual([command, expect.objectContaining({ result: 'success' })]);
    walked.rapi.push({ title, requested: { command, form }, answer: reply });
    return reply;
  };
  const { gid } = await call('A group of products', 'AddProductGroup', {
    title: 'Web Hosting',
    headline: 'Fast',
    tagline: 'Now',
  });
  const { pid } = await call('A product on cPanel', 'AddProduct', {
    title: 'Starter',
    gid,
    tid: await typeId(),
    payment_time: 'recurring',
    price_duration: 'price_monthly_fee',
    cost: '1',
    setup_pricing: '[{"price_monthly_fee":"5"}]',
    old_pricing: '[{}]',
    sale_pricing: '[{"price_monthly_fee":"10"}]',
    server_type: 'cpanel',
    server_package_name: 'starter',
    product_setup_after: 'ORDER_ACCEPTTED',
  });
  await call('A domain ending', 'CreateTLD', {
    TLD: '.com',
    REG: 'sandbox',
    default_registration_period_price_off_from_cart: 'NO',
    voucher_required: 'NO',
    default_registration_period: '1',
    cost: '8',
    register: '12',
    renew: '14',
    transfer: '11',
  });
  const { user_id } = await call('A client', 'AddClient', {
    ...noraForm,
    password: 'correct horse',
  });
  const whose = { user_id, client_ip_address: '203.0.113.9' };
  await call('The product into the cart', 'CartAddItem', { hosting: pid, ...whose });
  await call('The domain with it', 'CartAddDomain', {
    domain: 'nora-new.com',
    hosting: pid,
    ...whose,
  });
  const { orderid, invoiceid } = await call('The order', 'AddOrder', {
    user_id,
    payment_method: 'mailin',
    user_ip: '203.0.113.9',
    userAgent: 'Browser/1.0',
    acceptLanguage: 'en',
  });
  await call('The payment', 'AddInvoicePayment', { invoice_id: invoiceid, trans_id: 'TX-1' });
  await call('The acceptance', 'AcceptOrder', { order_id: orderid });
  const { products } = await call('The account', 'GetClientProducts', { user_id });
  expect(products.product[0]).toMatchObject({ status: 'Active', domain_name: 'nora-new.com' });
  ends.rapi = await endOf(Number(user_id));
});

it('goes the same way by GraphQL alone', async () => {
  await emptyStore();
  walked.graphql = [];
  const ask = async (title: string, name: string, input: object, chosen: string) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) {\n  ${name}(input: $input) {\n    ${chosen}\n  }\n}`;
    const answer = await gateway.data(document, { input });
    walked.graphql.push({ title, requested: { document, variables: { input } }, answer });
    return answer[name];
  };
  const { productGroup } = await ask(
    'A group of products',
    'addProductGroup',
    { title: 'Web Hosting', headline: 'Fast', tagline: 'Now' },
    'productGroup { id }',
  );
  const { product } = await ask(
    'A product on cPanel',
    'addProduct',
    {
      name: 'Starter',
      groupId: productGroup.id,
      typeId: `ProductType:${await typeId()}`,
      payType: 'RECURRING',
      defaultCycle: 'MONTHLY',
      cost: '1',
      prices: [{ cycle: 'MONTHLY', price: '10', setupFee: '5' }],
      serverModule: 'cpanel',
      serverPackageName: 'starter',
      setupMoment: 'ORDER_ACCEPTED',
    },
    'product { id }',
  );
  await ask(
    'A domain ending',
    'createTld',
    {
      extension: 'com',
      registrar: 'sandbox',
      defaultYears: 1,
      cost: '8',
      registerPrices: ['12'],
      renewPrices: ['14'],
      transferPrices: ['11'],
    },
    'tld { id }',
  );
  const { client } = await ask(
    'A client',
    'addClient',
    {
      ...nora,
      password: 'correct horse',
    },
    'client { id databaseId }',
  );
  const whose = { clientId: client.id };
  const cartItem = 'item { id price { amount } } cart { totals { total } }';
  const { item } = await ask(
    'The product into the cart',
    'cartAddItem',
    { productId: product.id, ...whose },
    cartItem,
  );
  const named = { domainName: 'nora-new.com', attachTo: { itemId: item.id }, ...whose };
  await ask('The domain with it', 'cartAddDomain', named, cartItem);
  const { order } = await ask(
    'The order',
    'addOrder',
    { paymentMethod: 'mailin', ip: '203.0.113.9', ...whose },
    'order { id status amount { amount currency } invoiceId }',
  );
  await ask(
    'The payment',
    'addInvoicePayment',
    { invoiceId: order.invoiceId, transactionRef: 'TX-1' },
    'invoice { status total { amount } }',
  );
  await ask(
    'The acceptance',
    'acceptOrder',
    { orderId: order.id },
    'order { status items { type itemStatus } }',
  );
  const document = `query ($id: ID!) {
  client(by: { id: $id }) {
    services { edges { node { status domainName username nextDueOn product { name } } } }
  }
}`;
  const account = await gateway.data(document, { id: client.id });
  walked.graphql.push({
    title: 'The account',
    requested: { document, variables: { id: client.id } },
    answer: account,
  });
  ends.graphql = await endOf(client.databaseId);
});

it('ends in the same state, and both ways are written down', async () => {
  expect(ends.graphql).toEqual(ends.rapi);
  expect(ends.rapi).toMatchObject({
    order: ['ACTIVE', '27.00', ['PRODUCT', 'DOMAIN_REGISTER']],
    invoice: ['PAID', '27.00'],
    panel: ['noranew', 'nora-new.com', 'starter'],
  });
  const text = sideBySide(walked.rapi, walked.graphql);
  await expect(text).toMatchFileSnapshot(
    `${import.meta.dirname}/../../docs/from-store-to-account.md`,
  );
});
