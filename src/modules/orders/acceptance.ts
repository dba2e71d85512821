import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import { setUpDomain } from '#modules/domains/ordering/set-up-domain.ts';
import { setUpAddon } from '#modules/services/life/set-up-addon.ts';
import { setUpService } from '#modules/services/life/set-up-service.ts';
import type { Work } from '#schema/work.ts';
import { completeUpgrades } from './upgrades/complete-upgrade.ts';
import { mayOrderGo } from './order-edges.ts';
import { requireChosen } from './chosen.ts';
import { setUpRenewals } from './renewals.ts';
import { orderFor } from './visible.ts';

/** How an order is to be accepted. What is left out is done, or chosen by the rules. */
export interface Acceptance {
  /** Make the accounts of its services and of addons that have their own. */
  createAccounts?: boolean;
  sendWelcomeEmail?: boolean;
  /** Send its domains to their registrars; else they were ordered there manually. */
  sendToRegistrar?: boolean;
  /** Confirm the acceptance and the arrival of its domains. */
  sendConfirmationEmail?: boolean;
  /** For its accounts, instead of a server chosen by load. */
  serverId?: number | null;
  /** For its domains, instead of the registrar of their TLD. */
  registrarId?: number | null;
  /** For its one account. */
  username?: string | null;
  password?: string | null;
}

/**
 * Accepts a pending order in the caller's transaction: what of it still waits is set up. Panels and
 * registrars are asked after the commit, so nothing they say undoes the acceptance. The order is
 * locked, so that it is accepted once.
 * @throws DomainError ORDER_NOT_FOUND, ORDER_NOT_PENDING, and what a service or a domain of it cannot
 * be begun for: then nothing of it was
 */
export async function acceptOrder(
  work: Work,
  orderId: number,
  acceptance: Acceptance = {},
): Promise<void> {
  const { tx, announce } = work;
  const { id, clientId, status } = await orderFor(work, orderId);
  if (!mayOrderGo(status, 'ACTIVE')) throw new DomainError('ORDER_NOT_PENDING');
  const { sendWelcomeEmail = true, sendConfirmationEmail = true } = acceptance;
  await tx.order.update({ where: { id }, data: { status: 'ACTIVE', acceptedAt: now() } });
  await setUpServices(work, id, acceptance);
  await setUpAddons(work, id, acceptance);
  await setUpDomains(work, id, acceptance);
  await completeUpgrades(work, id);
  announce('order.accepted', { orderId: id, clientId, sendWelcomeEmail, sendConfirmationEmail });
}

async function setUpServices(work: Work, orderId: number, acceptance: Acceptance): Promise<void> {
  const { createAccounts = true, sendWelcomeEmail = true, username, password } = acceptance;
  const services = await work.tx.service.findMany({
    where: { orderId, status: 'PENDING' },
    orderBy: { id: 'asc' },
    select: { id: true, product: { select: { serverModule: true } } },
  });
  const serverFor = await requireChosen(work, services, acceptance);
  for (const { id, product } of services)
    await setUpService(work, id, {
      createAccount: createAccounts,
      sendWelcomeEmail,
      serverId: serverFor(product.serverModule),
      ...(username && { username }),
      ...(password && { password }),
    });
}

async function setUpAddons(work: Work, orderId: number, acceptance: Acceptance): Promise<void> {
  const { createAccounts: createAccount = true, sendWelcomeEmail = true } = acceptance;
  const addons = await work.tx.serviceAddon.findMany({
    where: { orderId, status: 'PENDING' },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  for (const { id } of addons) await setUpAddon(work, id, { createAccount, sendWelcomeEmail });
}

async function setUpDomains(work: Work, orderId: number, acceptance: Acceptance): Promise<void> {
  const { tx, fail } = work;
  const { sendToRegistrar = true, sendConfirmationEmail = true, registrarId } = acceptance;
  const where = { orderId, status: 'PENDING' } as const;
  if (registrarId) {
    const registrar = await tx.registrar.findFirst({ where: { id: registrarId, isActive: true } });
    if (!registrar) fail('REGISTRAR_NOT_ACTIVE', undefined, { field: 'registrarId' });
    await tx.domain.updateMany({ where, data: { registrarId } });
  }
  const domains = await tx.domain.findMany({ where, orderBy: { id: 'asc' }, select: { id: true } });
  const setUp = { atRegistrar: sendToRegistrar, sendEmail: sendConfirmationEmail };
  for (const { id } of domains) await setUpDomain(work, id, setUp);
  if (sendToRegistrar) await setUpRenewals(work, orderId, sendConfirmationEmail);
}
