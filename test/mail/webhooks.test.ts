import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { now } from '#core/clock.ts';
import { deliveryPauses } from '#modules/mail/pauses.ts';
import { beginDelivery } from '#modules/mail/deliver-webhook.ts';
import { transaction } from '#platform/database/transaction.ts';
import { runTask } from '#schema/tasks/run.ts';
import { startWebhooks } from '#modules/mail/start-webhooks.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import type { Who } from '#test/people.ts';
import { open, openDesk } from '#test/support/desk.ts';
import { until } from './post.ts';
import { isSigned, openReceiver, type Receiver } from './receiver.ts';

let gateway: Gateway;
let receiver: Receiver;
beforeAll(async () => {
  gateway = await openGateway(startWebhooks);
  await openDesk(gateway);
  gateway.app.config.privateWebhooks = true;
});
beforeEach(async () => {
  receiver = await openReceiver();
  return async () => {
    await gateway.app.db.webhookEndpoint.deleteMany();
    await receiver.stop();
  };
});
afterAll(() => {
  gateway.app.config.privateWebhooks = false;
});

const ADD = `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) {
  webhook { id databaseId url isActive eventTypes } secret } }`;
const DELIVERIES = `query ($id: ID!) { webhook(id: $id) { isActive failureCount deliveries {
  totalCount edges { node { id type state attempts responseStatus responseText payload } } } } }`;

const add = async (as: Who, input: object = {}) => {
  const { createWebhook } = await gateway.data(ADD, { input: { url: receiver.url, ...input } }, as);
  return createWebhook as { webhook: { id: string; databaseId: number }; secret: string };
};
const deliveries = async (id: string, as: Who = 'staff') => {
  const { webhook } = await gateway.data(DELIVERIES, { id }, as);
  return webhook.deliveries.edges.map(({ node }: { node: object }) => node) as {
    id: string;
    type: string;
    state: string;
    attempts: number;
    responseStatus: number | null;
    responseText: string;
  }[];
};
const bodies = () => receiver.arrived.map(({ body }) => JSON.parse(body) as Record<string, any>);

it('sends a signed event to whoever asked for it, and records the answer', async () => {
  const { webhook, secret } = await add('carol', { eventTypes: ['ticket.opened'] });
  const ticket = await open(gateway, 'carol');
  await until(() => receiver.arrived.length === 1);
  const [request] = receiver.arrived;
  expect(isSigned(request!, secret)).toBe(true);
  expect(bodies()[0]).toMatchObject({
    type: 'ticket.opened',
    data: { ticketId: ticket.databaseId, clientId: gateway.carol },
  });
  expect(request!.headers['webhook-id']).toBe(bodies()[0]!.id);
  await until(async () => (await deliveries(webhook.id, 'carol'))[0]?.state === 'DELIVERED');
  const [delivery] = await deliveries(webhook.id, 'carol');
  expect(delivery).toMatchObject({ attempts: 1, responseStatus: 200, responseText: 'thanks' });
});

it('shows the secret once, and never stores its text', async () => {
  const { webhook, secret } = await add('carol');
  const row = await gateway.app.db.webhookEndpoint.findUniqueOrThrow({
    where: { id: webhook.databaseId },
  });
  expect(secret).toMatch(/^whsec_/);
  expect(row.secretEncrypted).not.toContain(secret.slice(6, 20));
  const { rotateWebhookSecret } = await gateway.data(
    `mutation ($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) { secret } }`,
    { input: { webhookId: webhook.id } },
    'carol',
  );
  expect(rotateWebhookSecret.secret).not.toBe(secret);
  await open(gateway, 'carol');
  await until(() => receiver.arrived.length === 1);
  expect(isSigned(receiver.arrived[0]!, rotateWebhookSecret.secret)).toBe(true);
});

it('tells each owner of its own events only', async () => {
  const own = await openReceiver();
  try {
    await add('stranger', { url: own.url });
    await add('reseller');
    await open(gateway, 'carol');
    await open(gateway, 'rob');
    await open(gateway, 'stranger');
    await until(() => own.arrived.length === 1 && receiver.arrived.length === 1);
    expect(bodies()[0]!.data.clientId).toBe(gateway.rob);
    expect(JSON.parse(own.arrived[0]!.body).data.clientId).toBe(gateway.stranger);
  } finally {
    await own.stop();
  }
});

it('shows and changes webhooks for their owner and the company only', async () => {
  const { webhook } = await add('carol');
  const seen = async (as: Who) =>
    (await gateway.data('{ webhooks { totalCount } }', {}, as)).webhooks.totalCount;
  expect(
    await Promise.all((['carol', 'stranger', 'reseller', 'staff'] as const).map(seen)),
  ).toEqual([1, 0, 0, 1]);
  const UPDATE = `mutation ($input: UpdateWebhookInput!) { updateWebhook(input: $input) {
    webhook { isActive } } }`;
  const off = { webhookId: webhook.id, isActive: false };
  expect(codeOf(await gateway.ask(UPDATE, { input: off }, 'stranger'))).toBe('WEBHOOK_NOT_FOUND');
  await gateway.data(UPDATE, { input: off }, 'carol');
  await open(gateway, 'carol');
  const DELETE = `mutation ($input: DeleteWebhookInput!) { deleteWebhook(input: $input) {
    deletedId } }`;
  const input = { webhookId: webhook.id };
  expect(codeOf(await gateway.ask(DELETE, { input }, 'reseller'))).toBe('WEBHOOK_NOT_FOUND');
  await gateway.data(DELETE, { input }, 'carol');
  expect(receiver.arrived).toEqual([]);
});

it('refuses addresses that lead inside, and those that are none', async () => {
  gateway.app.config.privateWebhooks = false;
  try {
    for (const url of [
      receiver.url,
      'https://127.0.0.1/x',
      'https://localhost/x',
      'https://169.254.169.254/latest/meta-data',
      'https://[::1]/x',
      'https://user:password@example.com/x',
      'ftp://example.com/x',
      'javascript:alert(1)',
      'no address',
    ]) {
      const answer = await gateway.ask(ADD, { input: { url } }, 'carol');
      expect(codeOf(answer), url).toBe('WEBHOOK_ADDRESS_REFUSED');
      expect(answer.errors?.[0]?.extensions.field).toBe('url');
    }
  } finally {
    gateway.app.config.privateWebhooks = true;
  }
  const odd = { url: receiver.url, eventTypes: ['*'] };
  expect(codeOf(await gateway.ask(ADD, { input: odd }, 'carol'))).toBe('BAD_INPUT');
});

it('keeps what a receiver refuses and sends it again later, or when it is asked to', async () => {
  receiver.answer = (res) => void res.writeHead(503).end('not now');
  const { webhook } = await add('carol', { eventTypes: ['ticket.*'] });
  await open(gateway, 'carol');
  const [waiting] = await until(async () => {
    const found = await deliveries(webhook.id);
    return found[0]?.responseStatus === 503 && found;
  });
  expect(waiting).toMatchObject({ state: 'PENDING', attempts: 1, responseText: 'not now' });
  const row = await gateway.app.db.webhookDelivery.findFirstOrThrow();
  expect(row.nextAttemptAt!.getTime()).toBeGreaterThan(Date.now() + 20_000);

  receiver.answer = (res) => void res.writeHead(200).end('thanks');
  await gateway.data(
    `mutation ($input: ReplayWebhookDeliveryInput!) { replayWebhookDelivery(input: $input) {
      delivery { state } } }`,
    { input: { deliveryId: waiting!.id } },
    'carol',
  );
  await until(async () => (await deliveries(webhook.id))[0]?.state === 'DELIVERED');
  const ids = receiver.arrived.map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(1);
});

it('gives up after three days of growing pauses, and switches a hopeless webhook off', async () => {
  const provided = deliveryPauses;
  expect(provided).toEqual(provided.toSorted((one, other) => one - other));
  const days = provided.reduce((sum, pause) => sum + pause, 0) / 86_400;
  expect(days).toBeGreaterThan(3);
  expect(days).toBeLessThan(4);

  receiver.answer = (res) => void res.writeHead(500).end();
  const { webhook } = await add('carol');
  const { db } = gateway.app;
  await db.webhookEndpoint.update({ where: { id: webhook.databaseId }, data: { failures: 19 } });
  const pending = (n: number) => ({
    endpointId: webhook.databaseId,
    eventId: `made-up-${n}`,
    type: 'ticket.opened',
    payload: {},
    nextAttemptAt: new Date(Date.now() - 1_000),
  });
  const [last] = await db.webhookDelivery.createManyAndReturn({ data: [pending(1), pending(2)] });
  const begin = { id: last!.id, endpointId: webhook.databaseId };
  // The worker leaves it alone until twelve attempts were made; this is the one after the last pause.
  const taskId = await transaction(db, async (tx) => {
    const id = await beginDelivery(tx, begin);
    const nextAttemptAt = new Date(Date.now() + 60_000);
    await tx.task.update({ where: { id }, data: { attempts: provided.length, nextAttemptAt } });
    return id;
  });
  await runTask(gateway.app, taskId);
  const states = (await deliveries(webhook.id)).map(({ state }) => state);
  expect(states.toSorted()).toEqual(['ABANDONED', 'FAILED']);
  expect(await db.webhookEndpoint.findFirstOrThrow()).toMatchObject({ isActive: false });
});

it('lets a receiver that hangs delay nobody else', async () => {
  const hanging = await openReceiver();
  hanging.answer = () => {};
  try {
    await add('carol', { url: hanging.url });
    const { webhook } = await add('carol');
    const started = performance.now();
    for (let n = 0; n < 5; n += 1) await open(gateway, 'carol');
    await until(() => receiver.arrived.length === 5, 9);
    expect(performance.now() - started).toBeLessThan(9_500);
    expect(hanging.arrived).toHaveLength(1);
    expect(await deliveries(webhook.id)).toHaveLength(5);
  } finally {
    await hanging.stop();
  }
});

it('signs with the secret before as well, for a day after a change (F23)', async () => {
  const { webhook, secret } = await add('staff', { eventTypes: ['ticket.opened'] });
  const { rotateWebhookSecret } = await gateway.data(
    `mutation ($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) { secret } }`,
    { input: { webhookId: webhook.id } },
  );
  await open(gateway, 'carol');
  await until(() => receiver.arrived.length === 1);
  const [first] = receiver.arrived;
  expect(String(first!.headers['webhook-signature'])).toMatch(/^v1,\S{44} v1,\S{44}$/);
  expect(isSigned(first!, secret)).toBe(true);
  expect(isSigned(first!, rotateWebhookSecret.secret as string)).toBe(true);

  await gateway.app.db.webhookEndpoint.update({
    where: { id: webhook.databaseId },
    data: { previousSecretUntil: now() },
  });
  await open(gateway, 'carol');
  await until(() => receiver.arrived.length === 2);
  expect(isSigned(receiver.arrived[1]!, secret)).toBe(false);
  expect(isSigned(receiver.arrived[1]!, rotateWebhookSecret.secret as string)).toBe(true);
});
