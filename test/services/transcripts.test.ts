import { freeze } from '#core/clock.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { fakeWhm, type FakeWhm } from '#test/providers/panels/fake-whm.ts';
import { transcript } from '#test/transcript.ts';
import { castServices, denied } from './cast.ts';
import type { Store } from './store.ts';

let gateway: Gateway;
let whm: FakeWhm;
let store: Store;
let server: number;
let hosted: number;
let plain: number;
let robs: number;
const thaw = freeze('2026-11-21T12:00:00Z');

beforeAll(async () => {
  gateway = await openGateway();
  whm = await fakeWhm();
  ({ store, server, hosted, plain, robs } = await castServices(gateway, whm));
  await gateway.rapi('ModuleCreate', { service_id: hosted });
});
afterAll(async () => {
  thaw();
  await whm.stop();
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
        package: store.plain,
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
