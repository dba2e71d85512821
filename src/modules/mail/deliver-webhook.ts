import { now } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { Prisma, WebhookDelivery, WebhookEndpoint } from '#generated/prisma/client.ts';
import { deliverWebhook } from '#providers/webhooks/deliver.ts';
import type { Tx } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import { beginByWorker } from '#schema/tasks/begin.ts';
import { taskKind } from '#schema/tasks/kind.ts';
import { deliveryPauses } from './pauses.ts';
import { secretContext, webhookBox } from './webhook-rules.ts';

/** How long a receiver may take, in milliseconds. */
const PATIENCE_MS = 10_000;

/** Failed deliveries in a row, one of them for three days, after which a webhook is switched off. */
const HOPELESS = 20;

interface Which {
  deliveryId: number;
}

interface Answer {
  status: number | null;
  text: string;
}

/**
 * Sends an event to a webhook. Its subject is the webhook: it is sent one delivery at a time, and a
 * receiver that hangs holds up nobody else.
 */
export const sendWebhook = taskKind<Which, { answer: Answer | null }>({
  kind: 'webhook.deliver',
  // A receiver knows an event again by its id.
  resendable: true,
  isQuiet: true,
  isOptIn: true,
  concurrency: 10,
  timeoutMs: 2 * PATIENCE_MS,
  retry: { interactive: 'queue', hours: 96, pauses: deliveryPauses, exhausted: 'CANCELLED' },
  go: async ({ app }, { deliveryId }) => {
    const delivery = await app.db.webhookDelivery.findUnique({
      where: { id: deliveryId },
      include: { endpoint: true },
    });
    if (delivery?.state !== 'PENDING' || !delivery.endpoint.isActive) return { answer: null };
    const { delivered, ...answer } = await send(app, delivery.endpoint, delivery);
    if (delivered) return { answer };
    throw new Undelivered(answer);
  },
  after: async ({ tx }, { deliveryId }, { answer }, { attempts }) => {
    if (!answer) return;
    const [row] = await tx.webhookDelivery.updateManyAndReturn({
      where: { id: deliveryId },
      data: {
        state: 'DELIVERED',
        responseStatus: answer.status,
        responseText: answer.text,
        deliveredAt: now(),
        nextAttemptAt: null,
        attempts,
      },
    });
    const where = { id: row?.endpointId ?? -1, failures: { gt: 0 } };
    await tx.webhookEndpoint.updateMany({ where, data: { failures: 0 } });
  },
  delayed: async ({ tx }, { deliveryId }, { cause }, { attempts, nextAttemptAt }) => {
    await countFailure(tx, deliveryId, { ...answerIn(cause), attempts, nextAttemptAt });
  },
  failed: async ({ tx }, { deliveryId }, { cause }, { attempts }) => {
    const end = { ...answerIn(cause), attempts, nextAttemptAt: null, state: 'FAILED' as const };
    const endpoint = await countFailure(tx, deliveryId, end);
    if (endpoint && endpoint.failures >= HOPELESS) await switchOff(tx, endpoint.id);
  },
});

/** Whatever a receiver answered, it has not taken the event. */
class Undelivered extends ProviderError {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super('NOT_SENT', answer.text || `The receiver answered ${answer.status}.`);
    this.answer = answer;
  }
}

const answerIn = (cause: unknown) =>
  cause instanceof Undelivered
    ? { responseStatus: cause.answer.status, responseText: cause.answer.text }
    : {};

/** Has a delivery sent by a worker. */
export const beginDelivery = (
  tx: Tx,
  { id, endpointId }: { id: number | bigint; endpointId: number },
): Promise<number> =>
  beginByWorker(tx, sendWebhook, {
    subject: { type: 'WebhookEndpoint', id: endpointId },
    clientId: null,
    input: { deliveryId: Number(id) },
  });

async function send(
  app: App,
  endpoint: WebhookEndpoint,
  delivery: WebhookDelivery,
): Promise<Answer & { delivered: boolean }> {
  try {
    const { delivered, status, text } = await deliverWebhook({
      url: endpoint.url,
      secrets: secretsOf(app, endpoint),
      id: delivery.eventId,
      sentAt: now(),
      body: JSON.stringify(delivery.payload),
      timeoutMs: PATIENCE_MS,
      allowPrivate: app.config.privateWebhooks,
    });
    return { delivered, status, text: text.replaceAll('\u0000', '').slice(0, 1_000) };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { delivered: false, status: null, text: error.message };
  }
}

/** What signs a delivery: the secret, and the one before for as long as receivers may have that. */
function secretsOf(app: App, endpoint: WebhookEndpoint): string[] {
  const { id, secretEncrypted, previousSecretEncrypted, previousSecretUntil: until } = endpoint;
  const stored = [secretEncrypted, ...(until && until > now() ? [previousSecretEncrypted] : [])];
  return stored.flatMap((text) => (text ? [webhookBox(app).decrypt(text, secretContext(id))] : []));
}

/** Counts a failure of the webhook; gives it as it is then. */
async function countFailure(
  tx: Tx,
  id: number,
  data: Prisma.WebhookDeliveryUpdateManyMutationInput,
): Promise<WebhookEndpoint | undefined> {
  const where = { id, state: 'PENDING' as const };
  const [row] = await tx.webhookDelivery.updateManyAndReturn({ where, data });
  if (!row) return undefined;
  const [endpoint] = await tx.webhookEndpoint.updateManyAndReturn({
    where: { id: row.endpointId },
    data: { failures: { increment: 1 } },
  });
  return endpoint;
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
