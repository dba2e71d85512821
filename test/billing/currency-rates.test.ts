import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const SET = `mutation ($input: CreateCurrencyInput!) { createCurrency(input: $input) { currency { code } } }`;
const RATE = `mutation ($input: SetExchangeRateInput!) {
  setExchangeRate(input: $input) { currency { code } } }`;

it('prices TLDs anew when a currency is added or its rate changes', async () => {
  const { db } = gateway.app;
  const tld = await db.tld.create({ data: { extension: 'test', currencyCode: 'USD' } });
  await db.tldPrice.create({
    data: { tldId: tld.id, action: 'REGISTER', years: 1, currencyCode: 'USD', price: '10' },
  });
  const euros = async () =>
    (await db.tldPrice.findFirst({ where: { tldId: tld.id, currencyCode: 'EUR' } }))?.price.toFixed(
      2,
    );
  await gateway.data(SET, { input: { code: 'EUR', rate: '0.9' } });
  expect(await euros()).toBe('9.00');
  await gateway.data(RATE, { input: { code: 'EUR', rate: '0.955' } });
  expect(await euros()).toBe('9.55');
  const versions = await db.catalogVersion.findMany({ orderBy: { kind: 'asc' } });
  expect(versions.map(({ version }) => version > 1)).toEqual([true, true]);
});
