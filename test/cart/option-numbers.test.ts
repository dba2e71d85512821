import { beforeAll, expect, it } from 'vitest';
import { addProduct, monthlyAndYearly, openStore, type Store } from '#test/catalog/store.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
let store: Store;
beforeAll(async () => {
  gateway = await openGateway();
  store = await openStore(gateway);
});

const visitor = { client_ip_address: '203.0.113.41' };

/** The options GetProducts lists of a product. */
async function listed(pid: number): Promise<any[]> {
  const { products } = await gateway.rapi('GetProducts', { pid });
  return products.product[0].configoptions.configoption;
}

/** A product in the cart, and a way to set its options. */
async function inCart(hosting: number) {
  const { item_id: id } = await gateway.rapi('CartAddItem', { hosting, ...visitor });
  return (form: object) => gateway.rapi('CartUpdateConfigOption', { id, ...visitor, ...form });
}

const chosen = (reply: any) =>
  reply.item.configoptions.configoption.map(({ group, value }: any) => [group, value]);

/** A group with options; their numbers, and the group's. */
async function group(name: string, options: [string, string][]) {
  const { createConfigOptionGroup } = await gateway.data(
    `mutation ($name: String!) { createConfigOptionGroup(input: { name: $name }) {
      configOptionGroup { id databaseId } } }`,
    { name },
  );
  const { id: groupId, databaseId } = createConfigOptionGroup.configOptionGroup;
  const numbers: number[] = [];
  for (const [label, type] of options) {
    const prices = [{ cycle: 'MONTHLY', price: '5' }];
    const { createConfigOption } = await gateway.data(
      `mutation ($input: CreateConfigOptionInput!) { createConfigOption(input: $input) {
        configOption { databaseId } } }`,
      { input: { groupId, name: label, type, choices: [{ name: label, prices }] } },
    );
    numbers.push(createConfigOption.configOption.databaseId);
  }
  return { groupId, group: databaseId as number, numbers };
}

it('gives a number to an option or to a group of options, never to both (M41)', async () => {
  const { db } = gateway.app;
  await group('More', [
    ['ssl|SSL', 'YES_NO'],
    ['ip|IP', 'QUANTITY'],
  ]);
  const groups = (await db.configOptionGroup.findMany()).map(({ id }) => id);
  const options = (await db.configOption.findMany()).map(({ id }) => id);
  expect(options.filter((id) => groups.includes(id))).toEqual([]);
  expect(options).toHaveLength(4);
});

it('takes the group of GetProducts and of GetCart, and the group of options itself (M41)', async () => {
  const set = await inCart(store.vps);
  const [ram, ips] = await listed(store.vps);
  expect(ram).not.toHaveProperty('group_id');
  expect(ram.products_config_group).toBe(store.options);
  expect(chosen(await set({ group: ram.group, config: store.ram4 }))).toEqual([
    [store.ram, '4 GB'],
    [store.ips, '0'],
  ]);
  // Of the whole group: 2 is 8 GB of memory, and as well two addresses.
  expect(store.ram8).toBe(2);
  const byGroup = await set({ group: store.options, config: store.ram8 });
  expect(byGroup.message).toMatch(/^group must mean one option/);
  // No choice, and four addresses are the most there are.
  expect(await set({ group: store.options, config: 5 })).toMatchObject({
    message: 'Group ID Not Found',
  });
  expect(chosen(await set({ group: ips.id, config: 3 }))[1]).toEqual([store.ips, '3']);
  expect(chosen(await set({ option_id: ips.id, config: 1 }))[1]).toEqual([store.ips, '1']);
  for (const form of [{ group: 0, config: 1 }, { config: 1 }])
    expect(await set(form)).toMatchObject({
      result: 'error',
      message: 'group is required: a whole number above 0.',
    });
});

it('refuses a group of which two options could be meant, and changes none (M41)', async () => {
  const {
    groupId,
    group: number,
    numbers,
  } = await group('Server extras', [
    ['ssl|Certificate', 'YES_NO'],
    ['ip|Addresses', 'QUANTITY'],
  ]);
  const [ssl, ip] = numbers as [number, number];
  const product = await addProduct(gateway, {
    groupId: `ProductGroup:${store.hosting}`,
    typeId: 'ProductType:1',
    name: 'Configured',
    prices: monthlyAndYearly('10', '100'),
    configOptionGroupIds: [groupId],
  });
  const set = await inCart(product);
  const refused = await set({ group: number, config: 1 });
  expect(refused).toMatchObject({
    result: 'error',
    message: `group must mean one option, and could mean ${ssl} or ${ip}`,
  });
  // Two certificates there are not; two addresses there are.
  const taken = await set({ group: number, config: 2 });
  expect(chosen(taken)).toEqual([
    [ssl, 'No'],
    [ip, '2'],
  ]);
  expect(await set({ group: store.ram, config: 1 })).toMatchObject({
    message: 'Group ID Not Found',
  });
});

it('refuses one number that old rows have given to an option and to a group (M41)', async () => {
  const { db } = gateway.app;
  const {
    groupId,
    group: number,
    numbers,
  } = await group('Colliding', [['a|Snapshots', 'QUANTITY']]);
  await db.$executeRaw`update config_options set id = ${number} where id = ${numbers[0]}`;
  const other = await group('Beside', [['b|Backups', 'QUANTITY']]);
  const options = await db.configOption.findMany({ where: { groupId: number } });
  expect(options.map(({ id }) => id)).toEqual([number]);
  // The same option by both names: nothing to doubt.
  const product = await addProduct(gateway, {
    groupId: `ProductGroup:${store.hosting}`,
    typeId: 'ProductType:1',
    name: 'Old rows',
    prices: monthlyAndYearly('10', '100'),
    configOptionGroupIds: [groupId, other.groupId],
  });
  const set = await inCart(product);
  expect(chosen(await set({ group: number, config: 2 }))).toContainEqual([number, '2']);
  // Now the number is one group's, and an option's of the other group.
  await db.configOption.update({ where: { id: number }, data: { groupId: other.group } });
  await db.configOption.update({ where: { id: other.numbers[0]! }, data: { groupId: number } });
  expect((await set({ group: number, config: 3 })).message).toMatch(
    'group must mean one option, and could mean',
  );
  expect(chosen(await set({ option_id: number, config: 3 }))).toContainEqual([number, '3']);
});
