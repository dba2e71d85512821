import type { Prisma } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { unbegun } from '#modules/services/module-actions/retry-entry.ts';
import { beginRegistration, recordArrival } from './registration.ts';
import { queueOrder } from '#modules/domains/order-queue.ts';
import { hasOpenOrder } from '#modules/domains/registrars/at-registrar.ts';
import { step } from '#modules/domains/life/lock-for-transition.ts';
import { beginTransfer } from './transferring.ts';
import { domainFor } from '#modules/domains/visible.ts';

/** How a domain that was ordered is to be set up. */
export interface DomainSetUp {
  /** Send the order to the registrar; else somebody has placed it there manually. */
  atRegistrar: boolean;
  /** Whether the client is written to once it is here. */
  sendEmail: boolean;
}

const columns = {
  id: true,
  clientId: true,
  status: true,
  origin: true,
  years: true,
} satisfies Prisma.DomainSelect;

/**
 * Starts the registration or transfer of a domain that waits, in the caller's transaction; the
 * registrar is asked after the commit. One that does not wait stays as it is.
 * @throws DomainError what `beginRegistration` and `beginTransfer` refuse with
 */
export async function setUpDomain(
  work: Work,
  domainId: number,
  { atRegistrar, sendEmail }: DomainSetUp,
): Promise<void> {
  const domain = await domainFor(work, domainId, columns);
  if (domain.status !== 'PENDING') return;
  const isTransfer = domain.origin === 'TRANSFER';
  if (atRegistrar) {
    await (isTransfer ? beginTransfer : beginRegistration)(work, { domainId, sendEmail });
    return;
  }
  const { clientId, years } = domain;
  if (isTransfer) {
    // The daily run asks the registrar whether it has arrived.
    await step(work, domain, 'transferOrdered');
    work.announce('domain.transferStarted', { domainId, clientId, sendEmail });
    return;
  }
  await step(work, domain, 'registrationOrdered');
  const outcome = { state: 'done', orderId: null, expiresOn: null, words: '' } as const;
  await recordArrival(work, { domainId, years, sendEmail, came: 'registered' }, outcome);
}

/** Notes that a domain could not even be begun to be set up; somebody has to see to it. */
export async function domainSetUpFailed(
  work: Work,
  domainId: number,
  reason: string,
): Promise<void> {
  const { clientId, origin } = await work.tx.domain.update({
    where: { id: domainId },
    data: { statusMessage: reason },
    select: { clientId: true, origin: true },
  });
  const isTransfer = origin === 'TRANSFER';
  await queueOrder(work, isTransfer ? 'transfer' : 'register', domainId, {
    taskId: null,
    message: reason,
    retried: true,
  });
  const name = isTransfer ? 'domain.transferFailed' : 'domain.registrationFailed';
  work.announce(name, { domainId, clientId, reason });
}

/** An order that its registrar took long ago is given up before it is placed again. */
async function giveUpWaiting(work: Work, id: number): Promise<void> {
  const domain = await domainFor(work, id, columns);
  if (!(await hasOpenOrder(work, id))) await step(work, domain, 'orderFailed');
}

unbegun.set('domain-register', async (work, { relatedId }) => {
  await giveUpWaiting(work, relatedId);
  return beginRegistration(work, { domainId: relatedId });
});
unbegun.set('domain-transfer', async (work, { relatedId }) => {
  await giveUpWaiting(work, relatedId);
  return beginTransfer(work, { domainId: relatedId });
});
