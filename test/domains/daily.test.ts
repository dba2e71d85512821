import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { advance, freeze, today } from '#core/clock.ts';
import { addDays, toDate, toDay } from '#core/dates.ts';
import { domainsDaily } from '#modules/domains/life/daily.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { sell, waiting } from './cast.ts';

let gateway: Gateway;
vi.setConfig({ testTimeout: 120_000 });
// Ahead of the real clock, so that no waiting job of the gateway comes due automatically.
const thaw = freeze('2028-01-31T06:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  await sell(gateway, 'com', { graceDays: 30, redemptionDays: 30 });
});
afterAll(thaw);

const rowOf = (id: number) => gateway.app.db.domain.findUniqueOrThrow({ where: { id } });
const eventsOf = async (id: number, type?: string) =>
  (
    await gateway.app.db.outboxEvent.findMany({
      where: { subjectId: id, type: type ?? { startsWith: 'domain.' } },
      orderBy: { id: 'asc' },
    })
  ).map((event) => ({ type: event.type, ...(event.payload as object) }) as any);
/** What the automation log says of the syncs of a day. */
const syncsOf = async (day: string) => {
  const query = `query ($on: Date) { automationLog(on: $on) { entries { namespace total succeeded failed details } } }`;
  const { automationLog } = await gateway.data(query, { on: day });
  return automationLog.entries.filter(({ namespace }: any) => namespace === 'domain-sync');
};
const days = async (count: number) => {
  for (let day = 0; day < count; day += 1) {
    advance({ days: 1 });
    await domainsDaily(gateway.app);
  }
};
const ask = async (name: string, id: number, more: object = {}) => {
  const input = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${input}!) { ${name}(input: $input) { domain { status expiresOn } } }`;
  const variables = { input: { domain: { id: `Domain:${id}` }, ...more } };
  const send = () =>
    gateway.ask(document, variables, 'staff', { 'idempotency-key': `${name}-${id}` });
  // Between two calls lie many runs: the server may just be closing the idle connection.
  const { data, errors } = await send().catch(send);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
};

it('finds a transfer arrived after days, with its year', async () => {
  const id = await waiting(gateway, 'coming.com');
  await ask('domainTransfer', id, { eppCode: 'Abc-1' });
  await days(4);
  expect((await rowOf(id)).status).toBe('PENDING_TRANSFER');
  await days(2);
  const row = await rowOf(id);
  expect(row).toMatchObject({ status: 'ACTIVE', origin: 'TRANSFER' });
  expect(toDay(row.expiresOn!)).toBe('2029-02-05');
  expect((await eventsOf(id)).map(({ type }) => type)).toContain('domain.transferred');
});

it('finds a transfer rejected, and lets it be tried again', async () => {
  const id = await waiting(gateway, 'name-rejected.com');
  await ask('domainTransfer', id, { eppCode: 'Abc-1' });
  await days(6);
  expect(await rowOf(id)).toMatchObject({
    status: 'PENDING',
    statusMessage: 'The losing registrar rejected the transfer.',
  });
});

it('does nothing twice when it runs twice, and catches up after days without a run', async () => {
  const id = await waiting(gateway, 'asleep.com');
  await ask('domainRegister', id);
  await domainsDaily(gateway.app);
  advance({ days: 340 });
  await domainsDaily(gateway.app);
  await Promise.all([domainsDaily(gateway.app), domainsDaily(gateway.app)]);
  const due = await eventsOf(id, 'domain.renewalDue');
  expect(due.map(({ daysLeft }) => daysLeft)).toHaveLength(1);
  advance({ days: 60 });
  await domainsDaily(gateway.app);
  expect((await rowOf(id)).status).toBe('REDEMPTION');
});

it('follows what the registrar says: renewed there, transferred away, vanished', async () => {
  const { db } = gateway.app;
  const [renewed, away, vanished] = await Promise.all(
    ['renewed.com', 'away.com', 'vanished.com'].map(async (name) => {
      const id = await waiting(gateway, name);
      await ask('domainRegister', id);
      return id;
    }),
  );
  await db.sandboxDomain.update({
    where: { name: 'renewed.com' },
    data: { expiresAt: toDate(addDays(today(), 3 * 365 + 1)) },
  });
  await db.sandboxDomain.update({
    where: { name: 'away.com' },
    data: { status: 'transferredAway' },
  });
  await db.sandboxDomain.delete({ where: { name: 'vanished.com' } });
  advance({ days: 8 });
  await domainsDaily(gateway.app);
  expect((await eventsOf(renewed!, 'domain.renewed'))[0]).toMatchObject({ years: 2 });
  expect(await rowOf(away!)).toMatchObject({ status: 'TRANSFERRED_AWAY', autoRenew: false });
  expect(await rowOf(vanished!)).toMatchObject({
    status: 'ACTIVE',
    lastSyncError: 'The registrar does not hold the domain.',
  });
});

it('is not stopped by a registrar that is down', async () => {
  const id = await waiting(gateway, 'fine.com');
  await ask('domainRegister', id);
  await gateway.app.db.sandboxFault.create({
    data: { operation: 'sync', domainName: 'fine.com', fault: 'down', message: 'Out of order.' },
  });
  await gateway.app.db.domain.update({ where: { id }, data: { lastSyncAt: null } });
  // A day of its own, so that the line in the log is of these two runs.
  advance({ days: 1 });
  await domainsDaily(gateway.app);
  expect((await rowOf(id)).lastSyncError).toBe('Out of order.');
  const why = { what: `Domain:${id}`, why: 'Out of order.' };
  const [first] = await syncsOf(today());
  expect(first).toMatchObject({ failed: 1, details: [why] });
  expect(first.succeeded).toBe(first.total - 1);
  await gateway.app.db.domain.update({ where: { id }, data: { lastSyncAt: null } });
  await domainsDaily(gateway.app);
  // The second run of the day adds to the line of the first.
  expect(await syncsOf(today())).toMatchObject([{ total: first.total + 1, failed: 2 }]);
  advance({ days: 1 });
  await domainsDaily(gateway.app);
  expect(await syncsOf(today())).toHaveLength(1);
});

it('renews in grace, back to active, and reminds of the new end anew', async () => {
  const id = await waiting(gateway, 'late.com');
  await ask('domainRegister', id);
  advance({ days: 370 });
  await domainsDaily(gateway.app);
  expect((await rowOf(id)).status).toBe('GRACE');
  const before = (await rowOf(id)).expiresOn!;
  const { domainRenew } = await ask('domainRenew', id, { years: 2 });
  expect(domainRenew.domain.status).toBe('ACTIVE');
  expect(await rowOf(id)).toMatchObject({ remindedDays: null });
  expect(domainRenew.domain.expiresOn.slice(0, 4)).toBe(String(before.getUTCFullYear() + 2));
});

it('walks 400 days of a domain nobody renews, each step once', async () => {
  await sell(gateway, 'brief', { graceDays: 9, redemptionDays: 6 });
  const id = await waiting(gateway, 'leap.brief', { autoRenew: false });
  await ask('domainRegister', id);
  const ends = toDay((await rowOf(id)).expiresOn!);
  const began = new Map<string, string>();
  for (let day = 0; day < 400; day += 1) {
    advance({ days: 1 });
    // Far from its end a run now and then does; near it every day counts.
    if (day > 300 || day % 50 === 0) await domainsDaily(gateway.app);
    const { status } = await rowOf(id);
    if (!began.has(status)) began.set(status, today());
  }
  expect(began.get('GRACE')).toBe(addDays(ends, 1));
  expect(began.get('REDEMPTION')).toBe(addDays(ends, 10));
  expect(began.get('EXPIRED')).toBe(addDays(ends, 16));
  const due = await eventsOf(id, 'domain.renewalDue');
  expect(due.map(({ daysLeft }) => daysLeft)).toEqual([60, 30, 14, 7, 1]);
  expect(due.every(({ autoRenew }) => autoRenew === false)).toBe(true);
  expect(await eventsOf(id, 'domain.expired')).toHaveLength(3);
  await domainsDaily(gateway.app);
  expect((await rowOf(id)).status).toBe('EXPIRED');
});
