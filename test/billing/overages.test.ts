import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { freeze } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { dailyStepsOf } from '#modules/system/automation/daily-step.ts';
import { dailyRun } from '#modules/system/automation/daily-run.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { fakePlesk, type FakePlesk } from '#test/providers/panels/fake-plesk.ts';
import { fakeWhm, type FakeWhm } from '#test/providers/panels/fake-whm.ts';
import { createServer } from '#test/services/store.ts';
import { together } from '#test/setup/together.ts';
import { booksAreRight } from './books.ts';
import { client, product, service } from './store.ts';

vi.setConfig({ testTimeout: 60_000 });
let gateway: Gateway;
let whm: FakeWhm;
let plesk: FakePlesk;
let cpanel: number;
let metered: number;
let thaw = freeze('2028-02-01T12:00:00Z');
const goTo = (day: string) => {
  thaw();
  thaw = freeze(`${day}T12:00:00Z`);
};
const terms = {
  overagesEnabled: true,
  diskSoftLimit: '0.25',
  diskSoftLimitUnit: 'GB',
  diskOverageCost: '4',
  bandwidthSoftLimit: '100',
  bandwidthSoftLimitUnit: 'MB',
  bandwidthOverageCost: '0.1',
} as const;
beforeAll(async () => {
  gateway = await openGateway();
  whm = await fakeWhm();
  plesk = await fakePlesk();
  cpanel = await createServer(gateway, whm);
  metered = await product(gateway, 'Metered', { serverModule: 'cpanel', ...terms });
});
afterAll(async () => {
  thaw();
  await whm.stop();
  await plesk.stop();
});

/** A running account of a client at the loopback WHM. */
async function account(clientId: number, user: string, productId = metered): Promise<number> {
  const domain = `${user}.example`;
  const state = { password: '', plan: 'starter', suspended: false, startedAt: 0 };
  whm.accounts.set(user, { user, domain, ...state });
  const at = { serverId: cpanel, hasAccount: true, username: user, domainName: domain };
  const day = { bought: '2028-01-10', due: '2030-01-10' };
  return service(gateway, clientId, productId, { ...day, ...at });
}

/** Runs the day twice; the second run must find nothing to do. */
async function run(day: string) {
  goTo(day);
  const first = await dailyRun(gateway.app);
  const again = await dailyRun(gateway.app);
  for (const name of ['overages', 'invoices'])
    expect(again?.steps.find((step) => step.name === name)?.total).toBe(0);
  return Object.fromEntries(first!.steps.map((step) => [step.name, step]));
}
const billedTo = async (clientId: number) =>
  (
    await gateway.app.db.invoiceItem.findMany({
      where: { type: 'OVERAGE', invoice: { clientId } },
      orderBy: { id: 'asc' },
    })
  ).map(({ description, amount }) => `${description} = ${amount.toFixed()}`);

it('bills each exceeded limit once the month is over, by what the panel told last in it', async () => {
  const ursula = await client(gateway, 'Ursula');
  const hers = await account(ursula, 'ursula');
  const other = await product(gateway, 'Flat', { serverModule: 'cpanel' });
  const flat = await account(ursula, 'flat', other);
  await run('2028-02-10');
  Object.assign(whm.usage, { disk: '768M', traffic: 200_000_000 });
  const { usage } = await run('2028-02-29');
  expect(usage).toMatchObject({ total: 1, succeeded: 1, failed: 0 });
  Object.assign(whm.usage, { disk: '1G', traffic: 5_000 });
  const { overages } = await run('2028-03-01');
  expect(overages).toMatchObject({ total: 1, succeeded: 1 });
  await run('2028-03-02');
  expect(await billedTo(ursula)).toEqual([
    // 0.5 GB above at 4 each; 90.734863… MB above at 0.10 each.
    'Metered - ursula.example (2028-02) Disk space: 0.75 GB of 0.25 GB = 2',
    'Metered - ursula.example (2028-02) Bandwidth: 190.73 MB of 100 MB = 9.07',
  ]);
  const [invoice] = await gateway.app.db.invoice.findMany({ where: { clientId: ursula } });
  expect([invoice?.status, invoice?.total.toFixed(2)]).toEqual(['UNPAID', '11.07']);
  await run('2028-04-01');
  // Disk 0.75 GB above; the traffic of March is within its limit.
  expect((await billedTo(ursula)).slice(2)).toEqual([
    'Metered - ursula.example (2028-03) Disk space: 1 GB of 0.25 GB = 3',
  ]);
  const usages = `query ($id: ID!) { service(id: $id) { usages(first: 3) {
    edges { node { month diskUsedMb bandwidthUsedMb readOn settledAt } } } } }`;
  const { service: shown } = await gateway.data(usages, { id: `Service:${hers}` });
  const months = shown.usages.edges.map(({ node }: { node: object }) => node);
  expect(months).toMatchObject([
    { month: '2028-04-01', readOn: '2028-04-01', settledAt: null },
    // 1,073,741,824 and 5,000 bytes; 805,306,368 and 200,000,000 before; MB of 1,048,576.
    { month: '2028-03-01', diskUsedMb: '1024.00', bandwidthUsedMb: '0.00', readOn: '2028-03-02' },
    { month: '2028-02-01', diskUsedMb: '768.00', bandwidthUsedMb: '190.73' },
  ]);
  expect(await gateway.app.db.serviceUsage.count({ where: { serviceId: flat } })).toBe(0);
  await booksAreRight(gateway);
});

it('reads a Plesk, and bills in the currency of the client to its exponent', async () => {
  const { db } = gateway.app;
  const set =
    'mutation ($input: CreateCurrencyInput!) { createCurrency(input: $input) { __typename } }';
  await gateway.data(set, { input: { code: 'JPY', rate: '151.25' } });
  goTo('2028-05-31');
  const yuki = await client(gateway, 'Yuki', { currencyCode: 'JPY' });
  const gigabytes = { diskSoftLimit: '8', diskOverageCost: '1' };
  const own = { serverModule: 'plesk', ...terms, ...gigabytes };
  const plan = await product(gateway, 'Windows', own);
  const server = { name: 'beta', module: 'plesk', username: '', accessToken: 'KEY' };
  const serverId = await createServer(gateway, plesk, server);
  const at = { serverId, hasAccount: true, username: 'yuki', domainName: 'yuki.example' };
  const day = { bought: '2028-05-10', due: '2030-01-10', currencyCode: 'JPY' };
  const id = await service(gateway, yuki, plan, { ...day, ...at });
  plesk.clients.push({ id: 1, login: 'yuki', password: '', external_id: `service:${id}` });
  const site = { id: 1, name: 'yuki.example', owner: 1, plan: 'x', status: 'active' };
  plesk.sites.push({ ...site, ftpPassword: '' });
  const { usage } = await run('2028-05-31');
  expect(usage?.failures).toEqual([]);
  const stored = await db.serviceUsage.findFirstOrThrow({ where: { serviceId: id } });
  expect([stored.diskBytes?.toFixed(), stored.trafficBytes?.toFixed()]).toEqual([
    '9007199254',
    '42',
  ]);
  await run('2028-06-01');
  // 0.388608… GB above at 151.25.
  expect(await billedTo(yuki)).toEqual([
    'Windows - yuki.example (2028-05) Disk space: 8.39 GB of 8 GB = 59',
  ]);
});

it('bills nothing for what is not known, and says so once', async () => {
  const uwe = await client(gateway, 'Uwe');
  const id = await account(uwe, 'uwe');
  whm.accounts.delete('uwe');
  const { usage } = await run('2028-07-31');
  expect(usage?.failures).toContainEqual({
    what: `Service:${id}`,
    why: expect.stringContaining('does not exist'),
  });
  const { overages } = await run('2028-08-01');
  const why = `The usage of service ${id} in 2028-07 is not known; nothing was billed.`;
  expect(overages?.failures).toContainEqual({ what: `Client:${uwe}`, why });
  const log = await gateway.app.db.automationLogEntry.findFirstOrThrow({
    where: { namespace: 'overages', runOn: toDate('2028-08-01') },
  });
  expect(JSON.stringify(log.details)).toContain(why);
  const later = await run('2028-08-02');
  expect(later.overages).toMatchObject({ total: 0 });
  expect(await billedTo(uwe)).toEqual([]);
});

together('bills a month once when many settle it at once', async () => {
  const mia = await client(gateway, 'Mia');
  await account(mia, 'mia');
  await run('2028-09-30');
  goTo('2028-10-01');
  const step = dailyStepsOf(gateway.app).get('overages')!;
  const all = Array.from({ length: 50 }, () => step.handle(gateway.app, mia, '2028-10-01'));
  expect((await Promise.all(all)).filter((outcome) => outcome === 'done')).toHaveLength(1);
  expect(await gateway.app.db.invoice.count({ where: { clientId: mia } })).toBe(1);
});
