import { beforeAll, expect, it } from 'vitest';
import { systemAction } from '#schema/system-action.ts';
import { repriceTlds } from '#modules/domains/tlds/tld-prices.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';
import { addEuro, sell } from './cast.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  await addEuro(gateway);
});

const CREATE = `mutation ($input: CreateTldInput!) {
  createTld(input: $input) { tld {
    extension unicodeExtension registrar { module } isSpotlight label sortOrder
    fields { name isRequired } categories { category { name } }
    prices(currency: "EUR", action: REGISTER) { years price { amount currency } }
    addonPrices { addon price { amount currency } }
  } }
}`;
const prices = {
  cost: '8',
  registerPrices: ['10', '19.99'],
  renewPrices: ['12'],
  transferPrices: ['11'],
};

it('puts a TLD on sale, with its prices in every currency by rate', async () => {
  const input = {
    ...prices,
    extension: '.рф',
    registrar: 'sandbox',
    isSpotlight: true,
    label: 'HOT',
    categories: ['Popular', 'Russia'],
    fields: [{ name: 'passport', label: 'Passport number', isRequired: true }],
    addonPrices: [{ addon: 'ID_PROTECTION', price: '3' }],
  };
  const { createTld } = await gateway.data(CREATE, { input });
  expect(createTld.tld).toMatchObject({
    extension: 'xn--p1ai',
    unicodeExtension: 'рф',
    registrar: { module: 'sandbox' },
    isSpotlight: true,
    label: 'HOT',
    fields: [{ name: 'passport', isRequired: true }],
    prices: [
      { years: 1, price: { amount: '20.00', currency: 'EUR' } },
      { years: 2, price: { amount: '39.98', currency: 'EUR' } },
    ],
  });
  expect(createTld.tld.categories.map((each: any) => each.category.name)).toEqual([
    'Popular',
    'Russia',
  ]);
  expect(createTld.tld.addonPrices.map((each: any) => each.price.amount)).toEqual(['6.00', '3.00']);
});

it('refuses what is no TLD, a second one, an unknown registrar and bad prices', async () => {
  await sell(gateway, 'shop');
  const tries: [object, string, string?][] = [
    [{ extension: 'no such' }, 'BAD_INPUT', 'extension'],
    [{ extension: '.SHOP' }, 'TLD_EXISTS', 'extension'],
    [{ extension: 'aa', registrar: 'enom' }, 'REGISTRAR_UNKNOWN', 'registrar'],
    [{ extension: 'aa', registerPrices: [] }, 'BAD_INPUT', 'registerPrices'],
    [{ extension: 'aa', renewPrices: Array(11).fill('1') }, 'BAD_INPUT', 'renewPrices'],
    [{ extension: 'aa', cost: '-1' }, 'BAD_INPUT', 'cost'],
    [{ extension: 'aa', defaultYears: 11 }, 'BAD_INPUT', 'defaultYears'],
    [{ extension: 'aa', follows: 'Tld:99999' }, 'TLD_NOT_FOUND', 'follows'],
  ];
  for (const [change, code, field] of tries) {
    const answer = await gateway.ask(CREATE, { input: { ...prices, ...change } });
    expect([change, codeOf(answer)]).toEqual([change, code]);
    expect(answer.errors?.[0]?.extensions.field).toBe(field);
  }
  expect(await gateway.app.db.tld.count({ where: { extension: 'aa' } })).toBe(0);
});

it('keeps one of fifty that are put on sale at once', async () => {
  const input = { ...prices, extension: 'once', registrar: 'sandbox' };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => gateway.ask(CREATE, { input })),
  );
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
  expect(await gateway.app.db.tldPrice.count({ where: { tld: { extension: 'once' } } })).toBe(8);
}, 60_000);

it('is for staff who configure domains', async () => {
  const input = { ...prices, extension: 'mine' };
  for (const who of ['clerk', 'reseller', 'carol'] as const)
    expect(codeOf(await gateway.ask(CREATE, { input }, who))).toBe('FORBIDDEN');
});

it('changes what is named and leaves the rest, and moves it behind another', async () => {
  const first = await sell(gateway, 'first');
  await sell(gateway, 'second');
  await sell(gateway, 'third', { graceDays: 7 });
  const { updateTld } = await gateway.data(
    `mutation ($input: UpdateTldInput!) { updateTld(input: $input) { tld {
      graceDays isSuggested prices(currency: "EUR") { action years price { amount } }
    } } }`,
    {
      input: {
        extension: 'third',
        isSuggested: true,
        renewPrices: ['100'],
        follows: `Tld:${first}`,
      },
    },
  );
  expect(updateTld.tld).toMatchObject({ graceDays: 7, isSuggested: true });
  const of = (action: string) =>
    updateTld.tld.prices.filter((each: any) => each.action === action).length;
  expect([of('REGISTER'), of('RENEW'), of('TRANSFER'), of('RESTORE')]).toEqual([3, 1, 1, 1]);
  const { tlds } = await gateway.data('{ tlds(first: 50) { edges { node { extension } } } }');
  const order = tlds.edges.map(({ node }: any) => node.extension);
  expect(order.slice(order.indexOf('first'))).toEqual(['first', 'third', 'second']);
});

it('finds TLDs by feature, label, price and theme, and shows customers no costs', async () => {
  await sell(gateway, 'cheap', { registerPrices: ['1'], label: 'SALE', offersDnsManagement: true });
  const FIND = `query ($filter: TldFilter) { tlds(filter: $filter) { totalCount edges { node { extension cost { amount } } } } }`;
  const found = async (filter: object) => {
    const { tlds } = (await gateway.ask(FIND, { filter }, 'carol')).data;
    return tlds.edges.map(({ node }: any) => node.extension);
  };
  expect(await found({ label: 'SALE' })).toEqual(['cheap']);
  expect(await found({ features: ['DNS_MANAGEMENT'] })).toEqual(['cheap']);
  expect(await found({ price: { currency: 'EUR', to: '2' } })).toEqual(['cheap']);
  expect(await found({ category: 'Russia' })).toEqual(['xn--p1ai']);
  expect(await found({ extension: '.che' })).toEqual(['cheap']);
  const { data, errors } = await gateway.ask(FIND, { filter: { label: 'SALE' } }, 'carol');
  expect(data.tlds.edges[0].node.cost).toBeNull();
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

it('makes the prices of a currency anew when its rate has changed', async () => {
  const { db } = gateway.app;
  await db.currency.update({ where: { code: 'EUR' }, data: { rate: 3 } });
  const before = await gateway.data('{ tldPricing(currency: "EUR") { version } }');
  await systemAction(gateway.app, { action: 'reprice', input: {} }, (work) =>
    repriceTlds(work, ['EUR']),
  );
  const { tldPricing } = await gateway.data(
    '{ tldPricing(currency: "EUR") { version tlds { extension prices { price { amount } } } } }',
  );
  expect(tldPricing.version).toBe(before.tldPricing.version + 1);
  const cheap = tldPricing.tlds.find(({ extension }: any) => extension === 'cheap');
  expect(cheap.prices[0].price.amount).toBe('3.00');
  await db.currency.update({ where: { code: 'EUR' }, data: { rate: 2 } });
  await systemAction(gateway.app, { action: 'reprice', input: {} }, (work) => repriceTlds(work));
});

it('keeps vouchers as hashes and ciphers, each once', async () => {
  const { id } = await gateway.app.db.tld.findUniqueOrThrow({ where: { extension: 'cheap' } });
  const ADD = `mutation ($input: CreateTldVouchersInput!) { createTldVouchers(input: $input) { added } }`;
  const input = { tldId: `Tld:${id}`, codes: ['CARD-1', 'CARD-2'] };
  expect((await gateway.data(ADD, { input })).createTldVouchers.added).toBe(2);
  expect((await gateway.data(ADD, { input })).createTldVouchers.added).toBe(0);
  const rows = JSON.stringify(await gateway.app.db.tldVoucher.findMany());
  const audit = await gateway.app.db.auditEntry.findMany();
  const trail = JSON.stringify(audit.map(({ input }) => input));
  expect(rows + trail).not.toContain('CARD-1');
});

const form = {
  TLD: '.com',
  REG: 'sandbox',
  default_registration_period_price_off_from_cart: 'NO',
  voucher_required: 'NO',
  default_registration_period: '1',
  cost: '8.50',
  register: '10, 20, 30',
  renew: '12,24',
  transfer: '11',
};
const every = {
  ...form,
  TLD: 'co.uk',
  IDP: 'YES',
  DNS: 'YES',
  EF: 'NO',
  EPP: 'YES',
  SUG: 'YES',
  SPOT: 'YES',
  SWSE: 'YES',
  default_registration_period_price_off_from_cart: 'YES',
  default_registration_period: '2',
  FET: 'HOT',
  featured_color: '#ff8800',
  grace_days: 30,
  grace_cost: '1.50',
  grace_fee: '5',
  redemption_days: 35,
  redemption_cost: '60',
  redemption_fee: '80.00',
};

it('speaks CreateTLD, UpdateTLD and GetTLDPricing as they always did', async () => {
  const fresh = await openGateway();
  await addEuro(fresh);
  await transcript(fresh, 'CreateTLD', [
    { title: 'what is required', form },
    { title: 'everything', form: { ...every, orderby: 1 } },
    { title: 'no extension', form: { ...form, TLD: '' } },
    { title: 'a second time', form },
    { title: 'a registrar that is not active', form: { ...form, TLD: '.net', REG: 'enom' } },
    { title: 'eleven prices', form: { ...form, TLD: '.net', register: Array(11).fill(1).join() } },
    { title: 'a label that is none', form: { ...form, TLD: '.net', FET: 'COLD' } },
    { title: 'behind a TLD that is not there', form: { ...form, TLD: '.net', orderby: 77 } },
    { title: 'a price that is none', form: { ...form, TLD: '.net', renew: '12,x,14' } },
    { title: 'a reseller', form: { ...form, TLD: '.net' }, as: 'reseller' },
    { title: 'nobody', form, as: null },
  ]);
  await transcript(fresh, 'UpdateTLD', [
    { title: 'everything', form: { ...every, cost: '9', register: '10.10', orderby: 1 } },
    { title: 'not on sale', form: { ...form, TLD: '.nope' } },
    { title: 'no extension', form: { ...form, TLD: '' } },
    { title: 'no prices', form: { ...form, renew: '' } },
    { title: 'a registrar that is not active', form: { ...form, REG: 'enom' } },
    { title: 'a customer', form, as: 'carol' },
  ]);
  await transcript(fresh, 'GetTLDPricing', [
    { title: 'the price list', form: {} },
    { title: 'a customer', form: {}, as: 'carol' },
    { title: 'staff without the permission', form: {}, as: 'clerk' },
  ]);
});
