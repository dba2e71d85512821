import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { freeze } from '#core/clock.ts';
import { endExpiredSandboxes, startSandboxes } from '#modules/sandboxes/start-sandboxes.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { followStream } from '#test/live.ts';
import { openShop } from '#test/shop.ts';
import {
  ADD_CLIENT,
  askAs,
  clientOf,
  CREATE,
  DELETE,
  makeSandbox,
  type TestSandbox,
} from './sandbox.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

let gateway: Gateway;
let sandbox: TestSandbox;
const thaw = freeze('2026-03-10T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway(startSandboxes);
  const shop = await openShop(gateway);
  await shop.addProduct({ title: 'Copied', server_type: 'cpanel' });
  await gateway.rapi('SetConfigurationValue', { setting: 'CompanyName', value: 'Real Company' });
  sandbox = await makeSandbox(gateway, 'Trial');
});
afterAll(thaw);

const EMAILS = '{ clients(first: 50) { nodes { email } } }';
const emailsIn = (data: { clients: { nodes: { email: string }[] } }) =>
  data.clients.nodes.map(({ email }) => email).toSorted();
const madeUp = ['ada', 'ben', 'clara', 'david', 'eva'].map((name) => `${name}@example.com`);
const DAY_MS = 24 * 3_600_000;

it('makes a company of its own with what is sold, and with nobody of the real one', async () => {
  expect(sandbox.token).toMatch(/^hgtest_[a-z0-9]{12}_[\w-]{43}$/);
  const { products, setting, admins, apiCredentials, sandboxClock } = await sandbox.data(`{
    products { nodes { name serverModule } } setting(name: "CompanyName") { value }
    admins { id } apiCredentials { nodes { name } } sandboxClock { name now } }`);
  expect(products.nodes).toEqual([{ name: 'Copied', serverModule: 'autorelease' }]);
  expect(setting.value).toBe('Real Company');
  expect(admins).toEqual([]);
  expect(apiCredentials.nodes).toEqual([{ name: 'Sandbox' }]);
  expect(sandboxClock).toEqual({ name: 'Trial', now: '2026-03-10T12:00:00.000Z' });
  expect((await gateway.data('{ sandboxClock { name } }')).sandboxClock).toBeNull();
});

it('shows each key the rows of its own company alone, over every transport', async () => {
  await sandbox.data(ADD_CLIENT, clientOf('only@example.com'));
  expect(emailsIn(await sandbox.data(EMAILS))).toEqual([...madeUp, 'only@example.com'].toSorted());
  const real = emailsIn(await gateway.data(EMAILS));
  expect(real).toEqual(['carol', 'rita', 'rob', 'stefan'].map((name) => `${name}@example.test`));
  const { clients } = await sandbox.rapi('GetClients', { limit_num: 50 });
  expect(JSON.stringify(clients)).toContain('only@example.com');
  expect(JSON.stringify(clients)).not.toContain('example.test');
  // A key of the one is none of the other.
  const crossed = await askAs(
    `${gateway.url}/graphql?sandbox=${sandbox.handle}`,
    'token-of-staff',
    EMAILS,
  );
  expect(emailsIn(crossed.data)).toEqual(real);
  const forged = await sandbox.ask(EMAILS, {}, `${sandbox.token}x`);
  expect(codeOf(forged)).toBe('UNAUTHENTICATED');
});

it('gives whoever signs in there a token that leads there', async () => {
  const ADD = `mutation ($input: CreateApiCredentialInput!) { createApiCredential(input: $input) { token } }`;
  const input = { kind: 'CUSTOMER', name: 'Ada', clientId: 'Client:1', permissions: ['*'] };
  const { token } = (await sandbox.data(ADD, { input })).createApiCredential;
  expect(token).toMatch(new RegExp(`^hgtest_${sandbox.handle}_hg_`));
  const { data } = await sandbox.ask('{ clients { nodes { email } } }', {}, token);
  expect(emailsIn(data)).toEqual(['ada@example.com']);
});

it('refuses what a sandbox is not asked for, by name', async () => {
  const advance = `mutation ($to: Date!) { advanceClock(input: { to: $to }) { clock { now } } }`;
  expect(codeOf(await gateway.ask(advance, { to: '2026-03-11' }))).toBe('SANDBOX_ONLY');
  // 24 months after 10 March 2026 is 10 March 2028.
  for (const to of ['2026-03-10', '2026-03-09', '2028-03-11'])
    expect(codeOf(await sandbox.ask(advance, { to }))).toBe('CLOCK_OUT_OF_RANGE');
  expect(codeOf(await sandbox.ask(CREATE, { name: 'Inner' }))).toBe('SANDBOX_WITHIN_SANDBOX');
  expect(codeOf(await gateway.ask(CREATE, { name: 'Trial' }))).toBe('SANDBOX_NAME_TAKEN');
  expect(codeOf(await gateway.ask(CREATE, { name: 'Mine' }, 'clerk'))).toBe('FORBIDDEN');
  expect(codeOf(await gateway.ask('{ sandboxes { nodes { id } } }', {}, 'carol'))).toBe(
    'FORBIDDEN',
  );
});

it('has twenty sandboxes at most', async () => {
  const { db } = gateway.app;
  const row = await db.sandbox.findFirstOrThrow();
  const others = Array.from({ length: 19 }, (_, at) => ({
    ...row,
    id: row.id + 100 + at,
    name: `Other ${at}`,
    handle: `other-${at}`,
    state: 'FAILED' as const,
  }));
  await db.sandbox.createMany({ data: others });
  expect(codeOf(await gateway.ask(CREATE, { name: 'One more' }))).toBe('SANDBOX_LIMIT_REACHED');
  await db.sandbox.deleteMany({ where: { name: { startsWith: 'Other ' } } });
});

it('takes a sandbox away while it is used, and accepts its key no more', async () => {
  const doomed = await makeSandbox(gateway, 'Doomed', 'NOTHING');
  const stream = await followStream(
    gateway,
    doomed.token,
    'subscription { clientUpdated { cursor } }',
  );
  const { deleteSandbox } = await gateway.data(DELETE, { id: doomed.id });
  expect(deleteSandbox).toEqual({ deletedId: doomed.id, task: { state: 'SUCCEEDED' } });
  await stream.ended;
  const refused = await doomed.ask(EMAILS);
  expect([refused.status, codeOf(refused)]).toEqual([401, 'SANDBOX_NOT_FOUND']);
  expect(await doomed.rapi('GetClients')).toMatchObject({ code: 'SANDBOX_NOT_FOUND' });
  expect(await placeExists(doomed)).toBe(false);
  expect(await placeExists(sandbox)).toBe(true);
  expect(codeOf(await gateway.ask(DELETE, { id: doomed.id }))).toBe('SANDBOX_NOT_FOUND');
  const { sandboxes } = await gateway.data('{ sandboxes { nodes { name } } }');
  expect(sandboxes.nodes).toEqual([{ name: 'Trial' }]);
});

it('ends a sandbox on the 31st day', async () => {
  const short = await makeSandbox(gateway, 'Short', 'NOTHING');
  const end = freeze(new Date(Date.parse('2026-03-10T12:00:00Z') + 30 * DAY_MS - 1));
  await endExpiredSandboxes(gateway.app);
  expect((await short.ask(EMAILS)).status).toBe(200);
  const after = freeze(new Date(Date.parse('2026-03-10T12:00:00Z') + 30 * DAY_MS));
  expect(codeOf(await short.ask(EMAILS))).toBe('SANDBOX_NOT_FOUND');
  await endExpiredSandboxes(gateway.app);
  expect(await placeExists(short)).toBe(false);
  expect((await gateway.data('{ sandboxes { nodes { id } } }')).sandboxes.nodes).toEqual([]);
  after();
  end();
});

/** Whether the database of a sandbox is there. */
async function placeExists({ id }: TestSandbox): Promise<boolean> {
  const { database, config } = gateway.app;
  const number = id.split(':')[1]!;
  if (database.kind === 'embedded') return existsSync(join(config.dataDir, 'sandboxes', number));
  const [row] = await database.query<{ there: boolean }>({
    text: 'select to_regnamespace($1) is not null as there',
    values: [`hostgraph_sandbox_${number}`],
  });
  return row!.there;
}
