import { now } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { WebhookDelivery, WebhookEndpoint } from '#generated/prisma/client.ts';
import { deliverWebhook } from '#providers/webhooks/deliver.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { transaction } from '#platform/database/transaction.ts';
import type { App } from '#schema/app.ts';
import { nextPause } from './pauses.ts';
import { secretContext, webhookBox } from './webhook-rules.ts';

/** The job that sends what waits for one webhook. */
export const pumpJob = 'webhook.pump';

/** How many deliveries one run of the job makes before others get their turn. */
const PER_RUN = 20;

/** How long a receiver may take, in milliseconds. */
const PATIENCE_MS = 10_000;

/** Failed deliveries in a row, one of them for three days, after which a webhook is switched off. */
const HOPELESS = 20;

/**
 * Wakes the pump of one webhook. Each has its own, and it does one delivery at a time: a receiver
 * that hangs keeps one job waiting for a few seconds, and nobody else.
 */
export async function wakePump(
  app: App,
  tx: Tx | Db,
  endpointId: number,
  at?: Date,
): Promise<void> {
  const minute = at ? `:${Math.ceil(at.getTime() / 60_000)}` : '';
  await app.jobs.send(
    tx,
    pumpJob,
    { endpointId },
    { singletonKey: `${endpointId}${minute}`, ...(at && { startAfter: at }) },
  );
}

/** The webhooks this process is sending to, and whether there is news for them meanwhile. */
const sending = new Map<string, { again: boolean }>();

/**
 * Sends what is due to one webhook, the oldest first; stops at the first that does not arrive. One
 * at a time: a job that comes while another is at it leaves word and goes.
 */
export async function pumpWebhook(app: App, endpointId: number): Promise<void> {
  const key = `${app.config.dataDir} ${endpointId}`;
  const running = sending.get(key);
  if (running) {
    running.again = true;
    return;
  }
  const mine = { again: true };
  sending.set(key, mine);
  try {
    while (mine.again) {
      mine.again = false;
      if (!(await sendDue(app, endpointId))) return;
    }
  } finally {
    sending.delete(key);
  }
}

/** Sends what is due, a number at most; whether everything arrived. */
async function sendDue(app: App, endpointId: number): Promise<boolean> {
  const { db } = app;
  const endpoint = await db.webhookEndpoint.findUnique({ where: { id: endpointId } });
  if (!endpoint?.isActive) return false;
  for (let sent = 0; sent < PER_RUN; sent += 1) {
    const delivery = await db.webhookDelivery.findFirst({
      where: { endpointId, state: 'PENDING', nextAttemptAt: { lte: now() } },
      orderBy: { id: 'asc' },
    });
    if (!delivery) return true;
    if (!(await deliverOne(app, endpoint, delivery))) return false;
  }
  await wakePump(app, db, endpointId);
  return true;
}

/** Tries one delivery; whether it arrived. */
async function deliverOne(
  app: App,
  endpoint: WebhookEndpoint,
  delivery: WebhookDelivery,
): Promise<boolean> {
  const { id, attempts } = delivery;
  // Counted before it is sent: of two processes that see it at once one does it.
  const { count } = await app.db.webhookDelivery.updateMany({
    where: { id, state: 'PENDING', attempts },
    data: { attempts: attempts + 1, nextAttemptAt: new Date(now().getTime() + 2 * PATIENCE_MS) },
  });
  if (count === 0) return true;
  const { status, text, delivered } = await send(app, endpoint, delivery);
  const answer = { responseStatus: status, responseText: text.slice(0, 1_000) };
  if (!delivered) {
    await failed(app, endpoint, { ...delivery, attempts: attempts + 1 }, answer);
    return false;
  }
  await app.db.webhookDelivery.update({
    where: { id },
    data: { ...answer, state: 'DELIVERED', deliveredAt: now(), nextAttemptAt: null },
  });
  await app.db.webhookEndpoint.updateMany({
    where: { id: endpoint.id, failures: { gt: 0 } },
    data: { failures: 0 },
  });
  return true;
}

async function send(
  app: App,
  { id, url, secretEncrypted }: WebhookEndpoint,
  delivery: WebhookDelivery,
) {
  try {
    const answer = await deliverWebhook({
      url,
      secrets: [webhookBox(app).decrypt(secretEncrypted, secretContext(id))],
      id: delivery.eventId,
      sentAt: now(),
      body: JSON.stringify(delivery.payload),
      timeoutMs: PATIENCE_MS,
      allowPrivate: app.config.privateWebhooks,
    });
    return { ...answer, text: answer.text.replaceAll('\u0000', '') };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { delivered: false, status: null, text: error.message };
  }
}

interface Answer {
  responseStatus: number | null;
  responseText: string;
}

/** Leaves a delivery for later, or gives it up after three days; a hopeless webhook is switched off. */
async function failed(
  app: App,
  endpoint: WebhookEndpoint,
  { id, attempts }: WebhookDelivery,
  answer: Answer,
): Promise<void> {
  const pause = nextPause(attempts);
  await transaction(app.db, async (tx) => {
    const { failures } = await tx.webhookEndpoint.update({
      where: { id: endpoint.id },
      data: { failures: { increment: 1 } },
    });
    if (pause !== null) {
      const nextAttemptAt = new Date(now().getTime() + pause * 1_000);
      await tx.webhookDelivery.update({ where: { id }, data: { ...answer, nextAttemptAt } });
      return wakePump(app, tx, endpoint.id, nextAttemptAt);
    }
    const state = 'FAILED' as const;
    await tx.webhookDelivery.update({
      where: { id },
      data: { ...answer, state, nextAttemptAt: null },
    });
    if (failures >= HOPELESS) await switchOff(tx, endpoint.id);
  });
}

async function switchOff(tx: Tx, id: number): Promise<void> {
  await tx.webhookEndpoint.update({
    where: { id },
    data: { isActive: false, disabledAt: now() },
  });
  await tx.webhookDelivery.updateMany({
    where: { endpointId: id, state: 'PENDING' },
    data: { state: 'ABANDONED', nextAttemptAt: null },
  });
}
