import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Candidate, pickServer } from '#modules/services/servers/server-choice.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { deadPort } from '#test/providers/loopback.ts';
import { fakeWhm, type FakeWhm } from '#test/providers/panels/fake-whm.ts';
import { act, createServer, addService, openStore, type Store } from './store.ts';

let gateway: Gateway;
let whm: FakeWhm;
let store: Store;

beforeAll(async () => {
  gateway = await openGateway();
  whm = await fakeWhm();
  store = await openStore(gateway);
});
afterAll(() => whm.stop());

const candidate = (id: number, accounts: number, maxAccounts: number): Candidate => ({
  id,
  accounts,
  maxAccounts,
  isDefault: false,
});

it.each([
  ['LEAST_FULL', [candidate(1, 5, 10), candidate(2, 20, 100)], 2],
  ['FILL_UNTIL_FULL', [candidate(1, 5, 10), candidate(2, 20, 100)], 1],
  ['FILL_UNTIL_FULL', [candidate(1, 10, 10), candidate(2, 20, 100)], 2],
  ['LEAST_FULL', [candidate(3, 0, 0), { ...candidate(4, 0, 0), isDefault: true }], 4],
  ['LEAST_FULL', [candidate(1, 10, 10)], null],
] as const)('picks by %s among %j the server %s', (fillType, candidates, expected) => {
  expect(pickServer(candidates, fillType)?.id ?? null).toBe(expected);
});

it('never picks a full server, and always one when any has room', () => {
  const servers = fc.array(
    fc.record({
      id: fc.integer({ min: 1, max: 99 }),
      accounts: fc.nat(20),
      maxAccounts: fc.nat(20),
      isDefault: fc.boolean(),
    }),
  );
  fc.assert(
    fc.property(servers, fc.constantFrom('LEAST_FULL', 'FILL_UNTIL_FULL'), (all, fillType) => {
      const hasCapacity = ({ accounts, maxAccounts }: Candidate) =>
        maxAccounts === 0 || accounts < maxAccounts;
      const picked = pickServer(all, fillType);
      expect(picked !== null).toBe(all.some(hasCapacity));
      if (picked) expect(hasCapacity(picked)).toBe(true);
    }),
  );
});

const UPDATE = `mutation ($input: UpdateServerInput!) {
  updateServer(input: $input) { server {
    name port maxAccounts nameservers hasPassword hasAccessToken isActive caPem
    monthlyCost { amount currency } } }
}`;

it('adds, changes and deletes servers, and forgets a secret that is emptied', async () => {
  const id = await createServer(gateway, whm, { name: 'gamma', password: 'root-pass' });
  const input = {
    serverId: `Server:${id}`,
    name: 'delta',
    port: null,
    maxAccounts: 3,
    nameservers: ['ns1.house.test', 'ns2.house.test'],
    password: '',
    monthlyCost: '49.5',
    isActive: false,
    caPem: '',
  };
  const { updateServer } = await gateway.data(UPDATE, { input });
  expect(updateServer.server).toEqual({
    name: 'delta',
    port: null,
    maxAccounts: 3,
    nameservers: ['ns1.house.test', 'ns2.house.test'],
    hasPassword: false,
    hasAccessToken: true,
    isActive: false,
    caPem: null,
    monthlyCost: { amount: '49.50', currency: 'USD' },
  });
  const DELETE = `mutation ($input: DeleteServerInput!) {
    deleteServer(input: $input) { deletedId } }`;
  const service = await addService(gateway, gateway.carol, store.hosting, { serverId: id });
  const remove = { input: { serverId: `Server:${id}` } };
  expect(codeOf(await gateway.ask(DELETE, remove))).toBe('SERVER_IN_USE');
  await gateway.app.db.service.update({ where: { id: service }, data: { status: 'TERMINATED' } });
  expect((await gateway.data(DELETE, remove)).deleteServer.deletedId).toBe(`Server:${id}`);
});

it('refuses bad settings by name', async () => {
  const ADD =
    'mutation ($input: CreateServerInput!) { createServer(input: $input) { server { id } } }';
  const good = { name: 'x', module: 'cpanel' };
  for (const [field, value] of [
    ['hostname', 'user@host'],
    ['port', 70_000],
    ['caPem', 'not pem'],
    ['ipAddress', '300.1.1.1'],
    ['assignedIps', ['nope']],
    ['monthlyCost', '-1'],
    ['timeoutSeconds', 0],
    ['name', ''],
  ] as const) {
    const answer = await gateway.ask(ADD, { input: { ...good, [field]: value } });
    expect([field, codeOf(answer)]).toEqual([field, 'BAD_INPUT']);
    expect(answer.errors![0]!.message).toContain(field);
  }
  const unknown = await gateway.ask(ADD, { input: { name: 'x', module: 'constructor' } });
  expect(codeOf(unknown)).toBe('SERVER_MODULE_UNKNOWN');
  expect(codeOf(await gateway.ask(ADD, { input: good }, 'reseller'))).toBe('FORBIDDEN');
});

it('tests a server: its version, or why it cannot be used', async () => {
  const TEST = `mutation ($input: TestServerInput!) {
    testServer(input: $input) { message server { isReachable } } }`;
  const id = await createServer(gateway, whm);
  const good = await gateway.data(TEST, { input: { serverId: `Server:${id}` } });
  expect(good.testServer).toEqual({
    message: 'Version 11.126.0.5',
    server: { isReachable: true },
  });
  const dead = await createServer(gateway, { port: await deadPort() });
  const bad = await gateway.data(TEST, { input: { serverId: `Server:${dead}` } });
  expect(bad.testServer.server.isReachable).toBe(false);
  expect(bad.testServer.message).toContain('cannot be reached');
  await gateway.app.db.server.deleteMany({ where: { id: { in: [id, dead] } } });
});

const GROUP = `mutation ($input: CreateServerGroupInput!) {
  createServerGroup(input: $input) { serverGroup { id databaseId fillType
    members { server { name } } } } }`;

it('puts accounts where the group of the product says, and stops at the limit of each server', async () => {
  const [one, two] = [
    await createServer(gateway, whm, { name: 'one', maxAccounts: 2 }),
    await createServer(gateway, whm, { name: 'two', maxAccounts: 1 }),
  ];
  const input = {
    name: 'Shared',
    fillType: 'FILL_UNTIL_FULL',
    serverIds: [`Server:${one}`, `Server:${two}`],
  };
  const { createServerGroup } = await gateway.data(GROUP, { input });
  expect(createServerGroup.serverGroup.members).toHaveLength(2);
  expect(codeOf(await gateway.ask(GROUP, { input }))).toBe('SERVER_GROUP_NAME_TAKEN');
  await gateway.app.db.product.update({
    where: { id: store.hosting },
    data: { serverGroupId: createServerGroup.serverGroup.databaseId },
  });
  const services: number[] = [];
  for (const name of ['a', 'b', 'c', 'd', 'e'])
    services.push(
      await addService(gateway, gateway.carol, store.hosting, { domainName: `${name}.example` }),
    );
  const answers = await Promise.all(services.map((id) => act(gateway, 'moduleCreate', id)));
  const codes = answers.map((answer) => codeOf(answer) ?? 'done').toSorted();
  expect(codes).toEqual(['NO_SERVER_AVAILABLE', 'NO_SERVER_AVAILABLE', 'done', 'done', 'done']);
  const placed = await gateway.app.db.service.groupBy({
    by: ['serverId'],
    where: { id: { in: services }, serverId: { not: null } },
    _count: true,
  });
  const count = (id: number) => placed.find(({ serverId }) => serverId === id)?._count;
  expect([count(one), count(two)]).toEqual([2, 1]);

  const groupId = createServerGroup.serverGroup.id;
  const DELETE = `mutation ($input: DeleteServerGroupInput!) {
    deleteServerGroup(input: $input) { deletedId } }`;
  expect(codeOf(await gateway.ask(DELETE, { input: { groupId } }))).toBe('SERVER_GROUP_IN_USE');
});

it('shows servers to staff alone', async () => {
  const LIST = '{ servers { name } serverGroups { name } }';
  expect((await gateway.data(LIST)).servers.length).toBeGreaterThan(0);
  for (const who of ['reseller', 'carol', 'clerk'] as const)
    expect(codeOf(await gateway.ask(LIST, {}, who))).toBe('FORBIDDEN');
});
