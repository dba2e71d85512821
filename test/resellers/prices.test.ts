import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  const { db } = gateway.app;
  await db.reseller.update({
    where: { id: gateway.resellerId },
    data: { discountPercent: '10' },
  });
  const group = await db.productGroup.create({ data: { title: 'Hosting', slug: 'hosting' } });
  const type = await db.productType.findFirstOrThrow({ orderBy: { id: 'asc' } });
  const product = await db.product.create({
    data: {
      groupId: group.id,
      typeId: type.id,
      name: 'Starter',
      slug: 'starter',
      currencyCode: 'USD',
      prices: {
        create: [
          { currencyCode: 'USD', cycle: 'MONTHLY', setupFee: '5', price: '9.99' },
          { currencyCode: 'USD', cycle: 'ANNUALLY', setupFee: '0', price: '99' },
        ],
      },
    },
  });
  await db.resellerProductPrice.create({
    data: {
      resellerId: gateway.resellerId,
      productId: product.id,
      currencyCode: 'USD',
      cycle: 'ANNUALLY',
      price: '70',
    },
  });
  const tld = await db.tld.create({
    data: { extension: 'com', unicodeExtension: 'com', currencyCode: 'USD' },
  });
  await db.tldPrice.createMany({
    data: (['REGISTER', 'RENEW', 'TRANSFER'] as const).map((action) => ({
      tldId: tld.id,
      action,
      years: 1,
      currencyCode: 'USD',
      price: '15.95',
    })),
  });
  await db.resellerTldPrice.create({
    data: {
      resellerId: gateway.resellerId,
      tldId: tld.id,
      currencyCode: 'USD',
      action: 'REGISTER',
      years: 1,
      price: '8.88',
    },
  });
});

it('takes the reseller’s own price, else the shop’s less its discount', async () => {
  const query = `query ($id: ID!) {
    resellerProductPrices(clientId: $id) { products { name offers { cycle setupFee price } } }
    resellerTldPricing(clientId: $id) { tlds { prices { action price { amount } } } }
  }`;
  const data = await gateway.data(query, { id: `Client:${gateway.rita}` }, 'reseller');
  expect(data.resellerProductPrices.products[0].offers).toEqual([
    { cycle: 'MONTHLY', setupFee: '4.50', price: '8.99' },
    { cycle: 'ANNUALLY', setupFee: '0.00', price: '70.00' },
  ]);
  expect(data.resellerTldPricing.tlds[0].prices).toEqual(
    expect.arrayContaining([
      { action: 'REGISTER', price: { amount: '8.88' } },
      { action: 'RENEW', price: { amount: '14.35' } },
    ]),
  );
});

it('speaks both price commands as they always did', async () => {
  const calls = [
    { title: 'the reseller’s prices', form: { user_id: gateway.rita }, as: 'reseller' as const },
    { title: 'no reseller', form: { user_id: gateway.carol } },
    { title: 'another reseller’s', form: { user_id: gateway.carol }, as: 'reseller' as const },
    { title: 'a customer', form: { user_id: gateway.rita }, as: 'carol' as const },
  ];
  await transcript(gateway, 'GetResellerProductsPrices', calls);
  await transcript(gateway, 'GetResellerTldPrices', calls);
});
