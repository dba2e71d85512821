import { freeze } from '#core/clock.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { fakeWhm, type FakeWhm } from '#test/integrations/panels/fake-whm.ts';
import { transcript } from '#test/transcript.ts';
import { addServer, addService, openShop, type Shop } from './shop.ts';

let gateway: Gateway;
let whm: FakeWhm;
let shop: Shop;
let hosted: number;
let plain: number;
let robs: number;
let server: number;
const thaw = freeze('2026-11-21T12:00:00Z');
const base64 = (form: object) => Buffer.from(JSON.stringify(form)).toString('base64');

beforeAll(async () => {
  gateway = await openGateway();
  const { db } = gateway.app;
  whm = await fakeWhm();
  shop = await openShop(gateway);
  server = await addServer(gateway, whm, { maxAccounts: 200, ipAddress: '192.0.2.1' });
  hosted = await addService(gateway, gateway.carol, shop.hosting, { domainName: 'carol.example' });
  plain = await addService(gateway, gateway.carol, shop.plain, { status: 'ACTIVE' });
  robs = await addService(gateway, gateway.rob, shop.hosting, { domainName: 'rob.example' });
  const field = await db.customField.create({
    data: { owner: 'PRODUCT', productId: shop.plain, name: 'Licence key', type: 'PASSWORD' },
  });
  await db.customFieldValue.create({
    data: { fieldId: field.id, serviceId: plain, valueEncrypted: 'sealed' },
  });
  const option = await db.configOption.create({
    data: {
      name: 'ram|Memory',
      type: 'DROPDOWN',
      group: { create: { name: 'Sizes' } },
      choices: { create: { name: '8|8 GB' } },
    },
    include: { choices: true },
  });
  await db.serviceConfigOption.create({
    data: { serviceId: plain, optionId: option.id, choiceId: option.choices[0]!.id },
  });
  await db.gateway.create({ data: { module: 'paypal', displayName: 'PayPal', isActive: true } });
  await db.productPrice.create({
    data: { productId: shop.plain, currencyCode: 'USD', cycle: 'ANNUALLY', price: '120' },
  });
});
afterAll(async () => {
  thaw();
  await whm.stop();
});

const denied = (form: Record<string, string | number>) => [
  { title: 'a customer may not', form, as: 'carol' as const },
  { title: 'nobody', form, as: null },
];

it('speaks ModuleCreate as it always did', async () => {
  await transcript(gateway, 'ModuleCreate', [
    { title: 'an account', form: { service_id: hosted } },
    { title: 'a second one for the same service', form: { service_id: hosted } },
    { title: 'no module', form: { service_id: plain } },
    { title: 'no such service', form: { service_id: 9999 } },
    { title: 'no service named', form: {} },
    { title: 'a reseller, of its customer', form: { service_id: robs }, as: 'reseller' },
    { title: 'a reseller, of another’s', form: { service_id: hosted }, as: 'reseller' },
    ...denied({ service_id: hosted }),
  ]);
  expect(whm.accounts.size).toBe(2);
});

it('speaks ModuleSuspend as it always did', async () => {
  await transcript(gateway, 'ModuleSuspend', [
    { title: 'with a reason', form: { service_id: hosted, reason: 'Abuse' } },
    { title: 'no module', form: { service_id: plain } },
    { title: 'no such service', form: { service_id: 9999 } },
    { title: 'no service named', form: { reason: 'x' } },
    ...denied({ service_id: hosted }),
  ]);
});

it('speaks ModuleUnsuspend as it always did', async () => {
  await transcript(gateway, 'ModuleUnsuspend', [
    { title: 'with a reason', form: { service_id: hosted, reason: 'Paid' } },
    { title: 'no module', form: { service_id: plain } },
    { title: 'no such service', form: { service_id: 9999 } },
    { title: 'no service named', form: {} },
    ...denied({ service_id: hosted }),
  ]);
});

it('speaks ModuleChangePackage as it always did', async () => {
  const setPlan = (serverPackageName: string) =>
    gateway.app.db.product.update({ where: { id: shop.hosting }, data: { serverPackageName } });
  await setPlan('pro');
  await transcript(gateway, 'ModuleChangePackage', [
    { title: 'to the package of its product', form: { service_id: hosted } },
    { title: 'no module', form: { service_id: plain } },
    { title: 'no such service', form: { service_id: 9999 } },
    { title: 'no service named', form: {} },
    ...denied({ service_id: hosted }),
  ]);
  await setPlan('starter');
});

it('speaks ModuleChangePassword as it always did', async () => {
  await transcript(gateway, 'ModuleChangePassword', [
    { title: 'a given one', form: { service_id: hosted, password: 'Quite-new-22' } },
    { title: 'a random one', form: { service_id: hosted } },
    { title: 'too short', form: { service_id: hosted, password: 'short' } },
    { title: 'no module', form: { service_id: plain } },
    { title: 'no such service', form: { service_id: 9999 } },
    { title: 'no service named', form: {} },
    ...denied({ service_id: hosted }),
  ]);
});

it('speaks ModuleCustom as it always did', async () => {
  const form = { service_id: hosted, function_name: 'createLoginLink' };
  await transcript(gateway, 'ModuleCustom', [
    { title: 'a login link', form: { ...form, function_json: '{"service":"cpaneld"}' } },
    { title: 'without JSON', form: { ...form, function_name: 'listPackages' } },
    { title: 'JSON that is none', form: { ...form, function_json: '{' } },
    { title: 'a function there is not', form: { ...form, function_name: 'formatDisk' } },
    { title: 'no module', form: { ...form, service_id: plain } },
    { title: 'no such service', form: { ...form, service_id: 9999 } },
    { title: 'no service named', form: { function_name: 'listPackages' } },
    ...denied(form),
  ]);
});

it('speaks DoServiceCustomActions as it always did', async () => {
  const form = (fields: object) => ({
    user_id: gateway.carol,
    FormData: base64({ service_id: hosted, ...fields }),
  });
  await transcript(gateway, 'DoServiceCustomActions', [
    { title: 'a login link', form: form({ action: 'createLoginLink' }) },
    { title: 'by its owner', form: form({ action: 'createLoginLink' }), as: 'carol' },
    {
      title: 'the page of the password',
      form: form({ action: 'cp', newpw: 'Good-enough-1', confirmpw: 'Good-enough-1' }),
      as: 'carol',
    },
    {
      title: 'two passwords that differ',
      form: form({ action: 'cp', password: 'Good-enough-1', confirm_password: 'x' }),
    },
    { title: 'a function there is not', form: form({ action: 'formatDisk' }) },
    { title: 'no action', form: form({}) },
    { title: 'no service', form: { user_id: gateway.carol, FormData: base64({ action: 'cp' }) } },
    { title: 'not base64', form: { user_id: gateway.carol, FormData: '%%%' } },
    {
      title: 'another client’s service',
      form: { user_id: gateway.rob, FormData: base64({ service_id: hosted, action: 'cp' }) },
    },
    { title: 'a stranger', form: form({ action: 'createLoginLink' }), as: 'stranger' },
    { title: 'nobody', form: form({ action: 'createLoginLink' }), as: null },
  ]);
});

it('speaks GetClientProducts as it always did', async () => {
  await transcript(gateway, 'GetClientProducts', [
    { title: 'all of a client', form: { user_id: gateway.carol } },
    {
      title: 'by its owner, by another spelling',
      form: { clientid: gateway.carol, limit_num: 1 },
      as: 'carol',
    },
    { title: 'of a client without any', form: { user_id: gateway.stranger } },
    { title: 'of another', form: { user_id: gateway.carol }, as: 'stranger' },
    { title: 'of nobody', form: {} },
    { title: 'nobody', form: { user_id: gateway.carol }, as: null },
  ]);
});

it('speaks GetClientProduct as it always did', async () => {
  const form = { user_id: gateway.carol, service_id: hosted };
  await transcript(gateway, 'GetClientProduct', [
    { title: 'service information', form: { ...form, page_name: 'si' } },
    { title: 'change password', form: { ...form, page_name: 'cp' }, as: 'carol' },
    { title: 'cancellation request', form: { ...form, service_id: plain, page_name: 'rc' } },
    { title: 'no such page', form: { ...form, page_name: 'xx' } },
    { title: 'no page', form },
    { title: 'another client’s', form: { ...form, user_id: gateway.rob, page_name: 'si' } },
    { title: 'a stranger', form: { ...form, page_name: 'si' }, as: 'stranger' },
    { title: 'nobody', form: { ...form, page_name: 'si' }, as: null },
  ]);
});

it('speaks UpdateClientProduct as it always did', async () => {
  const form = { service_id: plain };
  await transcript(gateway, 'UpdateClientProduct', [
    {
      title: 'everything',
      form: {
        ...form,
        package: shop.plain,
        server,
        reg_date: '2026-10-01',
        next_due_date: '2027-10-01',
        termination_date: '2030-01-01',
        domain_name: 'new.example',
        first_payment_amount: '15.95',
        amount: '9.95',
        payment_method: 'paypal',
        billing_cycle: 'price_annually_fee',
        status: 'Active',
        notes: 'Moved.',
        user_name: 'newuser',
        password: 'S3cret-one',
        override_auto_termination: 'on',
        overide_auto_suspend: 'on',
        overide_suspend_until: '2027-01-01',
        ns1: 'ns1.house.test',
        ns2: 'ns2.house.test',
        dedicated_ip: '192.0.2.9',
        assigned_ips: '192.0.2.10,192.0.2.11',
        disk_usage: 10,
        disk_limit: 1000,
        bandwidth_usage: 20,
        bandwidth_limit: 2000,
        suspend_reason: 'None',
        promo_id: 0,
      },
    },
    { title: 'recalculated', form: { ...form, auto_recalculate_recurring_price: 'Yes' } },
    { title: 'no end any more', form: { ...form, termination_date: '0000-00-00', server: 0 } },
    { title: 'an unknown payment method', form: { ...form, payment_method: 'cheque' } },
    { title: 'an unknown product', form: { ...form, package: 9999 } },
    { title: 'an unknown cycle', form: { ...form, billing_cycle: 'weekly' } },
    { title: 'an unknown status', form: { ...form, status: 'Sleeping' } },
    { title: 'no such service', form: { service_id: 9999 } },
    { title: 'no service named', form: {} },
    ...denied(form),
  ]);
  const { rapi, carol } = gateway;
  const { product } = await rapi('GetClientProduct', {
    user_id: carol,
    service_id: plain,
    page_name: 'si',
  });
  expect(product).toMatchObject({ amount: '120.00', user_name: 'newuser', disk_limit: '1000' });
});

it('speaks AddCancelRequest, GetCancelledPackages and DeleteCancelRequest as it always did', async () => {
  await transcript(gateway, 'AddCancelRequest', [
    {
      title: 'at once, with the domain',
      form: { service_id: plain, type: 'Immediate', cancel_domain: 'YES', reason: 'Too dear.' },
    },
    { title: 'a second one', form: { service_id: plain } },
    { title: 'at the end of the period', form: { service_id: hosted }, as: 'carol' },
    { title: 'a type that is none', form: { service_id: robs, type: 'Someday' } },
    { title: 'no such service', form: { service_id: 9999 } },
    { title: 'a stranger', form: { service_id: plain }, as: 'stranger' },
    { title: 'no service named', form: {} },
    { title: 'nobody', form: { service_id: plain }, as: null },
  ]);
  await transcript(
    gateway,
    'GetCancelledPackages',
    [
      { title: 'all', form: {} },
      { title: 'at the end of the period', form: { type: 'End of Billing Period' } },
      { title: 'completed', form: { status: 'Completed' } },
      { title: 'by day', form: { cancellation_date: '2026-11-21' } },
      {
        title: 'one a page, the last first',
        form: {
          limit_num: 1,
          page_num: 2,
          sort_order_field: 'cancellation_date',
          sort_order: 'DESC',
        },
      },
      { title: 'a stranger sees none', form: {}, as: 'stranger' },
      { title: 'a column that is none', form: { sort_order: 'price' } },
      { title: 'nobody', form: {}, as: null },
    ],
    ['updated_at'],
  );
  await transcript(gateway, 'DeleteCancelRequest', [
    { title: 'taken back', form: { service_id: plain } },
    { title: 'again', form: { service_id: plain } },
    { title: 'no such service', form: { service_id: 9999 } },
    { title: 'a stranger', form: { service_id: hosted }, as: 'stranger' },
    { title: 'no service named', form: {} },
    { title: 'nobody', form: { service_id: plain }, as: null },
  ]);
});

it('speaks GetModuleQueue as it always did', async () => {
  await gateway.app.db.product.update({
    where: { id: shop.hosting },
    data: { serverPackageName: 'gold' },
  });
  const failing = await addService(gateway, gateway.carol, shop.hosting, {
    domainName: 'gold.example',
  });
  await gateway.rapi('ModuleCreate', { service_id: failing });
  await transcript(
    gateway,
    'GetModuleQueue',
    [
      { title: 'all', form: {} },
      { title: 'of one service', form: { related_id: failing, type: 'hosting' } },
      { title: 'any service', form: { type: 'services', module: 'cpanel' } },
      { title: 'since a moment to come', form: { created_at: '2026-11-22 00:00:00' } },
      { title: 'of domains', form: { type: 'domain' } },
      { title: 'a type that is none', form: { type: 'boats' } },
      { title: 'a reseller sees its customers’', form: {}, as: 'reseller' },
      ...denied({}),
    ],
    ['updatedAt'],
  );
});

it('speaks ModuleTerminate as it always did', async () => {
  await transcript(gateway, 'ModuleTerminate', [
    { title: 'the account is removed', form: { service_id: hosted } },
    { title: 'a second time', form: { service_id: hosted } },
    { title: 'no module', form: { service_id: plain } },
    { title: 'no such service', form: { service_id: 9999 } },
    { title: 'no service named', form: {} },
    ...denied({ service_id: hosted }),
  ]);
});

it('speaks GetServers as it always did', async () => {
  await transcript(gateway, 'GetServers', [{ title: 'all', form: {} }, ...denied({})]);
});

it('speaks GetModuleConfigurationParameters as it always did', async () => {
  const ask = (module_type: string, module_name: string) => ({ module_type, module_name });
  await transcript(gateway, 'GetModuleConfigurationParameters', [
    { title: 'a panel', form: ask('server', 'cpanel') },
    { title: 'a payment gateway', form: ask('payment', 'paypal') },
    { title: 'a registrar', form: ask('domain', 'connectreseller') },
    { title: 'a fraud check', form: ask('addon', 'minfraud') },
    { title: 'a type that is none', form: ask('boat', 'cpanel') },
    { title: 'a type without parameters', form: ask('theme', 'six') },
    { title: 'a module that is none', form: ask('server', 'constructor') },
    { title: 'no type', form: { module_name: 'cpanel' } },
    ...denied(ask('server', 'cpanel')),
  ]);
});
