import { now } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { GatewayNotification, WebhookHeaders } from '#providers/gateways/gateway.ts';
import type { App } from '#schema/app.ts';
import { systemAction } from '#schema/system-action.ts';
import { isUnfinished } from '#schema/tasks/cancel.ts';
import { finishTask } from '#schema/tasks/run.ts';
import type { Work } from '#schema/work.ts';
import { connectGateway } from './connect-gateway.ts';
import { beginGatewayEvent, gatewayEventTask, isHandled } from './gateway-event-task.ts';

/** A message that came in at a gateway's address, as it came. */
export interface Delivery {
  /** Name of the gateway's account. */
  account: string;
  rawBody: Uint8Array;
  headers: WebhookHeaders;
  requestId: string;
}

/**
 * Takes a gateway's message: verified by the gateway's own means, stored, and booked by a task once,
 * however often the message comes. One that failed is tried again when it comes again.
 * @returns whether there is such a gateway
 * @throws WebhookRejected when its signature or its payment does not fit
 * @throws ProviderError when the gateway could not be asked: it is tried again by itself, and the
 * gateway may send the message again
 */
export async function receiveGatewayEvent(app: App, delivery: Delivery): Promise<boolean> {
  const { account, rawBody, headers, requestId } = delivery;
  const row = await app.db.gateway.findUnique({
    where: { label: account },
    select: { id: true, label: true, module: true, settingsEncrypted: true, isTestMode: true },
  });
  if (!row?.settingsEncrypted) return false;
  const gateway = await connectGateway(app, row);
  const event = await gateway.parseWebhook(rawBody, headers);
  if (event.kind === 'OTHER' || event.reference === null) return true;
  const input = { gateway: account, event: event.id, type: event.kind };
  const { result, tasks } = await systemAction(
    app,
    { action: 'gateway.event', input, requestId },
    (work) => store(work, row.id, event),
  );
  if (result === null) return true;
  // A new one has had its first attempt by now; one that waited makes its next.
  const task = tasks[0] ?? (await finishTask(app, result));
  if (task.state === 'QUEUED' || task.state === 'UNKNOWN')
    throw new ProviderError('UNKNOWN', task.message);
  // What it began, such as the capture of an approved order, is part of the answer.
  const next = await app.db.task.findMany({ where: { parentId: task.id }, select: { id: true } });
  for (const { id } of next) await finishTask(app, Number(id));
  return true;
}

/** Stores a message; gives the task that books it, or null where it was booked before. */
async function store(
  work: Work,
  gatewayId: number,
  event: GatewayNotification,
): Promise<number | null> {
  const { tx } = work;
  const { id: eventRef, kind: type, occurredAt, ...rest } = event;
  const payload = { ...rest, occurredAt: occurredAt.toISOString() };
  // A second delivery waits here until the first one is stored, and is then known.
  const [stored] = await tx.gatewayEvent.createManyAndReturn({
    data: [{ gatewayId, eventRef, type, payload, receivedAt: now() }],
    skipDuplicates: true,
    select: { id: true },
  });
  if (stored) return beginGatewayEvent(work, stored.id);
  const known = await tx.gatewayEvent.findUniqueOrThrow({
    where: { gatewayId_eventRef: { gatewayId, eventRef } },
  });
  if (isHandled(known)) return null;
  const task = await tx.task.findFirst({
    where: { kind: gatewayEventTask.kind, subjectType: 'GatewayEvent', subjectId: known.id },
    orderBy: { id: 'desc' },
  });
  return task && isUnfinished(task) ? Number(task.id) : beginGatewayEvent(work, known.id);
}
