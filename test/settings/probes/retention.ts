import { expect } from 'vitest';
import { advance, now } from '#core/clock.ts';
import type { retentionSettings } from '#modules/settings/known-settings/retention.ts';
import { forget } from '#modules/system/automation/forget.ts';
import { sent } from './company.ts';
import type { Probe, World } from '#test/settings/world.ts';

/** Whether something of a log is there after three nights. */
const afterNights =
  (log: (world: World) => Promise<boolean>, write?: (world: World) => Promise<unknown>) =>
  async (world: World): Promise<boolean> => {
    await write?.(world);
    expect(await log(world)).toBe(true);
    advance({ hours: 72 });
    await forget(world.gateway.app);
    return log(world);
  };

const countOf =
  (list: string) =>
  async ({ gateway }: World): Promise<boolean> =>
    (await gateway.data(`{ ${list} { totalCount } }`))[list].totalCount > 0;

const texts = async ({ gateway }: World): Promise<boolean> => {
  const { emails } = await gateway.data('{ emails { nodes { text } } }');
  return emails.nodes.some(({ text }: { text: string }) => text !== '');
};

const usage = async ({ gateway }: World): Promise<boolean> =>
  (await gateway.data('{ legacyUsage { command } }')).legacyUsage.length > 0;

/** A legacy command whose call is written down, as all are, every few seconds. */
const called = async (world: World) => {
  await world.gateway.rapi('GetTicketCounts');
  await expect.poll(() => usage(world), { timeout: 20_000 }).toBe(true);
};

/** How many tasks that write a file are in these states. */
const writing = async ({ gateway }: World, states: string): Promise<number> => {
  const { tasks } = await gateway.data(
    `{ tasks(filter: { kind: ["export.write"], state: [${states}] }) { totalCount } }`,
  );
  return tasks.totalCount;
};

const written = async (world: World) => (await writing(world, 'SUCCEEDED')) > 0;

const write = async (world: World) => {
  await world.gateway.data(
    'mutation { createExport(input: { connection: CLIENTS }) { export { id } } }',
  );
  await expect.poll(() => writing(world, 'QUEUED, RUNNING'), { timeout: 20_000 }).toBe(0);
};

/** A message as reading a registrar's queue stores it. */
async function message({ gateway: { app }, name }: World): Promise<void> {
  const { id } = await app.db.registrar.findFirstOrThrow();
  const data = { registrarId: id, messageId: name(), text: 'Transferred away.', createdAt: now() };
  await app.db.registrarMessage.create({ data });
}

const delivered = async ({ gateway }: World): Promise<boolean> => {
  const { webhooks } = await gateway.data(
    '{ webhooks { nodes { deliveries(first: 1) { totalCount } } } }',
  );
  type Hook = { deliveries: { totalCount: number } };
  return webhooks.nodes.some(({ deliveries }: Hook) => deliveries.totalCount > 0);
};

/** A delivery that has ended, as sending it leaves it. */
async function deliver({ gateway: { app, data }, name }: World): Promise<void> {
  const { createWebhook } = await data(
    `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { databaseId } } }`,
    { input: { url: 'https://93.184.216.34/' } },
  );
  await app.db.webhookDelivery.create({
    data: {
      endpointId: createWebhook.webhook.databaseId,
      eventId: name(),
      type: 'client.changed',
      payload: {},
      state: 'DELIVERED',
      createdAt: now(),
    },
  });
}

/** What each setting of how long logs are kept changes. */
export const retentionProbes: Record<keyof typeof retentionSettings, Probe> = {
  AuditRetentionDays: { to: '1', see: afterNights(countOf('auditEntries')) },
  ActivityRetentionDays: { to: '1', see: afterNights(countOf('activity')) },
  EmailTextRetentionDays: { to: '1', see: afterNights(texts, sent) },
  WebhookDeliveryRetentionDays: { to: '1', see: afterNights(delivered, deliver) },
  TaskRetentionDays: { from: '36500', to: '1', see: afterNights(written, write) },
  RegistrarMessageRetentionDays: {
    from: '36500',
    to: '1',
    see: afterNights(countOf('registrarMessages'), message),
  },
  ApiUsageRetentionDays: { from: '36500', to: '1', see: afterNights(usage, called) },
};
