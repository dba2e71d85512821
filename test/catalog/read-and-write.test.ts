import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { fakePlesk, type FakePlesk } from '#test/providers/panels/fake-plesk.ts';
import { fakeWhm, type FakeWhm } from '#test/providers/panels/fake-whm.ts';
import { createServer } from '#test/services/store.ts';
import { done, openShop, type Shop } from '#test/shop.ts';

let gateway: Gateway;
let shop: Shop;
let whm: FakeWhm;
let plesk: FakePlesk;
beforeAll(async () => {
  gateway = await openGateway();
  shop = await openShop(gateway);
  await gateway.data(
    `mutation { createCurrency(input: { code: "EUR", rate: "0.8" }) { currency { code } } }`,
  );
  [whm, plesk] = [await fakeWhm(), await fakePlesk()];
  await createServer(gateway, whm);
  await createServer(gateway, plesk, {
    name: 'beta',
    module: 'plesk',
    username: '',
    accessToken: 'KEY',
  });
});
afterAll(async () => {
  await whm.stop();
  await plesk.stop();
});

const rowOf = async (pid: number, as: 'staff' | 'carol' = 'staff') =>
  (await gateway.rapi('GetProducts', { pid }, as)).products.product[0];

/** Values of every parameter that UpdateProduct takes and is not a price. */
const chosen = {
  highlight_text: 'Best',
  description: 'All of it',
  notes: 'For us',
  is_stock_control: 'YES',
  unit_in_stock: 12,
  cost: '31.50',
  is_hidden: 'NO',
  server_config_option_show: 'YES',
  apply_tax: 'YES',
  recurring_cycles_limit: 24,
  auto_terminate_days: 30,
  prorata_billing_enable: 'YES',
  prorata_billing_day: 1,
  charge_next_month: 20,
  product_setup_after: 'ORDER_ACCEPTED',
  server_type: 'cpanel',
  server_package_name: 'starter',
  orderby: 3,
  subdomain_options: 'example.com,abc.com',
  domain_registration_option: 'YES',
  product_upgrade_plans_enable: 'YES',
  custom_affiliate_payout: 'Percentage',
  is_affiliate_payout_type: 'Recurring',
  affiliate_pay_amount: '12.5',
  is_overages_billing: 'ENABLE',
  disk_usage_limits: '10',
  disk_usage_limits_unit: 'GB',
  disk_usage_limits_cost: '0.50',
  bandwidth_usage_limits: '1.5',
  bandwidth_usage_limits_unit: 'TB',
  bandwidth_usage_limits_cost: '2.00',
};

it('answers what UpdateProduct takes, and reading and writing back changes nothing (R45)', async () => {
  const other = await shop.addProduct();
  const pid = await shop.addProduct({
    ...chosen,
    product_upgrade_plans: other,
    configurations: '{"nodes":3}',
  });
  const before = await rowOf(pid);
  expect(before).toMatchObject({
    ...chosen,
    product_upgrade_plans: String(other),
    configurations: { nodes: 3 },
  });
  const { pricing, configurations, ...row } = before;
  const prices = Object.fromEntries(
    ['setup_pricing', 'old_pricing', 'sale_pricing'].map((name) => [
      name,
      JSON.stringify([pricing.USD[name]]),
    ]),
  );
  const form = Object.fromEntries(
    Object.entries(row).filter(([, value]) => ['string', 'number'].includes(typeof value)),
  ) as Record<string, string>;
  await done(gateway, 'UpdateProduct', {
    ...form,
    ...prices,
    id: pid,
    configurations: JSON.stringify(configurations),
  });
  expect(await rowOf(pid)).toEqual(before);
  const seen = await rowOf(pid, 'carol');
  for (const secret of ['notes', 'cost', 'configurations', 'server_group_id'])
    expect(seen).not.toHaveProperty(secret);
});

it.each([
  ['as little as there is', {}],
  ['free', { payment_time: 'free', price_duration: 'Free', sale_pricing: '{}' }],
  ['paid once', { payment_time: 'onetime', sale_pricing: '[{"price_onetime_fee":"9.5"}]' }],
  ['of no module', { server_type: 'none' }],
  [
    'in two currencies, with setup fees and old prices',
    {
      sale_pricing: '[{"price_monthly_fee":"3"},{"currency":"EUR","price_monthly_fee":"2.5"}]',
      setup_pricing: '[{"currency":"EUR","price_monthly_fee":"1"}]',
      old_pricing: '[{"price_monthly_fee":"4"}]',
    },
  ],
  [
    'without a monthly price',
    { sale_pricing: '[{"price_ten_years_fee":"800"}]', price_duration: 'price_ten_years_fee' },
  ],
  ['with texts that are emptied', { highlight_text: '', description: '', configurations: '[]' }],
])('writes a product back as it was read: %s (R45, M50)', async (_what, more) => {
  const pid = await shop.addProduct(more);
  const before = await rowOf(pid);
  const { pricing, ...row } = before;
  const lists = (name: string) =>
    Object.entries<Record<string, object>>(pricing).map(([currency, list]) => ({
      ...(currency !== 'USD' && { currency }),
      ...list[name],
    }));
  const plain = Object.fromEntries(
    Object.entries(row)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : value]),
  ) as Record<string, string>;
  const names = ['setup_pricing', 'old_pricing', 'sale_pricing'];
  const priced = Object.fromEntries(names.map((name) => [name, JSON.stringify(lists(name))]));
  await done(gateway, 'UpdateProduct', { ...plain, ...priced, id: pid });
  expect(await rowOf(pid)).toEqual(before);
  // The base currency's own object alone, as an answer holds it: `{}` where it has none.
  if (Object.keys(pricing).length > 1) return;
  const bare = Object.fromEntries(
    names.map((name) => [name, JSON.stringify(pricing.USD?.[name] ?? {})]),
  );
  await done(gateway, 'UpdateProduct', { ...plain, ...bare, id: pid });
  expect(await rowOf(pid)).toEqual(before);
});

/** Two options of a product: one that counts, one to choose from, both with keys for the module. */
async function optionGroup() {
  const { createConfigOptionGroup } = await gateway.data(
    `mutation { createConfigOptionGroup(input: { name: "Limits" }) { configOptionGroup { id databaseId } } }`,
  );
  const { id: groupId, databaseId } = createConfigOptionGroup.configOptionGroup;
  const addOption = async (name: string, type: string, names: string[]) => {
    const prices = [{ cycle: 'MONTHLY', price: '1' }];
    const choices = names.map((choice) => ({ name: choice, prices }));
    const { createConfigOption } = await gateway.data(
      `mutation ($input: CreateConfigOptionInput!) { createConfigOption(input: $input) {
        configOption { databaseId choices { databaseId } } } }`,
      { input: { groupId, name, type, choices } },
    );
    return createConfigOption.configOption as {
      databaseId: number;
      choices: { databaseId: number }[];
    };
  };
  return {
    group: databaseId as number,
    mailboxes: await addOption('maxpop|Mailboxes', 'QUANTITY', ['box|Mailbox']),
    disk: await addOption('Disk Space', 'DROPDOWN', ['5000|5 GB', '9000|9 GB']),
  };
}

it('tells module create the configurations and the options chosen (R45)', async () => {
  const options = await optionGroup();
  const ip = { user_id: gateway.carol, client_ip_address: '203.0.113.9' };
  for (const [server_type, server_package_name] of [
    ['cpanel', 'starter'],
    ['plesk', 'Starter'],
  ] as const) {
    const pid = await shop.addProduct({
      server_type,
      server_package_name,
      configurations: '{"nodes":3,"dedicatedIp":"no"}',
      products_config_groups: options.group,
    });
    const { item_id: id } = await done(gateway, 'CartAddItem', { ...ip, hosting: pid });
    for (const [group, config] of [
      [options.mailboxes.databaseId, 7],
      [options.disk.databaseId, options.disk.choices[1]!.databaseId],
    ] as const)
      await done(gateway, 'CartUpdateConfigOption', { ...ip, id, group, config });
    const { serviceids } = await done(gateway, 'AddOrder', {
      user_id: gateway.carol,
      payment_method: 'mailin',
      user_ip: '203.0.113.9',
      userAgent: 'x',
      acceptLanguage: 'en',
    });
    const domain_name = `${server_type}.test`;
    await done(gateway, 'UpdateClientProduct', { service_id: serviceids, domain_name });
    await done(gateway, 'ModuleCreate', { service_id: serviceids });
  }
  const call = whm.seen.find(({ path }) => path.endsWith('/createacct'));
  const sent = Object.fromEntries(new URLSearchParams(call?.text));
  expect(sent).toMatchObject({ nodes: '3', maxpop: '7', quota: '9000', plan: 'starter' });
  expect(sent).not.toHaveProperty('dedicatedIp');
  const body = plesk.seen.map(({ text }) => text).find((text) => text.includes('ftp_login'));
  expect(JSON.parse(body ?? '{}').hosting_settings).toMatchObject({ nodes: '3', maxpop: '7' });
});

it('hides the options of servers from clients where the product says so (R54)', async () => {
  for (const [server_config_option_show, shown] of [
    ['NO', 'vps.carol.test'],
    ['YES', undefined],
  ] as const) {
    const pid = await shop.addProduct({ server_config_option_show });
    expect((await rowOf(pid)).server_config_option_show).toBe(server_config_option_show);
    const { item_id } = await done(gateway, 'CartAddItem', {
      user_id: gateway.carol,
      hosting: pid,
      client_ip_address: '203.0.113.9',
    });
    await done(gateway, 'CartUpdateSvrConfigs', {
      user_id: gateway.carol,
      id: item_id,
      hostname: 'vps.carol.test',
      root_password: 'Kontakt-123-lang',
      name_server_one: 'ns1.carol.test',
      name_server_two: 'ns2.carol.test',
      client_ip_address: '203.0.113.9',
    });
    const seenBy = async (as: 'staff' | 'carol') =>
      (
        await gateway.rapi('GetCart', { user_id: gateway.carol, user_ip: '203.0.113.9' }, as)
      ).items.item.at(-1);
    expect((await seenBy('staff')).hostname).toBe('vps.carol.test');
    const own = await seenBy('carol');
    expect([own.hostname, own.nameservers.length]).toEqual([shown, shown ? 2 : 0]);
    const { cart } = await gateway.data('{ cart { items { rootPassword } } }', {}, 'carol');
    expect(cart.items.at(-1).rootPassword === null).toBe(!shown);
  }
});
