import { beforeAll, describe, expect, it } from 'vitest';
import { advance, useSystemClock } from '#core/clock.ts';
import { forget } from '#modules/system/automation/forget.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { sell } from '#test/domains/cast.ts';
import { done, openShop } from '#test/shop.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const follow = (after: string) =>
  gateway.ask('subscription ($after: String) { ticketUpdated(after: $after) { type } }', { after });
const ADD = `mutation ($id: ID!) {
  addClientNote(input: { clientId: $id, text: "x" }) { clientNote { id } } }`;

it('forgets events after a month, and says so to whoever comes with an older cursor', async () => {
  const { db, outbox } = gateway.app;
  for (let times = 0; times < 3; times += 1)
    await gateway.data(ADD, { id: `Client:${gateway.carol}` });
  await expect.poll(() => db.outboxEvent.count({ where: { position: null } })).toBe(0);
  const [first, second] = await db.outboxEvent.findMany({ orderBy: { position: 'asc' } });
  const before = new Date(Date.now() - 31 * 24 * 3_600_000);
  await db.outboxEvent.updateMany({
    where: { position: { lte: second!.position! } },
    data: { at: before },
  });
  await forget(gateway.app);
  expect(await db.outboxEvent.count({ where: { at: before } })).toBe(0);
  expect(codeOf(await follow(outbox.cursorOf(first!.position!)))).toBe('CURSOR_EXPIRED');
  const { data } = await gateway.ask(
    `{ events(after: "${outbox.cursorOf(second!.position!)}") { type } }`,
  );
  expect(data.events.length).toBeGreaterThan(0);
  expect(await outbox.retains(second!.position!)).toBe(true);
});

it('forgets idempotency keys that are not remembered any more', async () => {
  const { db } = gateway.app;
  const key = (name: string, hours: number) => ({
    scope: 'credential:1',
    key: name,
    requestHash: 'x',
    expiresAt: new Date(Date.now() + hours * 3_600_000),
  });
  await db.idempotencyKey.createMany({ data: [key('old', -1), key('young', 1)] });
  await forget(gateway.app);
  expect(await db.idempotencyKey.findMany({ select: { key: true } })).toEqual([{ key: 'young' }]);
});

describe('logs (F46)', () => {
  const nightAfter = async (days: number) => {
    advance({ days });
    try {
      await forget(gateway.app);
    } finally {
      useSystemClock();
    }
  };
  const set = (setting: string, value: number) =>
    gateway.rapi('SetConfigurationValue', { setting, value });
  const counts = async () => {
    const { auditEntries, activity, emails } = await gateway.data(
      `{ auditEntries { totalCount } activity { totalCount } emails { totalCount nodes { subject html text } } }`,
    );
    return {
      audit: auditEntries.totalCount as number,
      activity: activity.totalCount as number,
      emails: emails.totalCount as number,
      texts: emails.nodes.filter(({ html, text }: Record<string, string>) => html || text).length,
    };
  };

  it('hold for 400 days the tasks that may be done again, and for ever those that may not', async () => {
    await openShop(gateway);
    await sell(gateway, 'com');
    const buyer = { user_id: gateway.carol };
    const visitor = { user_ip: '203.0.113.9', userAgent: 'Browser/1.0', acceptLanguage: 'en' };
    const { item_id } = await done(gateway, 'CartAddDomain', {
      ...buyer,
      domain: 'kept.com',
      client_ip_address: visitor.user_ip,
    });
    const servers = { dns1: 'ns1.host.test', dns2: 'ns2.host.test' };
    await done(gateway, 'CartUpdateDomainConfigs', { id: Number(item_id), ...servers });
    const placed = { ...buyer, payment_method: 'mailin', ...visitor };
    const { order_id } = await done(gateway, 'AddOrder', placed);
    await gateway.data(
      'mutation { createExport(input: { connection: CLIENTS }) { export { id } } }',
    );
    await done(gateway, 'AcceptOrder', { order_id: Number(order_id) });
    const ended = async () => {
      const { tasks } = await gateway.data(
        '{ tasks(first: 50, filter: { state: [SUCCEEDED] }) { nodes { kind } } }',
      );
      return [...new Set<string>(tasks.nodes.map(({ kind }: { kind: string }) => kind))];
    };
    const both = ['export.write', 'domain.register'];
    await expect.poll(ended, { timeout: 20_000 }).toEqual(expect.arrayContaining(both));
    await nightAfter(399);
    expect(await ended()).toEqual(expect.arrayContaining(both));
    await nightAfter(402);
    expect(await ended()).toContain('domain.register');
    expect(await ended()).not.toContain('export.write');
  });

  // Before the others, which go further into the future.
  it('hold the usage of keys for 400 days', async () => {
    const rows = async () => {
      const { legacyUsage } = await gateway.data('{ legacyUsage { command } }');
      return legacyUsage.map(({ command }: { command: string }) => command) as string[];
    };
    await gateway.rapi('GetTicketCounts');
    await expect.poll(rows, { timeout: 10_000 }).toContain('GetTicketCounts');
    await nightAfter(399);
    expect(await rows()).toContain('GetTicketCounts');
    await nightAfter(402);
    expect(await rows()).not.toContain('GetTicketCounts');
  });

  it('are kept for ever unless a setting gives them days', async () => {
    const words = { subject: 'Hello', message: '<p>Good morning</p>' };
    await gateway.rapi('SendEmail', { id: gateway.carol, ...words });
    const before = await counts();
    for (const count of Object.values(before)) expect(count).toBeGreaterThan(0);
    await nightAfter(11 * 366);
    expect(await counts()).toEqual(before);
  });

  it('lose what is older than their setting says, and not a day before', async () => {
    for (const name of ['AuditRetentionDays', 'ActivityRetentionDays', 'EmailTextRetentionDays'])
      await set(name, 30);
    const before = await counts();
    await nightAfter(29);
    expect(await counts()).toEqual(before);
    await nightAfter(31);
    expect(await counts()).toEqual({ audit: 0, activity: 0, emails: before.emails, texts: 0 });
  });
});
