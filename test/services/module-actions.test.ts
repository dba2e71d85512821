import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startServices } from '#modules/services/automation.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { fakeWhm, type FakeWhm } from '#test/providers/panels/fake-whm.ts';
import { act, createServer, addService, impatience, openStore, type Store } from './store.ts';

let gateway: Gateway;
let whm: FakeWhm;
let store: Store;
let counter = 0;

beforeAll(async () => {
  gateway = await openGateway(startServices);
  whm = await fakeWhm();
  store = await openStore(gateway);
  await createServer(gateway, whm, impatience);
});
afterAll(() => whm.stop());
beforeEach(() => {
  whm.seen.length = 0;
});

const hosted = () => {
  counter += 1;
  return addService(gateway, gateway.carol, store.hosting, {
    domainName: `site${counter}.example`,
  });
};
const statusOf = async (id: number) =>
  (await gateway.app.db.service.findUniqueOrThrow({ where: { id } })).status;
const openEntries = (serviceId: number) =>
  gateway.app.db.moduleQueueEntry.findMany({ where: { serviceId, isCompleted: false } });
const creations = () => whm.seen.filter(({ path }) => path.endsWith('/createacct'));

it('makes an account on the server, with a name and a password of its own', async () => {
  const id = await hosted();
  const { data } = await act(gateway, 'moduleCreate', id);
  expect(data.moduleCreate.service).toMatchObject({
    status: 'ACTIVE',
    hasAccount: true,
    hasPassword: true,
    dedicatedIp: '',
  });
  const account = whm.accounts.get(data.moduleCreate.service.username);
  expect(account).toMatchObject({ domain: `site${counter}.example`, plan: 'starter' });
  expect(account!.password).toHaveLength(18);
  const row = await gateway.app.db.service.findUniqueOrThrow({ where: { id } });
  expect(row.passwordEncrypted).not.toContain(account!.password);
  const events = await gateway.app.db.outboxEvent.findMany({ where: { subjectId: id } });
  expect(events.map(({ type }) => type)).toContain('service.activated');
});

it('keeps the secrets of a server encrypted and never shows them', async () => {
  const [row] = await gateway.app.db.server.findMany();
  expect(row!.accessHashEncrypted).toMatch(/^v1\./);
  const [entry] = await gateway.app.db.auditEntry.findMany({ where: { action: 'createServer' } });
  expect(JSON.stringify(entry!.input)).not.toContain('TOKEN');
});

it('suspends, unsuspends, changes package and password, and terminates', async () => {
  const id = await hosted();
  await act(gateway, 'moduleCreate', id);
  const { username } = await gateway.app.db.service.findUniqueOrThrow({ where: { id } });
  const suspended = await act(gateway, 'moduleSuspend', id, { reason: 'Abuse' });
  expect(suspended.data.moduleSuspend.service).toMatchObject({
    status: 'SUSPENDED',
    suspendReason: 'Abuse',
  });
  expect(whm.accounts.get(username)?.suspended).toBe(true);
  await act(gateway, 'moduleUnsuspend', id);
  expect(whm.accounts.get(username)?.suspended).toBe(false);
  expect(await statusOf(id)).toBe('ACTIVE');
  await gateway.app.db.product.update({
    where: { id: store.hosting },
    data: { serverPackageName: 'pro' },
  });
  await act(gateway, 'moduleChangePackage', id);
  expect(whm.accounts.get(username)?.plan).toBe('pro');
  await gateway.app.db.product.update({
    where: { id: store.hosting },
    data: { serverPackageName: 'starter' },
  });
  await act(gateway, 'moduleChangePassword', id, { password: 'Quite-another-1' });
  expect(whm.accounts.get(username)?.password).toBe('Quite-another-1');
  await act(gateway, 'moduleTerminate', id);
  expect(whm.accounts.has(username)).toBe(false);
  expect(await statusOf(id)).toBe('TERMINATED');
});

it.each(['actThenDrop', 'actThenHang', 'html'] as const)(
  'says that the outcome is unknown when the panel did %s, and a retry makes no second account',
  async (how) => {
    const id = await hosted();
    whm.misbehave(how, '/createacct');
    const answer = await act(gateway, 'moduleCreate', id);
    expect(codeOf(answer)).toBe('OUTCOME_UNKNOWN');
    expect(await statusOf(id)).toBe('PENDING');
    const [entry] = await openEntries(id);
    expect(entry).toMatchObject({ moduleName: 'cpanel', moduleAction: 'CreateAccount' });
    expect(entry!.lastAttemptError).not.toBe('');

    const again = await act(gateway, 'moduleCreate', id);
    expect(again.data.moduleCreate.service.status).toBe('ACTIVE');
    expect(creations()).toHaveLength(1);
    expect(await openEntries(id)).toEqual([]);
  },
);

it('retries what is in the queue by hand, with the panel’s own words until it succeeds', async () => {
  const id = await hosted();
  await gateway.app.db.product.update({
    where: { id: store.hosting },
    data: { serverPackageName: 'gold' },
  });
  const answer = await act(gateway, 'moduleCreate', id);
  expect(codeOf(answer)).toBe('PROVIDER_REJECTED');
  expect(answer.errors![0]!.message).toContain('cannot have the package “gold”');
  expect(answer.errors![0]!.message).toContain('•••');
  const [entry] = await openEntries(id);
  expect(entry).toMatchObject({ retries: 0, lastAttemptError: answer.errors![0]!.message });
  expect(entry!.nextAttemptAt!.getTime()).toBeGreaterThan(Date.now());

  const RETRY = `mutation ($input: RetryModuleActionInput!) {
    retryModuleAction(input: $input) { entry { isCompleted retries service { status } } } }`;
  const input = { entryId: `ModuleQueueEntry:${entry!.id}` };
  expect(codeOf(await gateway.ask(RETRY, { input }))).toBe('PROVIDER_REJECTED');
  expect((await openEntries(id))[0]!.retries).toBe(1);
  await gateway.app.db.product.update({
    where: { id: store.hosting },
    data: { serverPackageName: 'starter' },
  });
  const { retryModuleAction } = await gateway.data(RETRY, { input });
  expect(retryModuleAction.entry).toEqual({
    isCompleted: true,
    retries: 1,
    service: { status: 'ACTIVE' },
  });
  expect(codeOf(await gateway.ask(RETRY, { input }))).toBe('QUEUE_ENTRY_COMPLETED');
});

it('is tried again by the job engine when its pause is over', async () => {
  const id = await hosted();
  whm.misbehave('fail', '/accountsummary');
  await act(gateway, 'moduleCreate', id);
  const { app } = gateway;
  await app.db.moduleQueueEntry.updateMany({
    where: { serviceId: id },
    data: { nextAttemptAt: new Date(Date.now() - 1_000) },
  });
  await app.db.task.updateMany({
    where: { subjectId: id, state: 'UNKNOWN' },
    data: { nextAttemptAt: new Date(Date.now() - 1_000) },
  });
  await app.db.$executeRaw`update pgboss.job set start_after = now() - interval '1 second'
    where name in ('module.retry', 'task.run') and state < 'active'`;
  await app.db.$executeRaw`select pg_notify('tasks', '')`;
  await expect.poll(() => statusOf(id), { timeout: 10_000 }).toBe('ACTIVE');
  expect(await openEntries(id)).toEqual([]);
});

it('makes one account when fifty ask for it at once', async () => {
  const id = await hosted();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => act(gateway, 'moduleCreate', id)),
  );
  const codes = answers.map((answer) => codeOf(answer) ?? 'done');
  expect(codes.filter((code) => code === 'done')).toHaveLength(1);
  expect(new Set(codes.filter((code) => code !== 'done'))).toEqual(
    new Set(
      codes.includes('SERVICE_HAS_ACCOUNT')
        ? ['MODULE_ACTION_UNDER_WAY', 'SERVICE_HAS_ACCOUNT']
        : ['MODULE_ACTION_UNDER_WAY'],
    ),
  );
  expect(creations()).toHaveLength(1);
});

it('does not let one panel that hangs slow another one', async () => {
  const other = await fakeWhm();
  const serverId = await createServer(gateway, other, { name: 'beta' });
  const [slow, quick] = [await hosted(), await hosted()];
  await gateway.app.db.service.update({ where: { id: quick }, data: { serverId } });
  const [first] = await gateway.app.db.server.findMany({ orderBy: { id: 'asc' } });
  await gateway.app.db.service.update({ where: { id: slow }, data: { serverId: first!.id } });
  whm.misbehave('hang', '/accountsummary');
  const began = performance.now();
  const hanging = act(gateway, 'moduleCreate', slow);
  await act(gateway, 'moduleCreate', quick);
  expect(performance.now() - began).toBeLessThan(1_900);
  expect(await statusOf(quick)).toBe('ACTIVE');
  expect(codeOf(await hanging)).toBe('OUTCOME_UNKNOWN');
  await gateway.app.db.server.update({ where: { id: serverId }, data: { isActive: false } });
  await other.stop();
});

it('notes for a person what no panel does', async () => {
  const id = await addService(gateway, gateway.carol, store.manual);
  const { data } = await act(gateway, 'moduleCreate', id);
  expect(data.moduleCreate.service).toMatchObject({ status: 'ACTIVE' });
  const [item] = await gateway.app.db.todoItem.findMany();
  expect(item!.title).toBe('CreateAccount: Consulting');
  expect(item!.description).toContain(`Service ${id} of Carol Customer`);
  const events = await gateway.app.db.outboxEvent.findMany({
    where: { type: 'service.releasedByHand' },
  });
  expect(events[0]!.payload).toMatchObject({ serviceId: id, action: 'CreateAccount' });
});

it('refuses what a service’s status, module or owner does not allow', async () => {
  const [plain, pending] = [await addService(gateway, gateway.carol, store.plain), await hosted()];
  expect(codeOf(await act(gateway, 'moduleCreate', plain))).toBe('SERVICE_HAS_NO_MODULE');
  expect(codeOf(await act(gateway, 'moduleSuspend', pending))).toBe('SERVICE_STATUS_WRONG');
  expect(codeOf(await act(gateway, 'moduleTerminate', 9999))).toBe('SERVICE_NOT_FOUND');
  const foreign = await act(gateway, 'moduleCreate', pending, {}, 'reseller');
  const absent = await act(gateway, 'moduleCreate', 9999, {}, 'reseller');
  expect(foreign.errors).toEqual(absent.errors);
  expect(codeOf(await act(gateway, 'moduleCreate', pending, {}, 'carol'))).toBe('FORBIDDEN');
  const nameless = await addService(gateway, gateway.carol, store.hosting);
  expect(codeOf(await act(gateway, 'moduleCreate', nameless))).toBe('SERVICE_HAS_NO_DOMAIN');
});

it('dismisses an entry whose outcome nobody knows, and then does something else', async () => {
  const id = await hosted();
  await act(gateway, 'moduleCreate', id);
  whm.misbehave('actThenHang', '/suspendacct');
  expect(codeOf(await act(gateway, 'moduleSuspend', id))).toBe('OUTCOME_UNKNOWN');
  expect(codeOf(await act(gateway, 'moduleTerminate', id))).toBe('MODULE_ACTION_UNSETTLED');
  const [entry] = await openEntries(id);
  const input = { entryId: `ModuleQueueEntry:${entry!.id}` };
  const DISMISS = `mutation ($input: DismissModuleQueueEntryInput!) {
    dismissModuleQueueEntry(input: $input) { entry { isCompleted } } }`;
  const done = await gateway.data(DISMISS, { input });
  expect(done.dismissModuleQueueEntry.entry.isCompleted).toBe(true);
  // The desk that shows the queue hears of it (G61).
  const { events } = await gateway.data(
    '{ events(types: [MODULE_ACTION_SETTLED]) { subject { __typename id } } }',
  );
  expect(events.at(-1).subject).toEqual({ __typename: 'ModuleQueueEntry', id: input.entryId });
  const terminated = await act(gateway, 'moduleTerminate', id);
  expect(terminated.data.moduleTerminate.service.status).toBe('TERMINATED');
});
