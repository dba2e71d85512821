import { systemAction } from '#schema/system-action.ts';
import type { Tx } from '#platform/database/client.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import type { App } from '#schema/app.ts';
import { completeUpgrade } from './upgrades/complete-upgrade.ts';
import { setUpOrder } from './set-up-order.ts';

const setUpJob = 'orders.set-up';
const upgradeJob = 'orders.upgrade';

/** What orders do by themselves: once placed, and once paid, what is due of them is set up. */
export async function startOrders(app: App): Promise<void> {
  await app.jobs.define<{ orderId: number }>(setUpJob, { concurrency: 4 }, ({ orderId }) =>
    setUpOrder(app, orderId),
  );
  await app.jobs.define<{ upgradeId: number }>(upgradeJob, { concurrency: 4 }, async (input) => {
    await systemAction(app, { action: upgradeJob, input }, (work) =>
      completeUpgrade(work, input.upgradeId),
    );
  });
  await app.outbox.consume({
    name: 'orders',
    types: ['order.placed', 'order.fraudChecked', 'invoice.paid'],
    handle: (event, tx) => onEvent(app, event, tx),
  });
}

async function onEvent(app: App, { type, payload }: PublishedEvent, tx: Tx): Promise<void> {
  const { orderId, invoiceId } = payload as { orderId?: number; invoiceId?: number };
  const placed = type === 'order.placed' || type === 'order.fraudChecked';
  if (placed && orderId) await app.jobs.send(tx, setUpJob, { orderId });
  if (type !== 'invoice.paid' || !invoiceId) return;
  const orders = await tx.order.findMany({
    where: { invoiceId, status: 'PENDING' },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  for (const { id } of orders) await app.jobs.send(tx, setUpJob, { orderId: id });
  const upgrades = await tx.serviceUpgrade.findMany({
    where: { invoiceId, status: 'PENDING' },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  for (const { id } of upgrades) await app.jobs.send(tx, upgradeJob, { upgradeId: id });
}
