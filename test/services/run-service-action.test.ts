import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { fakeWhm, type FakeWhm } from '#test/providers/panels/fake-whm.ts';
import { act, createServer, addService, openStore, type Store } from './store.ts';

let gateway: Gateway;
let whm: FakeWhm;
let store: Store;
let service: number;

beforeAll(async () => {
  gateway = await openGateway();
  whm = await fakeWhm();
  store = await openStore(gateway);
  await createServer(gateway, whm);
  service = await addService(gateway, gateway.carol, store.hosting, {
    domainName: 'carol.example',
  });
  await act(gateway, 'moduleCreate', service);
});
afterAll(() => whm.stop());

const RUN = `mutation ($input: RunServiceActionInput!) {
  runServiceAction(input: $input) { message data service { id } } }`;
const run = (action: string, form: object | null, as: 'carol' | 'stranger' | 'staff' = 'carol') =>
  gateway.ask(
    RUN,
    {
      input: {
        serviceId: `Service:${service}`,
        clientId: `Client:${as === 'stranger' ? gateway.stranger : gateway.carol}`,
        action,
        form,
      },
    },
    as,
  );

it('gives its owner a way into the panel, kept encrypted in the books', async () => {
  const { data } = await run('createLoginLink', { service: 'cpaneld' });
  expect(data.runServiceAction.message).toBe('A login link was made.');
  expect(data.runServiceAction.data.url).toContain('/cpsess1/');
  const tasks = await gateway.app.db.task.findMany({ where: { kind: 'module.custom' } });
  expect(inspect(tasks, { depth: 9 })).not.toContain('cpsess');
});

it('says whether its panel can be entered', async () => {
  const bare = await addService(gateway, gateway.carol, store.hosting, {
    domainName: 'bare.example',
  });
  const available = async (id: number) => {
    const document = 'query($id:ID!){node(id:$id){...on Service{panelLogin{isAvailable}}}}';
    const { node } = await gateway.data(document, { id: `Service:${id}` }, 'carol');
    return node.panelLogin.isAvailable;
  };
  // One that was set up; one whose account was never made; the first, suspended.
  expect([await available(service), await available(bare)]).toEqual([true, false]);
  await act(gateway, 'moduleSuspend', service);
  expect(await available(service)).toBe(false);
  await act(gateway, 'moduleUnsuspend', service);
  expect(await available(service)).toBe(true);
});

it('lets the owner change the password, and nothing of it stays in the audit', async () => {
  const short = await run('changePassword', { password: 'short' });
  expect(codeOf(short)).toBe('BAD_INPUT');
  expect(short.errors![0]!.message).toBe('password: must be at least 8 characters long.');
  expect(short.errors![0]!.extensions).toMatchObject({ field: 'form.password' });
  const odd = await run('changePassword', { newpw: 'Long-enough-1', confirmpw: 'Other-one-22' });
  expect(codeOf(odd)).toBe('BAD_INPUT');
  const { data } = await run('changePassword', {
    newpw: 'Long-enough-1',
    confirmpw: 'Long-enough-1',
  });
  expect(data.runServiceAction.message).toBe('The password was changed.');
  expect([...whm.accounts.values()][0]!.password).toBe('Long-enough-1');
  const audit = await gateway.app.db.auditEntry.findMany();
  expect(JSON.stringify(audit.map(({ input }) => input))).not.toContain('Long-enough-1');
  const tasks = await gateway.app.db.task.findMany();
  expect(inspect(tasks, { depth: 9 })).not.toContain('Long-enough-1');
});

it('keeps what concerns the whole server from customers', async () => {
  const refused = await run('listPackages', null);
  expect(codeOf(refused)).toBe('MODULE_FUNCTION_UNKNOWN');
  expect(refused.errors![0]!.message).toContain('It must be one of createLoginLink.');
  const { data } = await run('listPackages', null, 'staff');
  expect(data.runServiceAction.data).toEqual({ packages: ['starter', 'pro'] });
});

it('takes a cancellation from its form', async () => {
  const { data } = await run('requestCancellation', { type: 'Immediate', reason: 'Moving.' });
  expect(data.runServiceAction.message).toBe('The cancellation was requested.');
  const [request] = await gateway.app.db.cancellationRequest.findMany();
  expect(request).toMatchObject({ type: 'IMMEDIATE', reason: 'Moving.', serviceId: service });
});

it('does not tell another’s service from none, nor the wrong client from the right one', async () => {
  expect(codeOf(await run('createLoginLink', null, 'stranger'))).toBe('SERVICE_NOT_FOUND');
  const input = {
    serviceId: `Service:${service}`,
    clientId: `Client:${gateway.rob}`,
    action: 'createLoginLink',
  };
  expect(codeOf(await gateway.ask(RUN, { input }))).toBe('SERVICE_NOT_FOUND');
});
