import { now } from '#core/clock.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { cancel } from '#modules/billing/invoices/cancel.ts';
import { isOpen, openInvoiceStatuses } from '#modules/billing/invoices/invoice-status.ts';
import { lockInvoice } from '#modules/billing/invoices/lock.ts';
import type { LifeEvent, Status } from '#modules/domains/life/life-cycle.ts';
import { step } from '#modules/domains/life/lock-for-transition.ts';
import { returnStock } from '#modules/catalog/products/stock.ts';
import { endAddonAccount } from '#modules/services/life/end-addon.ts';
import { endService } from '#modules/services/life/end-service.ts';
import { livingStatuses } from '#modules/services/service-status.ts';
import type { Work } from '#schema/work.ts';
import { cancelUpgrades } from './upgrades/complete-upgrade.ts';
import type { VisibleOrder } from './visible.ts';

/**
 * Ends an order: what it holds is cancelled (or marked fraudulent), stock and promotion are given
 * back, an invoice that is still owed is cancelled. An account that was made for it already is removed by its module.
 */
export async function callOff(
  work: Work,
  { id, promotionId }: VisibleOrder,
  status: 'CANCELLED' | 'FRAUD',
): Promise<void> {
  const { tx } = work;
  await tx.order.update({ where: { id }, data: { status, cancelledAt: now() } });
  const services = await tx.service.findMany({
    where: { orderId: id, status: { in: livingStatuses } },
    select: { id: true, clientId: true, productId: true, quantity: true, hasAccount: true },
  });
  for (const service of services) {
    await returnStock(tx, service.productId, service.quantity);
    if (service.hasAccount && status === 'CANCELLED') await endService(work, service.id, status);
    // A fraudulent service keeps its account as evidence until staff terminate it.
    else await mark(work, service, status);
  }
  await callOffAddons(work, id, status);
  await endDomains(work, id, status);
  await cancelUpgrades(work, id);
  const { count } = await tx.promotionUse.deleteMany({ where: { orderId: id } });
  if (count && promotionId !== null)
    await tx.promotion.updateMany({
      where: { id: promotionId, uses: { gt: 0 } },
      data: { uses: { decrement: 1 } },
    });
  await cancelItsInvoice(work, id);
}

async function mark(
  { tx, announce }: Work,
  { id: serviceId, clientId }: { id: number; clientId: number },
  status: 'CANCELLED' | 'FRAUD',
): Promise<void> {
  await tx.service.update({ where: { id: serviceId }, data: { status } });
  announce('service.changed', { serviceId, clientId, changed: ['status'] });
}

async function callOffAddons(
  work: Work,
  orderId: number,
  status: 'CANCELLED' | 'FRAUD',
): Promise<void> {
  const addons = await work.tx.serviceAddon.updateManyAndReturn({
    where: { orderId, status: { in: livingStatuses } },
    data: { status },
    select: { id: true },
  });
  if (status === 'FRAUD') return;
  for (const { id } of addons) await endAddonAccount(work, id, status);
}

/** Statuses in which a registry knows a domain, or is about to. */
const atRegistry: Status[] = [
  'PENDING_REGISTRATION',
  'PENDING_TRANSFER',
  'ACTIVE',
  'GRACE',
  'REDEMPTION',
];

/**
 * Ends the domains of an order. A fraudulent one is Fraud whatever it was: it is renewed and billed
 * no more, and its open invoices are cancelled. Of a cancelled order only what nobody has
 * registered yet is called off; the registry's own run on.
 */
async function endDomains(work: Work, orderId: number, status: 'CANCELLED' | 'FRAUD') {
  if (status === 'CANCELLED') return stepDomains(work, orderId, ['PENDING'], 'cancelled');
  const domains = await work.tx.domain.findMany({
    where: { orderId, status: { in: ['PENDING', ...atRegistry] } },
    select: { id: true },
  });
  await stepDomains(work, orderId, ['PENDING', ...atRegistry], 'foundFraudulent');
  const ids = domains.map(({ id }) => id);
  await work.tx.domain.updateMany({ where: { id: { in: ids } }, data: { autoRenew: false } });
  const invoices = await work.tx.invoice.findMany({
    where: {
      status: { in: openInvoiceStatuses },
      items: {
        some: { domainId: { in: ids } },
        every: { OR: [{ domainId: { in: ids } }, { type: 'LATE_FEE' }] },
      },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of invoices) await cancel(work, await lockInvoice(work.tx, id));
}

/** Takes the domains of an order one step along their lives, each told of. */
export async function stepDomains(
  work: Work,
  orderId: number,
  from: Status[],
  event: LifeEvent,
  more: Prisma.DomainWhereInput = {},
): Promise<void> {
  const domains = await work.tx.domain.findMany({
    where: { ...more, orderId, status: { in: from } },
    orderBy: { id: 'asc' },
    select: { id: true, clientId: true, status: true },
  });
  for (const domain of domains) await step(work, domain, event);
}

/** Nothing is owed any more for what will not come; a paid invoice stays for staff to refund. */
export async function cancelItsInvoice(work: Work, orderId: number): Promise<void> {
  const { invoiceId } = await work.tx.order.findUniqueOrThrow({
    where: { id: orderId },
    select: { invoiceId: true },
  });
  if (invoiceId === null) return;
  const invoice = await lockInvoice(work.tx, invoiceId);
  if (isOpen(invoice.status)) await cancel(work, invoice);
}
