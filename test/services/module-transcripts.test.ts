import { freeze } from '#core/clock.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServices } from '#modules/services/automation.ts';
import { grantCredit } from '#test/billing/books.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { fakeWhm, type FakeWhm } from '#test/providers/panels/fake-whm.ts';
import { transcript } from '#test/transcript.ts';
import { castServices, denied } from './cast.ts';
import { addService, type Store } from './store.ts';

let gateway: Gateway;
let whm: FakeWhm;
let store: Store;
let hosted: number;
let plain: number;
let robs: number;
const base64 = (form: object) => Buffer.from(JSON.stringify(form)).toString('base64');
const thaw = freeze('2026-11-21T12:00:00Z');

beforeAll(async () => {
  gateway = await openGateway(startServices);
  whm = await fakeWhm();
  ({ store, hosted, plain, robs } = await castServices(gateway, whm));
});
afterAll(async () => {
  thaw();
  await whm.stop();
});

it('speaks ModuleCreate as it always did', async () => {
  const { db } = gateway.app;
  // Nobody paid for Rob's: its reseller does.
  const terms = { currencyCode: 'USD', cycle: 'MONTHLY', price: '10' } as const;
  await db.productPrice.create({ data: { productId: store.hosting, ...terms } });
  await db.service.update({ where: { id: robs }, data: { billingCycle: 'MONTHLY' } });
  await grantCredit(gateway, gateway.rita, '10');
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
    gateway.app.db.product.update({ where: { id: store.hosting }, data: { serverPackageName } });
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

it('speaks GetModuleQueue as it always did', async () => {
  await gateway.app.db.product.update({
    where: { id: store.hosting },
    data: { serverPackageName: 'gold' },
  });
  const failing = await addService(gateway, gateway.carol, store.hosting, {
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
