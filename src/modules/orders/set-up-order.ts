import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { domainSetUpFailed, setUpDomain } from '#modules/domains/ordering/set-up-domain.ts';
import { systemAction } from '#schema/system-action.ts';
import { setUpAddon } from '#modules/services/life/set-up-addon.ts';
import { setUpFailed } from '#modules/services/life/set-up-failed.ts';
import { setUpService } from '#modules/services/life/set-up-service.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import type { Work } from '#schema/work.ts';
import { beginFraudCheck, fraudCheck } from './fraud/order-fraud-check.ts';
import { orderFor } from './visible.ts';

const columns = {
  id: true,
  status: true,
  amount: true,
  fraudVerdict: true,
  invoice: { select: { status: true } },
  services: {
    where: { status: 'PENDING' },
    orderBy: { id: 'asc' },
    select: { id: true, product: { select: { setupMoment: true } } },
  },
  serviceAddons: {
    where: { status: 'PENDING' },
    orderBy: { id: 'asc' },
    select: { id: true, serviceId: true, addon: { select: { autoActivated: true } } },
  },
  domains: { where: { status: 'PENDING' }, orderBy: { id: 'asc' }, select: { id: true } },
  items: { where: { type: 'DOMAIN_RENEW' }, select: { id: true } },
  serviceUpgrades: { where: { status: 'PENDING' }, select: { id: true } },
} satisfies Prisma.OrderSelect;

type Row = Prisma.OrderGetPayload<{ select: typeof columns }>;

/**
 * Sets up automatically what of an order is due: services by the setup moment of their product, domains
 * and automatic addons once the order is paid. When nothing is left for a person to decide, the
 * order is accepted. What a fraud check doubts waits for one. Done twice it is the same as once.
 */
export const setUpOrder = (app: App, orderId: number): Promise<void> =>
  setUpParts(app.db, orderId, (run) => alone(app, orderId, run));

/** As `setUpOrder`, in the caller's transaction. */
export const setUpOrderNow = (work: Work, orderId: number): Promise<void> =>
  setUpParts(work.tx, orderId, async (run) => run(work));

/** How each part of an order is carried out: in a transaction of its own, or in the caller's. */
type Part = (run: (work: Work) => Promise<void>) => Promise<void>;

async function setUpParts(db: Db | Tx, orderId: number, part: Part): Promise<void> {
  const order = await db.order.findUnique({ where: { id: orderId }, select: columns });
  if (order?.status !== 'PENDING') return;
  if (order.fraudVerdict === 'FAIL' || order.fraudVerdict === 'REVIEW') return;
  if (order.fraudVerdict === null && (await needsFraudCheck(orderId, part))) return;
  const paid = isPaid(order);
  const due = order.services.filter(
    ({ product: { setupMoment } }) =>
      setupMoment === 'ORDER_PLACED' || (paid && setupMoment === 'PAYMENT_RECEIPT'),
  );
  for (const { id } of due) await part((work) => beginService(work, id));
  const domains = paid ? order.domains : [];
  for (const { id } of domains) await part((work) => beginDomain(work, id));
  const addons = order.serviceAddons.filter(({ addon }) => paid && addon?.autoActivated);
  for (const addon of addons) await part((work) => beginAddon(work, addon));
  const left =
    order.services.length -
    due.length +
    order.domains.length -
    domains.length +
    order.serviceAddons.length -
    addons.length +
    order.serviceUpgrades.length +
    (paid ? 0 : order.items.length);
  if (left === 0) await part((work) => markAccepted(work, orderId));
}

/**
 * Whether an active fraud check has to say its word first; it is asked, once. What it says is an
 * event that brings the order back here.
 */
async function needsFraudCheck(orderId: number, part: Part): Promise<boolean> {
  let isWaiting = false;
  await part(async (work) => {
    const of = { subjectType: 'Order', subjectId: orderId, kind: fraudCheck.kind };
    // One that a person asked for and that was not sent has asked nobody.
    const where = { ...of, state: { not: 'CANCELLED' as const } };
    isWaiting = (await work.tx.task.count({ where })) > 0;
    if (!isWaiting) isWaiting = await beginFraudCheck(work, await orderFor(work, orderId), null);
  });
  return isWaiting;
}

/** An order that costs nothing is as good as paid; one that was never billed is not. */
const isPaid = ({ invoice, amount }: Row): boolean =>
  invoice ? invoice.status === 'PAID' : amount.isZero();

/** One part, in a transaction of its own that holds the order: what one refuses harms no other. */
async function alone(app: App, orderId: number, run: (work: Work) => Promise<void>): Promise<void> {
  await systemAction(app, { action: 'orders.set-up', input: { orderId } }, async (work) => {
    const { status } = await orderFor(work, orderId);
    if (status === 'PENDING') await run(work);
  });
}

const usual = { createAccount: true, sendWelcomeEmail: true };

async function beginService(work: Work, serviceId: number): Promise<void> {
  // What was tried before is the module queue's, which has a pace of its own.
  const tried = { subjectType: 'Service', subjectId: serviceId, kind: 'module.create' };
  if (await work.tx.task.count({ where: tried })) return;
  const queued = { serviceId, serviceAddonId: null };
  if (await work.tx.moduleQueueEntry.count({ where: queued })) return;
  await setUpService(work, serviceId, usual).catch(
    noted((message) => setUpFailed(work, { serviceId }, message)),
  );
}

async function beginAddon(work: Work, { id, serviceId }: { id: number; serviceId: number }) {
  const tried = { subjectType: 'ServiceAddon', subjectId: id, kind: 'module.create' };
  if (await work.tx.task.count({ where: tried })) return;
  if (await work.tx.moduleQueueEntry.count({ where: { serviceAddonId: id } })) return;
  await setUpAddon(work, id, usual).catch(
    noted((message) => setUpFailed(work, { serviceId, serviceAddonId: id }, message)),
  );
}

async function beginDomain(work: Work, domainId: number): Promise<void> {
  const { statusMessage } = await work.tx.domain.findUniqueOrThrow({ where: { id: domainId } });
  // It was tried and failed; a person has to look at it.
  if (statusMessage !== '') return;
  await setUpDomain(work, domainId, { atRegistrar: true, sendEmail: true }).catch(
    noted((message) => domainSetUpFailed(work, domainId, message)),
  );
}

const noted = (note: (message: string) => Promise<void>) => async (error: unknown) => {
  if (!(error instanceof DomainError)) throw error;
  await note(error.message);
};

async function markAccepted({ tx, announce }: Work, orderId: number): Promise<void> {
  const { clientId } = await tx.order.update({
    where: { id: orderId },
    data: { status: 'ACTIVE', acceptedAt: now() },
    select: { clientId: true },
  });
  const emails = { sendWelcomeEmail: true, sendConfirmationEmail: true };
  announce('order.accepted', { orderId, clientId, ...emails });
}
