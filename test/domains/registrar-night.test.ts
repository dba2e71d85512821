import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, freeze } from '#core/clock.ts';
import { domainsDaily } from '#modules/domains/life/daily.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import {
  type CosmotownProgram,
  cosmotownProgram,
} from '#test/providers/registrars/cosmotown-program.ts';
import {
  type LogicBoxesProgram,
  logicBoxesProgram,
} from '#test/providers/registrars/logicboxes-program.ts';
import type { Loopback } from '#providers/contract/loopback.ts';
import { onlineNicProgram } from '#test/providers/registrars/onlinenic-program.ts';
import { connect, sell, waiting } from './cast.ts';

let gateway: Gateway;
let logicBoxes: LogicBoxesProgram;
let onlineNic: Loopback;
let cosmotown: CosmotownProgram;
const thaw = freeze('2027-01-10T04:00:00Z');

beforeAll(async () => {
  gateway = await openGateway();
  [logicBoxes, onlineNic, cosmotown] = await Promise.all([
    logicBoxesProgram(),
    onlineNicProgram(),
    cosmotownProgram(),
  ]);
  const api = `${logicBoxes.url}api/`;
  await connect(gateway, 'logicboxes', {
    userId: '700',
    apiKey: 'secret-key',
    customerId: '9',
    baseUrl: api,
    checkUrl: api,
  });
  const user = { user: '10578', password: 'pass-word', apiKey: 'secret-key' };
  await connect(gateway, 'onlinenic', { ...user, baseUrl: onlineNic.url });
  const account = { apiKey: 'secret-key', currency: 'USD' };
  await connect(gateway, 'cosmos', { ...account, baseUrl: `${cosmotown.url}v2.25/` });
  await sell(gateway, 'com', { registrar: 'logicboxes' });
  await sell(gateway, 'net', { registrar: 'onlinenic' });
  await sell(gateway, 'org', { registrar: 'cosmos' });
});
afterAll(async () => {
  thaw();
  await Promise.all([logicBoxes.close(), onlineNic.close(), cosmotown.close()]);
});

const rowOf = (id: number) => gateway.app.db.domain.findUniqueOrThrow({ where: { id } });
const held = (name: string, more: object = {}) =>
  waiting(gateway, name, {
    status: 'ACTIVE',
    expiresOn: new Date('2027-11-29'),
    nextDueOn: new Date('2027-11-29'),
    ...more,
  });

it('looks after all others when one answer cannot be read (D38)', async () => {
  const known = logicBoxes.orders.get('held.com')!;
  const names = Array.from({ length: 21 }, (_, place) => `night${place}.com`);
  const ids: number[] = [];
  for (const name of names) {
    logicBoxes.orders.set(name, { ...known, endtime: '1827360000' });
    ids.push(await held(name));
  }
  // First in line, and nothing that a date can be.
  logicBoxes.orders.get(names[0]!)!.endtime = '0001-01-01';
  const ending = await held('ending.com', { registrarId: null, expiresOn: new Date('2027-01-17') });
  const report = await domainsDaily(gateway.app);
  expect(report).toMatchObject({ synced: 21, reminded: 1 });
  const [first, ...others] = await Promise.all(ids.map(rowOf));
  expect(first!.lastSyncError).toContain('No expiry date');
  // 1827360000 is 2027-11-28.
  for (const row of others) expect(row.expiresOn).toEqual(new Date('2027-11-28'));
  expect((await rowOf(ending)).remindedDays).toBe(7);
  await gateway.app.db.domain.deleteMany({});
});

it('stops asking a registrar that has had enough, and asks those first the next time (D59)', async () => {
  const ids: number[] = [];
  for (let place = 0; place < 20; place += 1) ids.push(await held(`pace${place}.org`));
  let asked = 0;
  cosmotown.limit.after = 4;
  await domainsDaily(gateway.app);
  asked = cosmotown.count('domain/status');
  // Four answered, and no more than the four under way turned away.
  expect(asked).toBeGreaterThan(4);
  expect(asked).toBeLessThanOrEqual(8);
  const rows = await Promise.all(ids.map(rowOf));
  expect(rows.filter(({ lastSyncAt }) => lastSyncAt !== null)).toHaveLength(4);
  // The pause it asked for holds for everybody: no question leaves in it.
  const before = cosmotown.seen.length;
  await domainsDaily(gateway.app);
  expect(cosmotown.seen.length).toBe(before);
  await gateway.app.db.domain.deleteMany({});
});

it('puts a transfer that never arrives before people after ten days (D31)', async () => {
  const id = await waiting(gateway, 'leaving.net', { origin: 'TRANSFER', ns1: '', ns2: '' });
  const document = `mutation ($input: DomainTransferInput!) { domainTransfer(input: $input) { domain { status } } }`;
  const input = { domain: { id: `Domain:${id}` }, eppCode: 'Abc-1' };
  const { domainTransfer } = await gateway.data(document, { input });
  expect(domainTransfer.domain.status).toBe('PENDING_TRANSFER');
  const queued = async () =>
    (await gateway.rapi('GetModuleQueue', { type: 'domain-transfer', related_id: id })).queue;
  advance({ days: 9 });
  await domainsDaily(gateway.app);
  expect(await queued()).toEqual([]);
  advance({ days: 2 });
  await domainsDaily(gateway.app);
  await domainsDaily(gateway.app);
  expect(await queued()).toMatchObject([
    { module: 'onlinenic', numRetries: '0', lastAttemptError: expect.stringContaining('10 days') },
  ]);
  expect((await rowOf(id)).status).toBe('PENDING_TRANSFER');
  // A person who tries it again gives the old order up and places a new one.
  const entry = await gateway.app.db.moduleQueueEntry.findFirstOrThrow({ where: { domainId: id } });
  const before = onlineNic.count('transferDomain');
  await gateway.data(
    `mutation ($input: RetryModuleActionInput!) { retryModuleAction(input: $input) { entry { isCompleted } } }`,
    { input: { entryId: `ModuleQueueEntry:${entry.id}` } },
  );
  expect(onlineNic.count('transferDomain')).toBe(before + 1);
  await gateway.app.db.domain.deleteMany({});
});

it('leaves it to the clock whether a domain at OnlineNIC is past its end (D34)', async () => {
  // The stand-in holds it until 2027-06-24; grace and redemption are 30 days each.
  const id = await held('held.com', {
    tldId: (await gateway.app.db.tld.findUniqueOrThrow({ where: { extension: 'net' } })).id,
    registrarId: (
      await gateway.app.db.registrar.findUniqueOrThrow({ where: { label: 'onlinenic' } })
    ).id,
    expiresOn: new Date('2027-06-24'),
  });
  advance({ days: 205 });
  await domainsDaily(gateway.app);
  expect((await rowOf(id)).status).toBe('REDEMPTION');
  const sync = `mutation ($input: SyncDomainInput!) { syncDomain(input: $input) { domain { status } } }`;
  const synced = await gateway.data(sync, { input: { domainId: `Domain:${id}` } });
  expect(synced.syncDomain.domain.status).toBe('REDEMPTION');
  const renew = `mutation ($input: DomainRenewInput!) { domainRenew(input: $input) { domain { status } } }`;
  const refused = await gateway.ask(renew, { input: { domain: { id: `Domain:${id}` }, years: 1 } });
  expect(codeOf(refused)).toBe('REGISTRAR_OPERATION_MISSING');
  expect(onlineNic.count('renewDomain')).toBe(0);
});

it('has the test system of OnlineNIC, and lists what it asks for (D67)', async () => {
  const settings = { user: '10578', password: 'pass-word', apiKey: 'secret-key', baseUrl: '' };
  await connect(gateway, 'onlinenic', settings, { isTestMode: true });
  const row = await gateway.app.db.registrar.findUniqueOrThrow({ where: { label: 'onlinenic' } });
  expect(row.isTestMode).toBe(true);
  // Cosmotown has none.
  const input = { module: 'cosmos', isTestMode: true, settings: [] };
  const configure = `mutation ($input: ConfigureRegistrarInput!) { configureRegistrar(input: $input) { registrar { id } } }`;
  expect((await gateway.ask(configure, { input })).errors?.[0]?.message).toContain('test system');
});

it('lists no parameters of the sandbox, which GetRegistrars lists (D78)', async () => {
  const form = { module_type: 'domain', module_name: 'sandbox' };
  expect(await gateway.rapi('GetModuleConfigurationParameters', form)).toEqual({
    result: 'success',
    parameters: [],
  });
});

it('takes any valid name as a correction, on sale or not (D84)', async () => {
  const id = await held('migrated.com');
  const form = { domain_id: id, domain: 'migrated.tv' };
  expect((await gateway.rapi('UpdateClientDomain', form)).result).toBe('success');
  expect(await rowOf(id)).toMatchObject({ name: 'migrated.tv', tldId: null });
  for (const domain of ['co.uk', 'a b.tv', 'no'])
    expect((await gateway.rapi('UpdateClientDomain', { domain_id: id, domain })).result).toBe(
      'error',
    );
  expect((await rowOf(id)).name).toBe('migrated.tv');
});
