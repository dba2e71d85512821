import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, freeze, now } from '#core/clock.ts';
import { domainsDaily } from '#modules/domains/life/daily.ts';
import { beginDomainsDaily } from '#modules/domains/life/daily-job.ts';
import {
  type LogicBoxesProgram,
  logicBoxesProgram,
} from '#test/providers/registrars/logicboxes-program.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { connect, sandboxId, sell } from './cast.ts';

let gateway: Gateway;
let program: LogicBoxesProgram;
const thaw = freeze('2027-01-10T05:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  program = await logicBoxesProgram();
});
afterAll(async () => {
  thaw();
  await program.close();
});

const DAY = 86_400_000;

/** Active domains that the sandbox holds, far from their end. */
async function holds(count: number, registrarId: number, prefix: string): Promise<void> {
  const { db } = gateway.app;
  const names = Array.from({ length: count }, (_none, place) => `${prefix}${place}.com`);
  const expires = new Date('2029-01-10');
  await db.sandboxDomain.createMany({
    data: names.map((name) => ({
      name,
      status: 'active',
      registeredAt: now(),
      expiresAt: expires,
      isLocked: true,
      idProtection: false,
      eppCodeEncrypted: '',
      nameservers: ['ns1.a.test', 'ns2.a.test'],
      contacts: {},
      hosts: [],
      records: {},
    })),
  });
  await db.domain.createMany({
    data: names.map((name) => ({
      clientId: gateway.carol,
      name,
      unicodeName: name,
      registrarId,
      currencyCode: 'USD',
      status: 'ACTIVE' as const,
      expiresOn: expires,
      nextDueOn: expires,
    })),
  });
}

it('looks at every domain within eight days, whatever their number, and goes on after a stop (F39)', async () => {
  const { app } = gateway;
  await holds(120, await sandboxId(gateway), 'night');
  const stop = new AbortController();
  const looked = () => app.db.domain.count({ where: { lastSyncAt: { gt: new Date(0) } } });
  // Stopped in the middle of the first night: it ends, and what is left is first the next time.
  let left = 20;
  const aborted = () => {
    left -= 1;
    if (left === 0) stop.abort();
    return left <= 0;
  };
  Object.defineProperty(stop.signal, 'aborted', { get: aborted });
  await expect(domainsDaily(app, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
  const before = await looked();
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(120);
  expect((await domainsDaily(app)).synced).toBe(120 - before);
  let asked = 0;
  for (let night = 1; night <= 9; night += 1) {
    advance({ days: 1 });
    asked += (await domainsDaily(app)).synced;
    const { _min } = await app.db.domain.aggregate({ _min: { lastSyncAt: true } });
    expect(now().getTime() - _min.lastSyncAt!.getTime()).toBeLessThanOrEqual(8 * DAY);
  }
  // Once a week each, unless it nears its end.
  expect(asked).toBe(120);
});

it('gives a registrar up for the night after a few questions without an answer (F39, D59)', async () => {
  const { app } = gateway;
  await app.db.domain.deleteMany({});
  const api = `${program.url}api/`;
  const account = { userId: '700', apiKey: 'secret-key', customerId: '9' };
  await connect(gateway, 'logicboxes', { ...account, baseUrl: api, checkUrl: api });
  await sell(gateway, 'com', { registrar: 'logicboxes' });
  const { id } = await app.db.registrar.findUniqueOrThrow({ where: { label: 'logicboxes' } });
  await holds(20, id, 'silent');
  for (let answer = 0; answer < 20; answer += 1) program.misbehave('details-by-name', 'html');
  const { synced } = await domainsDaily(app);
  // Four under way at once, and the fourth silence in a row ends it: seven at most.
  expect(synced).toBeGreaterThanOrEqual(4);
  expect(synced).toBeLessThanOrEqual(7);
});

it('is begun once a day, from the hour of the company’s daily run on (F39)', async () => {
  const { app } = gateway;
  await gateway.rapi('SetConfigurationValue', { setting: 'DailyCronHour', value: '9' });
  const begin = async (at: string) => {
    freeze(at);
    return beginDomainsDaily(app);
  };
  expect(await begin('2027-03-01T08:20:00Z')).toBe(false);
  const both = await Promise.all([begin('2027-03-01T09:20:00Z'), beginDomainsDaily(app)]);
  expect(both.filter(Boolean)).toHaveLength(1);
  expect(await begin('2027-03-01T10:20:00Z')).toBe(false);
  expect(await begin('2027-03-02T09:20:00Z')).toBe(true);
});
