import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';
import { addGroup, openStore, type Store } from './store.ts';

let gateway: Gateway;
let store: Store;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  store = await openStore(gateway);
});
afterAll(thaw);

const service = (productId: number) => ({
  clientId: gateway.carol,
  productId,
  currencyCode: 'USD',
  registeredOn: new Date('2026-11-01'),
  billingCycle: 'MONTHLY' as const,
});

it('has one default group at most', async () => {
  const [first, second] = [
    await addGroup(gateway, { title: 'First', isDefault: true }),
    await addGroup(gateway, { title: 'Second', isDefault: true }),
  ];
  const groups = await gateway.app.db.productGroup.findMany({ where: { isDefault: true } });
  expect(groups.map(({ id }) => id)).toEqual([second]);
  for (const id of [first, second]) await gateway.app.db.productGroup.delete({ where: { id } });
});

it('shows buyers neither hidden products nor those of hidden groups', async () => {
  const QUERY = '{ productGroups { title } catalogue { name } }';
  const buyers = await gateway.data(QUERY, {}, 'carol');
  expect(buyers.productGroups.map(({ title }: any) => title)).toEqual(['Web Hosting', 'Servers']);
  expect(buyers.catalogue.map(({ name }: any) => name)).toEqual(['Starter', 'Business', 'VPS']);
});

it('keeps what is for staff from buyers', async () => {
  const answer = await gateway.ask('{ catalogue { name notes } }', {}, 'carol');
  expect(answer.data.catalogue[0]).toEqual({ name: 'Starter', notes: null });
  expect(codeOf(answer)).toBe('FORBIDDEN');
});

it('does not delete a product that a service uses', async () => {
  const DELETE = `mutation ($input: DeleteProductInput!) {
    deleteProduct(input: $input) { deletedId }
  }`;
  const { id } = await gateway.app.db.service.create({ data: service(store.starter) });
  const input = { productId: `Product:${store.starter}` };
  const answer = await gateway.ask(DELETE, { input });
  expect(codeOf(answer)).toBe('PRODUCT_IN_USE');
  expect(answer.errors?.[0]?.extensions.services).toBe(1);
  await gateway.app.db.service.delete({ where: { id } });
});

it('speaks the product groups as they always were', async () => {
  const words = { headline: 'Select Your Perfect Plan', tagline: 'Money back' };
  await transcript(gateway, 'AddProductGroup', [
    {
      title: 'every parameter',
      form: {
        title: 'Reseller Hosting',
        ...words,
        suggestion: 'YES',
        default_group: 'YES',
        link: 'https://shop.example.com/resellers',
        hidden: 'NO',
        order_template: 'standard_cart',
      },
    },
    { title: 'the least of them', form: { title: 'SSL', ...words } },
    { title: 'no title', form: { title: '', ...words } },
    { title: 'a link that is none', form: { title: 'X', ...words, link: 'javascript:alert(1)' } },
    { title: 'a customer', form: { title: 'X', ...words }, as: 'carol' },
  ]);
  await transcript(gateway, 'UpdateProductGroup', [
    { title: 'hide it', form: { gid: store.servers, title: 'Servers', ...words, hidden: 'YES' } },
    {
      title: 'every parameter',
      form: {
        gid: store.servers,
        title: 'Root Servers',
        ...words,
        suggestion: 'NO',
        default_group: 'NO',
        link: '/store/servers',
        hidden: 'NO',
        order_template: 'comparison',
      },
    },
    { title: 'no such group', form: { gid: 99, title: 'X', ...words } },
    { title: 'a customer', form: { gid: 1, title: 'X', ...words }, as: 'carol' },
  ]);
  await transcript(gateway, 'DeleteProductGroup', [
    { title: 'one without products', form: { gid: 7 } },
    { title: 'one with products', form: { gid: store.hosting } },
    { title: 'no such group', form: { gid: 99 } },
    { title: 'a customer', form: { gid: 1 }, as: 'carol' },
  ]);
  await transcript(gateway, 'GetProductsGroups', [
    { title: 'staff see all', form: {} },
    { title: 'a customer sees those of the store', form: {}, as: 'carol' },
    { title: 'nobody', form: {}, as: null },
  ]);
  await transcript(gateway, 'GetProductsTypes', [{ title: 'the four kinds', form: {} }]);
});

it('asks buyers of a product what its fields ask for, and keeps those for staff', async () => {
  const field = { owner: 'PRODUCT' as const, productId: store.starter };
  await gateway.app.db.customField.createMany({
    data: [
      { ...field, name: 'Notes', sortOrder: 3 },
      { ...field, name: 'Theme', description: 'Of the first page.', isShownOnOrder: true },
      { ...field, name: 'VAT office', isRequired: true, isShownOnOrder: true, sortOrder: 1 },
      { ...field, name: 'Risk', isAdminOnly: true, isShownOnOrder: true, sortOrder: 2 },
    ],
  });
  const QUERY = `query ($onOrder: Boolean) {
    catalogue { name customFields(isShownOnOrder: $onOrder) { name } } }`;
  const namesFor = async (as: 'staff' | 'carol', onOrder?: boolean) => {
    const { catalogue } = await gateway.data(QUERY, { onOrder }, as);
    const starter = catalogue.find(({ name }: any) => name === 'Starter');
    return starter.customFields.map(({ name }: any) => name);
  };
  expect(await namesFor('staff')).toEqual(['Theme', 'VAT office', 'Risk', 'Notes']);
  expect(await namesFor('carol')).toEqual(['Theme', 'VAT office', 'Notes']);
  expect(await namesFor('carol', true)).toEqual(['Theme', 'VAT office']);
});

it('speaks the products as they always were', async () => {
  await transcript(gateway, 'GetProducts', [
    { title: 'two by id', form: { pid: `${store.starter},${store.vps}` } },
    { title: 'of a group', form: { gid: store.hosting } },
    { title: 'for a customer', form: { pid: store.starter }, as: 'carol' },
    { title: 'by server module', form: { module_name: 'cpanel' } },
    { title: 'a hidden one, for staff', form: { pid: store.hidden } },
    { title: 'a hidden one, for a customer', form: { pid: store.hidden }, as: 'carol' },
    { title: 'no such product', form: { pid: 999 } },
    { title: 'ids that are none', form: { pid: 'all' } },
  ]);
  await transcript(gateway, 'GetProductsByGroup', [
    { title: 'a group', form: { group_id: store.hosting } },
    { title: 'a hidden group has none for the store', form: { group_id: 3 } },
    { title: 'no group', form: {} },
    { title: 'nobody', form: { group_id: 1 }, as: null },
  ]);
});

it('speaks copying and deleting as they always were', async () => {
  await transcript(gateway, 'DuplicateProduct', [
    {
      title: 'a hidden copy',
      form: { title: 'VPS 2', pid: store.vps, gid: store.servers, is_hidden: 'YES' },
    },
    { title: 'no such product', form: { title: 'X', pid: 999, gid: store.servers } },
    { title: 'no such group', form: { title: 'X', pid: store.vps, gid: 99 } },
    { title: 'no title', form: { title: '', pid: store.vps, gid: store.servers } },
    { title: 'a customer', form: { title: 'X', pid: store.vps, gid: store.servers }, as: 'carol' },
  ]);
  const { product } = await gateway.data(
    `{ product(by: { slug: "vps-2" }) { isHidden prices { price } addons { addon { name } }
       configOptionGroups { group { name } } } }`,
  );
  expect(product).toEqual({
    isHidden: true,
    prices: [{ price: '40' }, { price: '400' }],
    addons: [{ addon: { name: 'Backup' } }],
    configOptionGroups: [{ group: { name: 'Server' } }],
  });
  await gateway.app.db.service.create({ data: service(store.starter) });
  await transcript(gateway, 'DeleteProduct', [
    { title: 'one that nobody has', form: { id: store.hidden } },
    { title: 'one that somebody has', form: { id: store.starter } },
    { title: 'no such product', form: { id: 999 } },
    { title: 'a customer', form: { id: store.vps }, as: 'carol' },
  ]);
});
