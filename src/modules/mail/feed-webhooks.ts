import { matchNone } from '#modules/access/visible.ts';
import { now } from '#core/clock.ts';
import { onceFor } from '#core/once-for.ts';
import { ACCESS_CHANGED, heardByCustomers, isInternal } from '#core/events.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import type { App } from '#schema/app.ts';
import { beginDelivery } from './deliver-webhook.ts';
import { isShownToClient } from './shown-to-client.ts';
import type { Reading } from './topic.ts';

/** Hands an event to every webhook that may hear it and wants to. */
export async function feedWebhooks({ app, tx }: Reading, event: PublishedEvent): Promise<void> {
  if (event.type === ACCESS_CHANGED || !(await isAnyActive(tx))) return;
  const endpoints = await tx.webhookEndpoint.findMany({
    where: { isActive: true, OR: [matchNone, ...hearers(event)] },
    select: { id: true, events: true, clientId: true },
    orderBy: { id: 'asc' },
  });
  const payloadOf = (clientId: number | null) =>
    clientId === null ? event.payload : heardByCustomers(event.type, event.payload);
  const wanting: typeof endpoints = [];
  for (const endpoint of endpoints) {
    const { events, clientId } = endpoint;
    if (!wants(events, event.type) || payloadOf(clientId) === null) continue;
    if (clientId === null || (await isShownToClient(tx, event, clientId))) wanting.push(endpoint);
  }
  if (wanting.length === 0) return;
  const rows = await tx.webhookDelivery.createManyAndReturn({
    data: wanting.map(({ id, clientId }) => ({
      endpointId: id,
      eventId: String(event.id),
      type: event.type,
      payload: bodyOf(app, { ...event, payload: payloadOf(clientId) as typeof event.payload }),
      nextAttemptAt: now(),
      createdAt: now(),
    })),
    skipDuplicates: true,
    select: { id: true, endpointId: true },
  });
  for (const row of rows) await beginDelivery(tx, row);
}

/** Whether there is a webhook at all; asked once for the events of one transaction. */
const isAnyActive = onceFor(
  async (tx: Reading['tx']): Promise<boolean> =>
    (await tx.webhookEndpoint.findFirst({ where: { isActive: true }, select: { id: true } })) !==
    null,
);

/** The company hears everything, a reseller what concerns its customers, a client what concerns it. */
function hearers(event: PublishedEvent): Prisma.WebhookEndpointWhereInput[] {
  const company = { clientId: null, resellerId: null };
  const reseller = event.resellerId === null ? [] : [{ resellerId: event.resellerId }];
  const client =
    event.clientId === null || isInternal(event.type) ? [] : [{ clientId: event.clientId }];
  return [company, ...reseller, ...client];
}

const wants = (events: readonly string[], type: string) =>
  events.length === 0 ||
  events.includes(type) ||
  events.includes(`${type.slice(0, type.indexOf('.'))}.*`);

const bodyOf = (
  { outbox }: App,
  { id, type, at, position, payload }: PublishedEvent,
): Prisma.InputJsonObject => ({
  id: String(id),
  type,
  timestamp: at.toISOString(),
  cursor: outbox.cursorOf(position),
  data: payload as Prisma.InputJsonObject,
});
