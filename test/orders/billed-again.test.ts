import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { type MoneyShop, openMoneyShop } from './money-shop.ts';

let gateway: Gateway;
let store: MoneyShop;
beforeAll(async () => {
  gateway = await openGateway();
  store = await openMoneyShop(gateway);
});

it('bills a period again that was billed before the cycle was changed and changed back (rules 5, 6)', async () => {
  store.on('2026-12-01');
  const monthly = await store.product('Monthly', {
    prices: [{ cycle: 'MONTHLY', price: '31' }],
    prorataEnabled: true,
    prorataDay: 1,
  });
  const annual = await store.product('Annual', {
    prices: [
      { cycle: 'MONTHLY', price: '40' },
      { cycle: 'ANNUALLY', price: '365' },
    ],
  });
  await store.paths(monthly, annual);
  const client = await store.client('Ann');
  const { service } = await store.buy(client, monthly);

  store.on('2026-12-18');
  const [january] = await store.generate(client);
  expect((await store.invoice(january!)).lines).toMatchObject([
    { type: 'SERVICE', amount: '31.00', from: '2027-01-01', to: '2027-01-31' },
  ]);
  await store.pay(january!);

  store.on('2026-12-20');
  const change = async (product: number, billingCycle: string) => {
    const input = { productId: `Product:${product}`, billingCycle };
    const { data, errors } = await store.change(service, input);
    if (errors) throw new Error(JSON.stringify(errors));
    const { order, quote } = data.upgradeProduct;
    if (order.invoice) {
      await store.pay(order.invoice.databaseId);
      await gateway.rapi('AcceptOrder', { order_id: order.databaseId });
    }
    return quote;
  };
  // 12 of 31 days and all of January are left: 12.00 + 31.00 of 365.00.
  const { price } = await change(annual, 'ANNUALLY');
  expect(price.amount).toBe('322.00');
  // The rest of December costs 12.00, and 365.00 were paid for the year from today.
  const { surplus, nextDueOn } = await change(monthly, 'MONTHLY');
  expect([surplus.amount, nextDueOn]).toEqual(['353.00', '2027-01-01']);

  const [again, ...more] = await store.generate(client);
  expect(again).toBeDefined();
  expect(more).toEqual([]);
  expect((await store.invoice(again!)).lines).toMatchObject([
    { type: 'SERVICE', amount: '31.00', from: '2027-01-01', to: '2027-01-31' },
  ]);
  expect(await store.generate(client)).toEqual([]);
});
