import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, useSystemClock } from '#core/clock.ts';
import { deliveryPauses } from '#modules/mail/pauses.ts';
import { startWebhooks } from '#modules/mail/start-webhooks.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { open, openDesk } from '#test/support/desk.ts';
import { until } from './post.ts';
import { openReceiver, type Receiver } from './receiver.ts';

let gateway: Gateway;
let bad: Receiver;
let good: Receiver;
let badId: string;
beforeAll(async () => {
  gateway = await openGateway(startWebhooks);
  await openDesk(gateway);
  gateway.app.config.privateWebhooks = true;
  [bad, good] = [await openReceiver(), await openReceiver()];
  badId = await add(bad.url);
  await add(good.url);
});
afterAll(async () => {
  useSystemClock();
  gateway.app.config.privateWebhooks = false;
  await Promise.all([bad.stop(), good.stop()]);
});

async function add(url: string): Promise<string> {
  const input = { url, eventTypes: ['ticket.opened'] };
  const { createWebhook } = await gateway.data(
    `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } } }`,
    { input },
    'carol',
  );
  return createWebhook.webhook.id;
}

const shown = async () => {
  const { webhook } = await gateway.data(
    `query ($id: ID!) { webhook(id: $id) { isActive failureCount deliveries {
      nodes { id state attempts responseStatus responseText nextAttemptAt } } } }`,
    { id: badId },
    'carol',
  );
  return webhook as {
    isActive: boolean;
    failureCount: number;
    deliveries: { nodes: Delivery[] };
  };
};
interface Delivery {
  id: string;
  state: string;
  attempts: number;
  responseStatus: number | null;
  responseText: string;
  nextAttemptAt: string | null;
}
const failures = async (count: number) =>
  until(async () => {
    const webhook = await shown();
    return webhook.failureCount === count && webhook;
  }, 30);

/** Says yes, and then one byte and no more: a minute is longer than anybody waits. */
const trickle = (response: ServerResponse) =>
  void response.writeHead(200, { 'content-length': '1000' }).write('a');

it('is given ten seconds, shown as failing, tried by its pauses for a day, and recovers alone', async () => {
  bad.answer = () => {};
  await open(gateway, 'carol');
  await until(() => good.arrived.length === 1, 5);
  const first = await failures(1);
  expect(first).toMatchObject({
    isActive: true,
    deliveries: { nodes: [{ state: 'PENDING', attempts: 1, responseStatus: null }] },
  });
  expect(first.deliveries.nodes[0]!.responseText).toContain('did not answer');

  // A simulated day: pauses of 30 s … 6 h have passed when the seventh begins.
  bad.answer = trickle;
  let passed = 0;
  for (const pause of deliveryPauses.slice(0, 3)) {
    const { deliveries, failureCount } = await shown();
    const wait = (Date.parse(deliveries.nodes[0]!.nextAttemptAt!) - Date.now()) / 1_000 - passed;
    expect(Math.abs(wait - pause)).toBeLessThan(30);
    advance({ seconds: pause });
    passed += pause;
    gateway.app.tasks.wake();
    await failures(failureCount + 1);
  }
  advance({ hours: 24 });
  bad.answer = (response) => void response.writeHead(200).end('x'.repeat(10 << 20));
  gateway.app.tasks.wake();
  const recovered = await until(async () => {
    const webhook = await shown();
    return webhook.deliveries.nodes[0]!.state === 'DELIVERED' && webhook;
  }, 30);
  expect(recovered).toMatchObject({ isActive: true, failureCount: 0 });
  // Of 10 MB a thousand characters are kept.
  expect(recovered.deliveries.nodes[0]!.responseText).toHaveLength(1_000);
  expect(new Set(bad.arrived.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
}, 120_000);

it('holds up nobody else, however much lies before it', async () => {
  bad.answer = () => {};
  const before = good.arrived.length;
  const began = performance.now();
  for (let count = 0; count < 15; count += 1) await open(gateway, 'carol');
  await until(() => good.arrived.length === before + 15, 10);
  const seconds = (performance.now() - began) / 1_000;
  // Less than the receiver that hangs is given for one delivery.
  expect(seconds).toBeLessThan(10);
  const { deliveries } = await shown();
  expect(deliveries.nodes.filter(({ state }) => state === 'PENDING')).toHaveLength(15);
}, 60_000);
