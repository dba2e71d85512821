import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { sell } from '#test/domains/cast.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
let thaw = freeze('2028-01-10T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => thaw());

const KEEP = `mutation ($input: CreateCurrencyInput!) { createCurrency(input: $input) { currency { code } } }`;
const RATE = `mutation ($input: SetExchangeRateInput!) {
  setExchangeRate(input: $input) { currency { rates { totalCount nodes: edges { node { rate source } } } } } }`;
const store = (code: string, rate: string) => gateway.data(KEEP, { input: { code, rate } });

const registerPrices = async () => {
  const rows = await gateway.app.db.tldPrice.findMany({
    where: { action: 'REGISTER', years: 1 },
    orderBy: { currencyCode: 'asc' },
  });
  return rows.map(({ currencyCode, price }) => `${currencyCode} ${price.toFixed()}`);
};

it('keeps every rate, and makes the prices that derive from it anew', async () => {
  const { db } = gateway.app;
  await store('JPY', '151.5');
  await sell(gateway, 'com', { registerPrices: ['10.05'] });
  expect(await registerPrices()).toEqual(['JPY 1523', 'USD 10.05']);
  // A currency that comes later has prices at once.
  await store('KWD', '0.3071');
  expect(await registerPrices()).toEqual(['JPY 1523', 'KWD 3.086', 'USD 10.05']);
  const versions = await db.catalogVersion.findMany({ orderBy: { kind: 'asc' } });
  thaw();
  thaw = freeze('2028-01-12T12:00:00Z');
  const { setExchangeRate } = await gateway.data(RATE, {
    input: { code: 'JPY', rate: '150', source: 'The bank' },
  });
  expect(setExchangeRate.currency.rates).toEqual({
    totalCount: 2,
    nodes: [
      { node: { rate: '150', source: 'The bank' } },
      { node: { rate: '151.5', source: expect.stringMatching(/^credential:/) } },
    ],
  });
  expect(await registerPrices()).toEqual(['JPY 1508', 'KWD 3.086', 'USD 10.05']);
  const raised = await db.catalogVersion.findMany({ orderBy: { kind: 'asc' } });
  for (const [place, { kind, version }] of versions.entries())
    if (kind !== 'reseller-prices') expect(raised[place]!.version).toBeGreaterThan(version);
});

it('converts by the rate of today, or of a day gone by', async () => {
  const ask = async (words: string) =>
    (await gateway.data(`{ convertMoney(amount: "10", from: "USD", ${words}) { amount } }`))
      .convertMoney.amount;
  expect(await ask('to: "JPY"')).toBe('1500');
  expect(await ask('to: "JPY", on: "2028-01-11"')).toBe('1515');
  expect(await ask('to: "KWD"')).toBe('3.071');
});

it('keeps the base at one, and takes no rate of nothing', async () => {
  const ask = (code: string, rate: string) => gateway.ask(RATE, { input: { code, rate } });
  expect(codeOf(await ask('USD', '2'))).toBe('CURRENCY_IN_USE');
  expect(codeOf(await ask('JPY', '0'))).toBe('RATE_NOT_POSITIVE');
  expect(codeOf(await ask('EUR', '1'))).toBe('CURRENCY_NOT_FOUND');
});
