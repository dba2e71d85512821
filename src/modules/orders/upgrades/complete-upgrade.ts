import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import type { Prisma, ServiceUpgrade } from '#generated/prisma/client.ts';
import { isModule } from '#modules/services/servers/module.ts';
import { releasePeriodsFrom } from '#modules/billing/ledger/move-on.ts';
import { giveUnusedBack } from '#modules/billing/ledger/give-unused-back.ts';
import { returnStock } from '#modules/catalog/products/stock.ts';
import { beforeDelivery } from '#modules/services/life/delivery.ts';
import { beginAction } from '#modules/services/module-actions/begin-action.ts';
import { changeModule } from '#modules/services/module-actions/change-module.ts';
import { changePackage } from '#modules/services/module-actions/module-actions.ts';
import { serviceFor } from '#modules/services/visible.ts';
import type { Work } from '#schema/work.ts';
import type { Choice } from './upgrade-terms.ts';

const columns = {
  id: true,
  clientId: true,
  status: true,
  quantity: true,
  hasAccount: true,
  nextDueOn: true,
  product: { select: { serverModule: true } },
} satisfies Prisma.ServiceSelect;

/**
 * Makes the change that was ordered: product, cycle, options and price of the service, what is left
 * of the old price as credit, the order accepted; its panel changes the package after the commit.
 * The reference refuses no pair of products that staff made an upgrade path, so one to another
 * server module is recorded too, and moving the account is left to staff. Done already, nothing
 * happens.
 */
export async function completeUpgrade(work: Work, upgradeId: number): Promise<void> {
  const { tx, announce } = work;
  const [upgrade] = await tx.serviceUpgrade.updateManyAndReturn({
    where: { id: upgradeId, status: 'PENDING' },
    data: { status: 'COMPLETED', completedAt: now() },
  });
  if (!upgrade) return;
  await beforeDelivery(work, { type: 'ServiceUpgrade', id: upgradeId });
  const { clientId, orderId } = upgrade;
  const service = await serviceFor(work, upgrade.serviceId, columns);
  await changeService(work, upgrade, service.nextDueOn);
  if (upgrade.kind === 'PRODUCT') await returnStock(tx, upgrade.fromProductId, service.quantity);
  if (upgrade.credit.greaterThan(0)) await giveUnusedBack(work, upgrade);
  const changed = ['productId', 'billingCycle', 'recurring', 'configOptions'];
  announce('service.changed', { serviceId: service.id, clientId, changed });
  if (orderId !== null) await acceptIts(work, orderId, clientId);
  const { serverModule } = await tx.product.findUniqueOrThrow({
    where: { id: upgrade.toProductId },
    select: { serverModule: true },
  });
  const before = service.product.serverModule;
  if (serverModule !== before) return changeModule(work, service.id, before);
  const runs = service.hasAccount && ['ACTIVE', 'SUSPENDED'].includes(service.status);
  if (runs && isModule(work.app, serverModule))
    await beginAction(work, changePackage, { serviceId: service.id });
}

async function changeService({ tx }: Work, upgrade: ServiceUpgrade, due: Date | null) {
  const { serviceId, toProductId, fromCycle, toCycle, toRecurringAmount, configChanges } = upgrade;
  const goesOn = fromCycle === toCycle && due !== null && due > upgrade.startOn!;
  const nextDueOn = goesOn ? due : upgrade.endOn;
  const order = await tx.order.findUnique({
    where: { id: upgrade.orderId ?? -1 },
    select: { promotion: { select: { id: true, isRecurring: true, recurForCycles: true } } },
  });
  const promotion = order?.promotion?.isRecurring ? order.promotion : null;
  await tx.service.update({
    where: { id: serviceId },
    data: {
      productId: toProductId,
      billingCycle: toCycle,
      recurringAmount: toRecurringAmount,
      ...(!goesOn && { nextDueOn, nextInvoiceOn: nextDueOn, billingDay: upgrade.toBillingDay }),
      ...(promotion && {
        promotionId: promotion.id,
        promotionCyclesLeft: promotion.recurForCycles || null,
      }),
    },
  });
  if (!goesOn) await releasePeriodsFrom(tx, { type: 'Service', id: serviceId }, upgrade.startOn!);
  const { after } = configChanges as unknown as { after: Choice[] };
  await tx.serviceConfigOption.deleteMany({ where: { serviceId } });
  await tx.serviceConfigOption.createMany({
    data: after.map(({ optionId, choiceId, quantity }) => ({
      serviceId,
      optionId,
      choiceId,
      quantity,
    })),
  });
}

async function acceptIts({ tx, announce }: Work, orderId: number, clientId: number) {
  const { count } = await tx.order.updateMany({
    where: { id: orderId, status: 'PENDING' },
    data: { status: 'ACTIVE', acceptedAt: now() },
  });
  const emails = { sendWelcomeEmail: false, sendConfirmationEmail: true };
  if (count) announce('order.accepted', { orderId, clientId, ...emails });
}

/** Makes the changes that an order holds. */
export async function completeUpgrades(work: Work, orderId: number): Promise<void> {
  const upgrades = await work.tx.serviceUpgrade.findMany({
    where: { orderId, status: 'PENDING' },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  for (const { id } of upgrades) await completeUpgrade(work, id);
}

/** Lets go of the changes that a cancelled order holds, and of what was kept for them. */
export async function cancelUpgrades({ tx }: Work, orderId: number): Promise<void> {
  const upgrades = await tx.serviceUpgrade.updateManyAndReturn({
    where: { orderId, status: 'PENDING' },
    data: { status: 'CANCELLED' },
  });
  for (const { kind, toProductId, serviceId } of upgrades) {
    if (kind !== 'PRODUCT') continue;
    const { quantity } = await tx.service.findUniqueOrThrow({ where: { id: serviceId } });
    await returnStock(tx, toProductId, quantity);
  }
}

/** A change that was called off is quoted anew, not taken up again. @throws DomainError */
export async function requireNoUpgrade({ tx }: Work, orderId: number): Promise<void> {
  if (await tx.serviceUpgrade.count({ where: { orderId } }))
    throw new DomainError(
      'ORDER_STATUS_WRONG',
      'An upgrade cannot be taken up again; order it anew.',
    );
}
