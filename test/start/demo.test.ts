import { beforeAll, expect, it } from 'vitest';
import { resetDatabase } from '#test/setup/database.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { checkBooks } from '#modules/billing/ledger/check-books.ts';
import { startAffiliates } from '#modules/affiliates/automation.ts';
import { type DemoTokens, ensureDemo } from '#start/demo.ts';
import { patiently } from '#test/setup/patiently.ts';
import { ensureEssentials } from '#start/essentials.ts';

const SHOP = `{
  productGroups { title }
  products(first: 10) { edges { node { name } } }
  orders(first: 10) { edges { node { status items { description itemStatus } } } }
}`;

interface Shown {
  productGroups: { title: string }[];
  products: { edges: unknown[] };
  orders: { edges: { node: { status: string } }[] };
}

let gateway: Gateway;
let tokens: DemoTokens;
beforeAll(async () => {
  // A gateway of its own, whose workers start on the empty database.
  gateway = await openGateway(async () => {});
  await resetDatabase();
  await ensureEssentials(gateway.app);
  await startAffiliates(gateway.app);
  await gateway.app.authCache.outlive();
  tokens = (await ensureDemo(gateway.app))!;
}, 120_000);

it('shows a shop with orders and running services at the first start', async () => {
  const { app, url } = gateway;
  const ask = async (token: string) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: SHOP }),
    });
    const { data } = (await response.json()) as { data: Shown };
    return data;
  };
  const staff = await ask(tokens.staff);
  expect(staff.productGroups.map(({ title }) => title)).toEqual(['Web Hosting', 'Servers', 'Care']);
  expect(staff.products.edges).toHaveLength(5);
  expect(staff.orders.edges.map(({ node }) => node.status)).toEqual([
    'ACTIVE',
    'PENDING',
    'ACTIVE',
  ]);
  expect((await ask(tokens.customer)).orders.edges).toHaveLength(2);
  expect((await ask(tokens.reseller)).orders.edges).toHaveLength(1);
  // Tokens are shown once; a second start makes nothing.
  expect(await ensureDemo(app)).toBeNull();
});

it('has a price catalogue of the size a reseller’s own has, in both audiences', async () => {
  const { app, url } = gateway;
  const reseller = await app.db.reseller.findFirstOrThrow();
  const auth = `auth-userid=${reseller.id}&api-key=${tokens.reseller}`;
  for (const operation of ['reseller-price', 'customer-price']) {
    const response = await fetch(`${url}/api/products/${operation}.json?${auth}`);
    const text = await response.text();
    const prices = JSON.parse(text) as Record<string, object>;
    expect(Object.keys(prices).length, operation).toBeGreaterThan(400);
    expect(text.length, operation).toBeGreaterThan(120_000);
    expect(prices).toHaveProperty('thirdleveldotuk');
  }
  const plans = await app.db.productKeyPlan.findMany({
    select: { product: { select: { slug: true } } },
  });
  expect(plans).toEqual([{ product: { slug: 'business' } }]);
});

it('has an affiliate whose link was followed, and who earned by it', async () => {
  const { app, url } = gateway;
  const query = `{ affiliates { edges { node {
    client { fullName } visitors balance { amount } commissions { edges { node { amount { amount } status } } }
  } } } }`;
  const read = async () => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.staff}` },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as { data: { affiliates: object } };
  };
  // The commission is booked by a job, a moment after the payment.
  const { data } = await patiently(read, (answer) => !JSON.stringify(answer).includes('CLEARED'));
  expect(data.affiliates).toEqual({
    edges: [
      {
        node: {
          client: { fullName: 'Carol Customer' },
          visitors: 1,
          balance: { amount: '0.50' },
          commissions: { edges: [{ node: { amount: { amount: '0.50' }, status: 'CLEARED' } }] },
        },
      },
    ],
  });
  expect(await checkBooks(app.db)).toEqual([]);
});

it('has a payment method on either database, so that its store takes orders (D82, R71)', async () => {
  const response = await fetch(`${gateway.url}/rapi/GetPaymentMethods`, {
    method: 'POST',
    body: new URLSearchParams({ token: tokens.staff }),
  });
  const { totalresults, paymentmethods } = (await response.json()) as Record<string, any>;
  expect(Number(totalresults)).toBeGreaterThan(0);
  expect(paymentmethods.paymentmethod.map(({ module }: any) => module)).toContain('mailin');
});
