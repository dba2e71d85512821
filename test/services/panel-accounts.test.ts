import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { fakePlesk, type FakePlesk } from '#test/providers/panels/fake-plesk.ts';
import { fakeWhm, type FakeWhm } from '#test/providers/panels/fake-whm.ts';
import { act, createServer, addService, openStore, type Store } from './store.ts';

let gateway: Gateway;
let whm: FakeWhm;
let plesk: FakePlesk;
let store: Store;
let onPlesk: number;

beforeAll(async () => {
  gateway = await openGateway();
  [whm, plesk] = [await fakeWhm(), await fakePlesk()];
  store = await openStore(gateway);
  await createServer(gateway, whm);
  onPlesk = await createServer(gateway, plesk, {
    name: 'gamma',
    module: 'plesk',
    username: '',
    accessToken: 'KEY',
  });
});
afterAll(async () => {
  await whm.stop();
  await plesk.stop();
});
beforeEach(() => {
  whm.accounts.clear();
  whm.seen.length = 0;
});

const { stringify } = JSON;
const hosted = (domainName: string, more = {}) =>
  addService(gateway, gateway.carol, store.hosting, { domainName, ...more });
const rowOf = (id: number) => gateway.app.db.service.findUniqueOrThrow({ where: { id } });
const calls = (name: string) =>
  whm.seen
    .filter(({ path }) => path.endsWith(`/${name}`))
    .map(({ text }) => new URLSearchParams(text));

/** A product of another kind, sold on a panel. */
async function product(key: string, module: string, more: object = {}) {
  const { db } = gateway.app;
  const where = { key };
  const type = await db.productType.upsert({ where, create: { key, name: key }, update: {} });
  const name = `${key}-${module}-${stringify(more).length}`;
  const serverPackageName = module === 'plesk' ? 'Starter' : 'starter';
  const of = { groupId: store.groupId, typeId: type.id, currencyCode: 'USD' };
  const data = { name, slug: name, serverModule: module, serverPackageName, ...of, ...more };
  return (await db.product.create({ data })).id;
}

const stranger = (user: string, domain: string) =>
  whm.accounts.set(user, {
    user,
    domain,
    password: 'x',
    plan: 'pro',
    suspended: false,
    startedAt: 1_600_000_000,
    ip: '192.0.2.7',
    isReseller: false,
  });

it('tries the next user name in the same action where one is a stranger’s (D18)', async () => {
  stranger('popular', 'popular.example');
  const id = await hosted('popular.org');
  const { data } = await act(gateway, 'moduleCreate', id);
  expect(data.moduleCreate.service).toMatchObject({ status: 'ACTIVE', username: 'popular1' });
  expect(whm.accounts.get('popular1')?.domain).toBe('popular.org');
  expect(whm.accounts.get('popular')?.domain).toBe('popular.example');
});

it('makes an account for each domain whose first label no panel takes (D18)', async () => {
  for (const domain of ['test.com', 'test-1.com', 'admin.org', 'mail.org']) {
    const { data } = await act(gateway, 'moduleCreate', await hosted(domain));
    expect(data.moduleCreate.service.status).toBe('ACTIVE');
  }
  expect(whm.accounts.size).toBe(4);
  expect(calls('createacct')).toHaveLength(4);
});

it('tries a name that staff chose alone, and ends in the queue with the panel’s words (D18)', async () => {
  const id = await hosted('chosen.org', { username: 'support' });
  const answer = await act(gateway, 'moduleCreate', id);
  expect(codeOf(answer)).toBe('PROVIDER_REJECTED');
  expect(answer.errors![0]!.message).toContain('reserved');
  expect(calls('createacct')).toHaveLength(1);
  expect((await rowOf(id)).username).toBe('support');
});

it('pushes the stored password where none is given, and asks for one where none is (D37)', async () => {
  const id = await hosted('secret.org');
  await act(gateway, 'moduleCreate', id);
  const stored = { service_id: id, password: 'Stored-Pass-77' };
  expect((await gateway.rapi('UpdateClientProduct', stored)).result).toBe('success');
  const changed = await gateway.rapi('ModuleChangePassword', { service_id: id });
  expect(changed.result).toBe('success');
  expect(whm.accounts.get('secret')?.password).toBe('Stored-Pass-77');
  await gateway.app.db.service.update({ where: { id }, data: { passwordEncrypted: null } });
  const without = await gateway.rapi('ModuleChangePassword', { service_id: id });
  expect(without).toMatchObject({ result: 'error', message: 'password is required.' });
  expect(whm.accounts.get('secret')?.password).toBe('Stored-Pass-77');
});

it('shows no shared address as the service’s own (D47)', async () => {
  const shared = await hosted('shared.org');
  await act(gateway, 'moduleCreate', shared);
  const form = { user_id: gateway.carol, service_id: shared, page_name: 'si' };
  expect((await gateway.rapi('GetClientProduct', form)).product.dedicated_ip).toBe('');
  const own = await product('hostingaccount', 'cpanel', { configurations: { dedicatedIp: 'yes' } });
  const id = await addService(gateway, gateway.carol, own, { domainName: 'alone.org' });
  await act(gateway, 'moduleCreate', id);
  expect((await rowOf(id)).dedicatedIp).toBe('192.0.2.99');
  expect(calls('createacct').map((form) => form.get('ip'))).toEqual([null, 'y']);
});

it('stores another reason of a service that is suspended already (D55)', async () => {
  const id = await hosted('reasons.org');
  await act(gateway, 'moduleCreate', id);
  await act(gateway, 'moduleSuspend', id, { reason: 'Overdue' });
  const form = { service_id: id, reason: 'Abuse' };
  expect((await gateway.rapi('ModuleSuspend', form)).result).toBe('success');
  expect((await rowOf(id)).suspendReason).toBe('Abuse');
});

it('makes a reseller of a reseller’s account, and takes its customers along (D65)', async () => {
  const productId = await product('reselleraccount', 'cpanel');
  const id = await addService(gateway, gateway.carol, productId, { domainName: 'resale.org' });
  await act(gateway, 'moduleCreate', id);
  expect(calls('setupreseller').map((form) => [form.get('user'), form.get('makeowner')])).toEqual([
    ['resale', '1'],
  ]);
  await act(gateway, 'moduleSuspend', id, { reason: 'Overdue' });
  expect(calls('suspendreseller')[0]!.get('reason')).toBe('Overdue');
  await act(gateway, 'moduleUnsuspend', id);
  expect(calls('unsuspendreseller')).toHaveLength(1);
  await act(gateway, 'moduleTerminate', id);
  expect(calls('terminatereseller')[0]!.get('terminatereseller')).toBe('1');
  expect([...calls('suspendacct'), ...calls('removeacct')]).toEqual([]);
  expect(whm.accounts.size).toBe(0);
});

it('makes a reseller on Plesk too (D65)', async () => {
  const productId = await product('reselleraccount', 'plesk');
  const id = await addService(gateway, gateway.carol, productId, {
    domainName: 'resell.example',
    serverId: onPlesk,
  });
  await act(gateway, 'moduleCreate', id);
  const reseller = () => plesk.clients.find(({ login }) => login === 'resell');
  expect(reseller()?.type).toBe('reseller');
  await act(gateway, 'moduleSuspend', id);
  expect(reseller()?.isSuspended).toBe(true);
  await act(gateway, 'moduleUnsuspend', id);
  expect(reseller()?.isSuspended).toBe(false);
  await act(gateway, 'moduleTerminate', id);
  expect(reseller()).toBeUndefined();
});

it('works on a Plesk with 5,000 customers (D61)', async () => {
  const productId = await product('hostingaccount', 'plesk');
  // 400 bytes each, some 2 MB in all.
  for (let number = 1; number <= 5_000; number += 1)
    plesk.clients.push({
      id: 1_000 + number,
      login: `customer${number}`,
      password: 'x'.repeat(280),
      external_id: '',
      type: 'customer',
    });
  expect(stringify(plesk.clients).length).toBeGreaterThan(1_800_000);
  const id = await addService(gateway, gateway.carol, productId, {
    domainName: 'many.example',
    serverId: onPlesk,
  });
  expect((await act(gateway, 'moduleCreate', id)).errors).toBeUndefined();
  const more = { password: 'Another-Pass-1' };
  expect((await act(gateway, 'moduleChangePassword', id, more)).errors).toBeUndefined();
  expect(plesk.clients.find(({ login }) => login === 'many')?.password).toBe('Another-Pass-1');
  expect((await act(gateway, 'moduleTerminate', id)).errors).toBeUndefined();
  expect(plesk.clients).toHaveLength(5_000);
});

it('shows the load that the last check of a server found (D73)', async () => {
  const [first] = await gateway.app.db.server.findMany({ orderBy: { id: 'asc' } });
  const input = { serverId: `Server:${first!.id}` };
  await gateway.data(
    `mutation ($input: TestServerInput!) { testServer(input: $input) { message } }`,
    {
      input,
    },
  );
  const { servers } = await gateway.rapi('GetServers');
  expect(servers[0].status).toEqual({ http: true, load: '0.15 0.24 0.30' });
});

it('asks the panel whether an account is there, whatever its language (F42)', async () => {
  whm.absence.words = 'Sie haben keinen Zugriff auf das Konto.';
  const id = await hosted('fort.org');
  await act(gateway, 'moduleCreate', id);
  whm.accounts.clear();
  const answer = await act(gateway, 'moduleTerminate', id);
  expect(answer.errors).toBeUndefined();
  expect((await rowOf(id)).status).toBe('TERMINATED');
  // A no to an account that is there is a no.
  const other = await hosted('da.org');
  await act(gateway, 'moduleCreate', other);
  expect(calls('listaccts').length).toBeGreaterThan(0);
  whm.absence.words = 'Account does not exist.';
});
