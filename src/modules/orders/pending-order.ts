import { keyOf } from '#core/ids.ts';
import { lockInvoice } from '#modules/billing/invoices/lock.ts';
import { makeAgain } from '#modules/billing/invoices/make-again.ts';
import { reopenCancelled } from '#modules/billing/invoices/reopen.ts';
import { countPromotionUse, takeStock } from '#modules/catalog/products/stock.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { stepDomains } from './call-off.ts';
import { mayOrderGo } from './order-edges.ts';
import { requireNoUpgrade } from './upgrades/complete-upgrade.ts';
import { orderPayload, whichOrder } from './order-payload.ts';
import { type VisibleOrder, orderFor } from './visible.ts';

command('pendingOrder', {
  legacy: 'PendingOrder',
  description:
    'Set an order, and what it holds and was not set up, back to pending. What a called off order was billed is owed again: its cancelled invoice is opened, a refunded one is made anew.',
  permission: 'orders:write',
  input: whichOrder,
  errors: [
    'ORDER_NOT_FOUND',
    'ORDER_STATUS_WRONG',
    'STOCK_EXCEEDED',
    'PROMOTION_EXHAUSTED',
    'PROMOTION_ALREADY_USED',
  ],
  run: async (work, { orderId }) => {
    const order = await orderFor(work, keyOf(orderId));
    const { id, clientId, status } = order;
    if (status === 'PENDING') return { orderId: id };
    if (!mayOrderGo(status, 'PENDING'))
      work.fail('ORDER_STATUS_WRONG', `The order is ${status.toLowerCase()}.`);
    if (status !== 'ACTIVE') await takeAgain(work, order);
    await setPending(work, id);
    work.announce('order.markedPending', { orderId: id, clientId });
    return { orderId: id };
  },
  payload: orderPayload,
});

/** Takes what calling the order off gave back; it may be gone by now. */
async function takeAgain(work: Work, { id, clientId, promotionId }: VisibleOrder): Promise<void> {
  const { tx } = work;
  await requireNoUpgrade(work, id);
  const services = await tx.service.findMany({
    where: { orderId: id, status: { in: ['CANCELLED', 'FRAUD'] } },
    orderBy: { productId: 'asc' },
  });
  for (const { productId, quantity } of services) await takeStock(tx, productId, quantity);
  await oweAgain(work, id);
  if (promotionId === null) return;
  await countPromotionUse(tx, promotionId, clientId);
  const { currencyCode } = await tx.order.findUniqueOrThrow({ where: { id } });
  await tx.promotionUse.create({ data: { promotionId, clientId, orderId: id, currencyCode } });
}

/** What was called off costs again what it cost: its invoice is opened again, or made anew. */
async function oweAgain(work: Work, orderId: number): Promise<void> {
  const { tx } = work;
  const { invoiceId } = await tx.order.findUniqueOrThrow({ where: { id: orderId } });
  if (invoiceId === null) return;
  const invoice = await lockInvoice(tx, invoiceId);
  if (invoice.status === 'CANCELLED') await reopenCancelled(work, invoice);
  if (invoice.status !== 'REFUNDED') return;
  const data = { invoiceId: await makeAgain(work, invoiceId) };
  await tx.order.update({ where: { id: orderId }, data });
}

async function setPending(work: Work, orderId: number): Promise<void> {
  const { tx } = work;
  const data = { status: 'PENDING', acceptedAt: null, cancelledAt: null } as const;
  await tx.order.update({ where: { id: orderId }, data });
  const back = { in: ['ACTIVE', 'CANCELLED', 'FRAUD'] as ('ACTIVE' | 'CANCELLED' | 'FRAUD')[] };
  // What has an account stays as it is: the account is there, whatever is said of the order. One
  // that was kept as evidence runs again, or is suspended as it was.
  await tx.service.updateMany({
    where: { orderId, hasAccount: false, status: back },
    data: { status: 'PENDING', terminatedAt: null },
  });
  await tx.serviceAddon.updateMany({
    where: { orderId, hasAccount: false, status: back },
    data: { status: 'PENDING' },
  });
  const evidence = { orderId, hasAccount: true, status: 'FRAUD' } as const;
  await tx.serviceAddon.updateMany({ where: evidence, data: { status: 'ACTIVE' } });
  const suspended = { ...evidence, suspendedAt: { not: null } };
  await tx.service.updateMany({ where: suspended, data: { status: 'SUSPENDED' } });
  await tx.service.updateMany({ where: evidence, data: { status: 'ACTIVE' } });
  await stepDomains(work, orderId, ['FRAUD'], 'reinstated', { expiresOn: { not: null } });
  await stepDomains(work, orderId, ['CANCELLED', 'FRAUD'], 'reopened');
}
