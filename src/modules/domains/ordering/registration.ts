import { now, today } from '#core/clock.ts';
import { addYears, toDate } from '#core/dates.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { taskKind } from '#schema/tasks/kind.ts';
import type { Work } from '#schema/work.ts';
import {
  callTimeoutMs,
  lookUp,
  type OrderOutcome,
  outcomeOf,
  registrarOf,
} from '#modules/domains/registrars/at-registrar.ts';
import { beginFeatures } from '#modules/domains/changes/features.ts';
import { orderFailed } from '#modules/domains/ordering/order-failed.ts';
import { finishArrival } from '#modules/domains/ordering/finish-arrival.ts';
import { next } from '#modules/domains/life/life-cycle.ts';
import {
  orderShape,
  orderDetailsOf,
  peopleOf,
  prepareOrder,
  requireYears,
  returnVoucher,
  takeVoucher,
} from './ordering.ts';
import { beforeDelivery } from '#modules/services/life/delivery.ts';
import { closeOrder, noteDelayed, queueEnded } from '#modules/domains/order-queue.ts';
import { step, lockForTransition } from '#modules/domains/life/lock-for-transition.ts';
import { domainFor } from '#modules/domains/visible.ts';

interface RegisterInput {
  domainId: number;
  years: number;
  nameservers: string[];
  voucherId: number | null;
  sendEmail: boolean;
}

/** A registration at the domain's registrar; ordered once, however often it is tried. */
export const registration = taskKind<RegisterInput, OrderOutcome>({
  kind: 'domain.register',
  assumed: () => ({ state: 'done', orderId: null, expiresOn: null, words: '' }),
  retry: { interactive: 'answer', hours: 24 * 7 },
  async go(task, { domainId, years, nameservers, voucherId }) {
    const registrar = await registrarOf(task, domainId);
    const {
      name,
      eppCode: _none,
      ...details
    } = await orderDetailsOf(task, domainId, voucherId, 'register');
    const contacts = await peopleOf(task, domainId);
    const order = { domain: name, years, nameservers, contacts, ...details };
    const call = { key: task.key, timeoutMs: callTimeoutMs };
    return outcomeOf(await registrar.register(order, call));
  },
  reconcile: async (task, { domainId }) => {
    const { name } = await task.db.domain.findUniqueOrThrow({ where: { id: domainId } });
    return lookUp(task, domainId, { kind: 'register', domain: name });
  },
  after: async (work, input, outcome) => {
    await closeOrder(work, 'register', input.domainId);
    await recordArrival(work, { ...input, came: 'registered' }, outcome);
  },
  delayed: (work, { domainId }, error, task) =>
    noteDelayed(work, 'register', domainId, error, task),
  beginAgain: (work, { domainId, sendEmail }) => beginRegistration(work, { domainId, sendEmail }),
  async failed(work, { domainId, voucherId }, error, task) {
    await queueEnded(work, 'register', domainId, error, task);
    await returnVoucher(work, voucherId);
    await orderFailed(work, 'register', domainId, error.message);
  },
});

/** What a registration is begun with. */
export interface BeginRegistration {
  domainId: number;
  /** Instead of the name servers of its row. */
  nameservers?: readonly (string | null | undefined)[];
  /** Whether the client is written to once it is registered. Default yes. */
  sendEmail?: boolean;
}

/**
 * Orders the registration of a domain that waits (PENDING), in the caller's transaction: the row
 * goes to PENDING_REGISTRATION now, the registrar is asked after the commit. Gives the task's id.
 * A second call for the same domain is refused, so the registrar sees one order.
 * @throws DomainError DOMAIN_NOT_FOUND, DOMAIN_WRONG_STATUS, DOMAIN_TAKEN, REGISTRAR_NOT_ACTIVE,
 * NAMESERVERS_REQUIRED and the other faults of an order.
 */
export async function beginRegistration(
  work: Work,
  { domainId, nameservers = [], sendEmail = true }: BeginRegistration,
): Promise<number> {
  const domain = await domainFor(work, domainId, orderShape);
  if (!next(domain.status, 'registrationOrdered'))
    work.fail('DOMAIN_WRONG_STATUS', undefined, { status: domain.status });
  requireYears(work, domain.years);
  const { id, clientId, years } = domain;
  const names = await prepareOrder(work, domain, 'register', nameservers);
  await beforeDelivery(work, { type: 'Domain', id, action: 'REGISTER', years, paidBy: null });
  const voucherId = await takeVoucher(work, domain, domain.years);
  await step(work, domain, 'registrationOrdered', { origin: 'REGISTER', statusMessage: '' });
  work.announce('domain.registrationStarted', { domainId: id, clientId, years });
  return work.begin(registration, {
    subject: { type: 'Domain', id },
    clientId,
    input: { domainId: id, years, nameservers: names, voucherId, sendEmail },
  });
}

interface Arrival {
  domainId: number;
  years: number;
  sendEmail: boolean;
  came: 'registered' | 'transferred';
}

/** Records what came of a registration or a transfer to us: that it waits, or that it is here. */
export async function recordArrival(
  work: Work,
  { domainId, years, sendEmail, came }: Arrival,
  { state, orderId, expiresOn, words, unfinished = [] }: OrderOutcome,
): Promise<void> {
  const domain = await lockForTransition(work, domainId, {
    id: true,
    clientId: true,
    status: true,
    nextDueOn: true,
  });
  if (!domain) return;
  const received: Prisma.DomainUncheckedUpdateManyInput = {
    statusMessage: words,
    ...(orderId && { registrarRef: orderId }),
  };
  if (state === 'pending') {
    await work.tx.domain.updateMany({ where: { id: domainId }, data: received });
    return;
  }
  const day = today();
  const expires = toDate(expiresOn ?? addYears(day, years));
  const isPaidAhead = domain.nextDueOn && domain.nextDueOn > toDate(day);
  const arrived = await step(work, domain, 'received', {
    ...received,
    registeredOn: toDate(day),
    expiresOn: expires,
    ...(!isPaidAhead && { nextDueOn: expires, nextInvoiceOn: expires }),
    isLocked: true,
    remindedDays: null,
    lastSyncAt: now(),
    lastSyncError: '',
  });
  if (!arrived) return;
  await closeOrder(work, came === 'registered' ? 'register' : 'transfer', domainId);
  work.announce(`domain.${came}`, {
    domainId,
    clientId: domain.clientId,
    sendEmail,
    expiresOn: expires.toISOString().slice(0, 10),
  });
  await beginFeatures(work, domainId);
  await finishArrival(work, domainId, unfinished);
}
