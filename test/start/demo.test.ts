import { beforeAll, expect, it } from 'vitest';
import { resetDatabase } from '#test/setup/database.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { ensureDemo } from '#start/demo.ts';
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
beforeAll(async () => {
  gateway = await openGateway();
});

it('shows a shop with orders and running services at the first start', async () => {
  const { app, url } = gateway;
  await resetDatabase();
  await ensureEssentials(app);
  const tokens = await ensureDemo(app);
  const ask = async (token: string) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: SHOP }),
    });
    const { data } = (await response.json()) as { data: Shown };
    return data;
  };
  const staff = await ask(tokens!.staff);
  expect(staff.productGroups.map(({ title }) => title)).toEqual(['Web Hosting', 'Servers', 'Care']);
  expect(staff.products.edges).toHaveLength(5);
  expect(staff.orders.edges.map(({ node }) => node.status)).toEqual([
    'ACTIVE',
    'PENDING',
    'ACTIVE',
  ]);
  expect((await ask(tokens!.customer)).orders.edges).toHaveLength(2);
  expect((await ask(tokens!.reseller)).orders.edges).toHaveLength(1);
  expect(await ensureDemo(app)).toEqual(tokens);
});
