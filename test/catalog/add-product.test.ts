import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';
import { everyParameter, leastParameters } from './product-form.ts';
import { monthlyAndYearly, openStore, type Store } from './store.ts';

let gateway: Gateway;
let store: Store;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  store = await openStore(gateway);
  const template = (id: number, name: string) => ({
    id,
    type: 'PRODUCT' as const,
    name,
    subject: name,
    html: '',
  });
  await gateway.app.db.emailTemplate.deleteMany();
  await gateway.app.db.emailTemplate.createMany({
    data: [template(1, 'Welcome'), template(2, 'Ended'), template(3, 'Upgraded')],
  });
  await gateway.app.db.serverGroup.create({ data: { name: 'Rack 1' } });
});
afterAll(thaw);

const ADD = `mutation ($input: AddProductInput!) {
  addProduct(input: $input) { product { id databaseId slug storePath payType defaultCycle
    prices { currency cycle price setupFee oldPrice }
    priceLists { currency prices { cycle price setupFee oldPrice isConverted } } } }
}`;
const UPDATE = `mutation ($input: UpdateProductInput!) {
  updateProduct(input: $input) { product { id name slug isHidden prices { currency cycle price } } }
}`;
const base = () => ({
  name: 'New One',
  groupId: `ProductGroup:${store.hosting}`,
  typeId: 'ProductType:1',
  prices: monthlyAndYearly('8', '80'),
});

it('keeps and acts on every parameter of AddProduct', async () => {
  const { pid } = await gateway.rapi('AddProduct', everyParameter);
  const row = await gateway.app.db.product.findUniqueOrThrow({
    where: { id: Number(pid) },
    include: { prices: true, upgradePaths: true, configOptionGroups: true },
  });
  expect(row).toMatchObject({
    name: 'Pro Hosting',
    slug: 'pro',
    highlightText: 'Best',
    description: '<b>All</b> of it',
    notes: '<i>For us</i>',
    groupId: 1,
    typeId: 1,
    currencyCode: 'USD',
    stockControlled: true,
    stockQuantity: 12,
    payType: 'RECURRING',
    defaultCycle: 'ANNUALLY',
    isHidden: false,
    serverOptionsHidden: true,
    isTaxed: true,
    recurringCyclesLimit: 24,
    autoTerminateDays: 30,
    terminateEmailTemplateId: 2,
    welcomeEmailTemplateId: 1,
    upgradeEmailTemplateId: 3,
    prorataEnabled: true,
    prorataDay: 1,
    prorataNextMonthAfterDay: 20,
    setupMoment: 'ORDER_ACCEPTED',
    serverModule: 'cpanel',
    serverGroupId: 1,
    serverPackageName: 'pro_package',
    sortOrder: 3,
    subdomainOptions: ['example.com', 'abc.com'],
    domainRequired: true,
    freeDomain: 'WITH_RENEWAL',
    freeDomainCycles: ['ANNUALLY', 'TEN_YEARS'],
    freeDomainTlds: ['com', 'pk', 'co.uk'],
    upgradesEnabled: true,
    configOptionsUpgradable: true,
    affiliatePayout: 'PERCENTAGE',
    affiliateRecurring: true,
    overagesEnabled: true,
    diskSoftLimitUnit: 'GB',
    bandwidthSoftLimitUnit: 'TB',
    configurations: { os: 'linux', cores: 4 },
  });
  const amounts = [
    row.cost,
    row.affiliateAmount,
    row.diskSoftLimit,
    row.diskOverageCost,
    row.bandwidthSoftLimit,
    row.bandwidthOverageCost,
  ].map(String);
  expect(amounts).toEqual(['31.5', '12.5', '10', '0.5', '1.5', '2']);
  const prices = row.prices.map(
    ({ currencyCode, cycle, setupFee, price, oldPrice }) =>
      `${currencyCode} ${cycle} ${setupFee}+${price} ${oldPrice}`,
  );
  expect(prices.toSorted()).toEqual([
    'EUR ANNUALLY 0+89 null',
    'USD ANNUALLY 0+99 120',
    'USD MONTHLY 5+9.95 null',
    'USD TEN_YEARS 0+800 null',
  ]);
  expect(row.upgradePaths.map(({ toProductId }) => toProductId)).toEqual([1, 2]);
  expect(row.configOptionGroups.map(({ groupId }) => groupId)).toEqual([1]);
});

it('gives every other currency a price by rate unless one is set', async () => {
  const prices = [...base().prices, { currency: 'EUR', cycle: 'ANNUALLY', price: '70' }];
  const { addProduct } = await gateway.data(ADD, { input: { ...base(), prices } });
  const euro = addProduct.product.priceLists.find((list: any) => list.currency === 'EUR');
  expect(euro.prices).toEqual([
    { cycle: 'MONTHLY', price: '6.40', setupFee: '0.00', oldPrice: null, isConverted: true },
    { cycle: 'ANNUALLY', price: '70.00', setupFee: '0.00', oldPrice: null, isConverted: false },
  ]);
  await gateway.app.db.currency.update({ where: { code: 'EUR' }, data: { rate: '0.5' } });
  const { product } = await gateway.data(
    `query ($id: ID!) { product(by: { id: $id }) { priceLists(currency: "EUR") { prices { price } } } }`,
    { id: addProduct.product.id },
  );
  expect(product.priceLists[0].prices.map(({ price }: any) => price)).toEqual(['4.00', '70.00']);
  await gateway.app.db.currency.update({ where: { code: 'EUR' }, data: { rate: '0.8' } });
});

it('numbers slugs that would be the same, also when many are added at once', async () => {
  const input = { ...base(), name: 'Größe L' };
  const answers = await Promise.all(Array.from({ length: 8 }, () => gateway.data(ADD, { input })));
  const slugs = answers.map(({ addProduct }) => addProduct.product.slug).toSorted();
  expect(slugs).toEqual([
    'grosse-l',
    ...[2, 3, 4, 5, 6, 7, 8].map((number) => `grosse-l-${number}`),
  ]);
});

it('raises the catalogue’s version and tells of it', async () => {
  const where = { kind: 'products' };
  const before = await gateway.app.db.catalogVersion.findUniqueOrThrow({ where });
  await gateway.data(ADD, { input: base() });
  const after = await gateway.app.db.catalogVersion.findUniqueOrThrow({ where });
  expect(after.version).toBe(before.version + 1);
  const received = await gateway.app.db.outboxEvent.findFirst({
    where: { type: 'catalog.changed' },
    orderBy: { id: 'desc' },
  });
  expect(received?.payload).toEqual({ kind: 'products', version: after.version });
});

it.each([
  ['a group that is none', { groupId: 'ProductGroup:99' }, 'PRODUCT_GROUP_NOT_FOUND', undefined],
  ['a type that is none', { typeId: 'ProductType:99' }, 'PRODUCT_TYPE_NOT_FOUND', undefined],
  ['a slug that is taken', { slug: 'Starter' }, 'SLUG_TAKEN', 'slug'],
  ['a slug of signs', { slug: '!!!' }, 'BAD_INPUT', 'slug'],
  ['no price for the default cycle', { defaultCycle: 'TRIENNIALLY' }, 'PRICE_MISSING', 'prices'],
  ['no price at all', { prices: [] }, 'PRICE_MISSING', 'prices'],
  ['a price below zero', { prices: monthlyAndYearly('-1', '10') }, 'BAD_INPUT', 'prices.0.price'],
  [
    'a cycle twice',
    { prices: [...monthlyAndYearly('1', '10'), ...monthlyAndYearly('2', '10')] },
    'BAD_INPUT',
    'prices',
  ],
  [
    'a currency that is none',
    { prices: [{ cycle: 'MONTHLY', price: '1', currency: 'XXX' }] },
    'CURRENCY_NOT_FOUND',
    'prices',
  ],
  ['a month for something paid once', { payType: 'ONE_TIME' }, 'BAD_INPUT', 'prices'],
  [
    'an e-mail template that is none',
    { welcomeEmailTemplateId: 'EmailTemplate:99' },
    'WELCOME_EMAIL_NOT_FOUND',
    'welcomeEmailTemplateId',
  ],
  ['another kind of id', { welcomeEmailTemplateId: 'Client:1' }, 'BAD_INPUT', undefined],
  [
    'a server module that is none',
    { serverModule: 'toString' },
    'SERVER_MODULE_NOT_FOUND',
    'serverModule',
  ],
  [
    'a server group that is none',
    { serverGroupId: 'ServerGroup:9' },
    'SERVER_GROUP_NOT_FOUND',
    'serverGroupId',
  ],
  [
    'an upgrade to another group',
    { upgradeProductIds: ['Product:3'] },
    'UPGRADE_PRODUCT_NOT_FOUND',
    'upgradeProductIds',
  ],
  [
    'options that are none',
    { configOptionGroupIds: ['ConfigOptionGroup:9'] },
    'CONFIG_OPTION_GROUP_NOT_FOUND',
    'configOptionGroupIds',
  ],
  ['pro rata without a day', { prorataEnabled: true }, 'BAD_INPUT', 'prorataDay'],
  [
    'a free domain of no ending',
    { freeDomain: 'WITH_RENEWAL', freeDomainCycles: ['MONTHLY'] },
    'BAD_INPUT',
    'freeDomainTlds',
  ],
  [
    'an affiliate who gets more than all',
    { affiliatePayout: 'PERCENTAGE', affiliateAmount: '101' },
    'BAD_INPUT',
    'affiliateAmount',
  ],
])('refuses %s by name, and adds nothing', async (_title, more, code, field) => {
  const before = await gateway.app.db.product.count();
  const answer = await gateway.ask(ADD, { input: { ...base(), ...more } });
  expect(codeOf(answer)).toBe(code);
  expect(answer.errors?.[0]?.extensions.field).toBe(field);
  expect(await gateway.app.db.product.count()).toBe(before);
});

it('is not for customers', async () => {
  for (const who of ['carol', 'reseller', 'clerk'] as const)
    expect(codeOf(await gateway.ask(ADD, { input: base() }, who))).toBe('FORBIDDEN');
});

it('changes only what it is told, and prices currency by currency', async () => {
  const prices = [
    ...monthlyAndYearly('8', '80'),
    { currency: 'EUR', cycle: 'ANNUALLY', price: '70' },
  ];
  const { addProduct } = await gateway.data(ADD, { input: { ...base(), prices, slug: 'keep-me' } });
  const { updateProduct } = await gateway.data(UPDATE, {
    input: { productId: addProduct.product.id, prices: [{ cycle: 'MONTHLY', price: '9' }] },
  });
  expect(updateProduct.product).toEqual({
    id: addProduct.product.id,
    name: 'New One',
    slug: 'keep-me',
    isHidden: false,
    prices: [
      { currency: 'EUR', cycle: 'ANNUALLY', price: '70' },
      { currency: 'USD', cycle: 'MONTHLY', price: '9' },
    ],
  });
});

it('lets staff put something free in the place of something paid', async () => {
  const { addProduct } = await gateway.data(ADD, { input: base() });
  const { updateProduct } = await gateway.data(UPDATE, {
    input: { productId: addProduct.product.id, payType: 'FREE' },
  });
  expect(updateProduct.product.prices).toEqual([]);
});

it('speaks AddProduct as it always did', async () => {
  const least = leastParameters;
  await transcript(gateway, 'AddProduct', [
    { title: 'every parameter', form: { ...everyParameter, slug: 'pro-2' } },
    { title: 'the least of them', form: least },
    {
      title: 'paid once, as a single price',
      form: { ...least, title: 'Once', payment_time: 'onetime' },
    },
    {
      title: 'free',
      form: { ...least, title: 'Gift', payment_time: 'free', sale_pricing: '[{}]' },
    },
    {
      title: 'an object instead of a list of prices',
      form: { ...least, sale_pricing: '{"price_monthly_fee":3}' },
    },
    { title: 'no name', form: { ...least, title: '' } },
    { title: 'no such group', form: { ...least, gid: 99 } },
    { title: 'no such type', form: { ...least, tid: 99 } },
    { title: 'no such pay type', form: { ...least, payment_time: 'barter' } },
    { title: 'no such setup moment', form: { ...least, product_setup_after: 'SOON' } },
    { title: 'no such welcome e-mail', form: { ...least, eid_welcome: 99 } },
    { title: 'no such termination e-mail', form: { ...least, auto_terminate_email: 99 } },
    { title: 'no such cycle', form: { ...least, price_duration: 'price_weekly_fee' } },
    {
      title: 'no price for the default cycle',
      form: { ...least, price_duration: 'price_annually_fee' },
    },
    { title: 'no such price key', form: { ...least, sale_pricing: '[{"price_weekly_fee":"1"}]' } },
    {
      title: 'an amount that is none',
      form: { ...least, sale_pricing: '[{"price_monthly_fee":"cheap"}]' },
    },
    { title: 'prices that are no JSON', form: { ...least, sale_pricing: 'ten' } },
    {
      title: 'a setup fee without a price',
      form: { ...least, setup_pricing: '[{"price_annually_fee":"9"}]' },
    },
    { title: 'no such server module', form: { ...least, server_type: 'interworx' } },
    { title: 'a reseller', form: least, as: 'reseller' },
    { title: 'nobody', form: least, as: null },
  ]);
});

it('speaks UpdateProduct as it always did', async () => {
  await transcript(gateway, 'UpdateProduct', [
    {
      title: 'every parameter',
      form: { id: 2, ...everyParameter, slug: 'business', product_upgrade_plans: '1' },
    },
    { title: 'the least of them', form: { id: 2, ...leastParameters } },
    { title: 'no such product', form: { id: 999, ...leastParameters } },
    {
      title: 'an upgrade to itself',
      form: { id: 2, ...leastParameters, product_upgrade_plans: '2' },
    },
    { title: 'no name', form: { id: 2, ...leastParameters, title: '' } },
    { title: 'a stranger', form: { id: 2, ...leastParameters }, as: 'stranger' },
  ]);
  const stored = await gateway.app.db.product.findUniqueOrThrow({ where: { id: 2 } });
  expect(stored).toMatchObject({ name: 'Basic', slug: 'business', highlightText: 'Best' });
});
