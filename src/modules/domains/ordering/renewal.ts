import { startOf, today } from '#core/clock.ts';
import { addDays, addYears, toDate, toDay } from '#core/dates.ts';
import { taskKind } from '#schema/tasks/kind.ts';
import type { Work } from '#schema/work.ts';
import {
  callTimeoutMs,
  hasOpenOrder,
  lookUp,
  type OrderOutcome,
  outcomeOf,
  registrarOf,
  supportedBy,
} from '#modules/domains/registrars/at-registrar.ts';
import { next } from '#modules/domains/life/life-cycle.ts';
import {
  orderShape,
  type Ordered,
  orderDetailsOf,
  requireYears,
  returnVoucher,
  takeVoucher,
} from './ordering.ts';
import { beforeDelivery } from '#modules/services/life/delivery.ts';
import { closeOrder, noteDelayed, queueEnded } from '#modules/domains/order-queue.ts';
import { step, lockForTransition } from '#modules/domains/life/lock-for-transition.ts';
import { domainFor } from '#modules/domains/visible.ts';

interface RenewInput {
  domainId: number;
  years: number;
  /** The last day of the period before the renewal. */
  expiresOn: string;
  voucherId: number | null;
  sendEmail: boolean;
  /** What was paid for it, e.g. `InvoiceItem:7`. */
  paidBy: string | null;
  /** It is in redemption: it has to be restored before it runs on. */
  isRestore?: boolean;
}

/** A renewal, or a restore with its renewal, at the domain's registrar; paid once, however often it is tried. */
export const renewal = taskKind<RenewInput, OrderOutcome>({
  kind: 'domain.renew',
  assumed: () => ({ state: 'done', orderId: null, expiresOn: null, words: '' }),
  retry: { interactive: 'answer', hours: 24 * 30 },
  async go(task, { domainId, years, expiresOn, voucherId, isRestore = false }) {
    const registrar = await registrarOf(task, domainId);
    const { name, idProtection, premiumFee } = await orderDetailsOf(task, domainId, voucherId, {
      renewedFor: years,
    });
    const order = {
      domain: name,
      years,
      expiresOn,
      idProtection,
      ...(premiumFee && { premiumFee }),
    };
    const call = { key: task.key, timeoutMs: callTimeoutMs };
    const send = isRestore ? registrar.restore : registrar.renew;
    return outcomeOf(await send(order, call));
  },
  reconcile: async (task, { domainId, expiresOn, isRestore = false }) => {
    const { name } = await task.db.domain.findUniqueOrThrow({ where: { id: domainId } });
    const kind = isRestore ? 'restore' : 'renew';
    return lookUp(task, domainId, { kind, domain: name, expiresOn });
  },
  async after(work, { domainId, years, expiresOn, sendEmail }, outcome) {
    await closeOrder(work, 'renew', domainId);
    if (outcome.state === 'pending') {
      // Its new expiry is found by the next sync, which is made due at once.
      const data = { statusMessage: outcome.words, lastSyncAt: null };
      await work.tx.domain.updateMany({ where: { id: domainId }, data });
      return;
    }
    await recordRenewal(work, {
      domainId,
      years,
      sendEmail,
      expiresOn: outcome.expiresOn ?? addYears(expiresOn, years),
      words: outcome.words,
    });
  },
  delayed: (work, { domainId }, error, task) => noteDelayed(work, 'renew', domainId, error, task),
  beginAgain: (work, { domainId, years, sendEmail, paidBy }) =>
    beginRenewal(work, { domainId, years, sendEmail, paidBy }),
  async failed(work, { domainId, voucherId }, error, task) {
    const reason = error.message;
    await queueEnded(work, 'renew', domainId, error, task);
    await returnVoucher(work, voucherId);
    const domain = await lockForTransition(work, domainId, { clientId: true });
    if (!domain) return;
    await work.tx.domain.update({ where: { id: domainId }, data: { statusMessage: reason } });
    work.announce('domain.renewalFailed', { domainId, clientId: domain.clientId, reason });
  },
});

/** A renewal that went through, however it became known. */
export interface Renewed {
  domainId: number;
  years: number;
  /** The new last day. */
  expiresOn: string;
  sendEmail: boolean;
  words: string;
}

/** Records a renewal: a new period, active again, and nobody reminded of its end yet. */
export async function recordRenewal(work: Work, renewed: Renewed): Promise<void> {
  const { domainId, years, expiresOn, sendEmail, words } = renewed;
  const domain = await lockForTransition(work, domainId, {
    id: true,
    clientId: true,
    status: true,
    expiresOn: true,
    nextDueOn: true,
  });
  if (!domain) return;
  const before = domain.expiresOn;
  // Billing may have moved the due date on when the invoice was paid; it is not moved twice.
  const isDueMoved = domain.nextDueOn && before && domain.nextDueOn > before;
  const expires = toDate(expiresOn);
  const moved = await step(work, domain, 'renewed', {
    expiresOn: expires,
    ...(!isDueMoved && { nextDueOn: expires, nextInvoiceOn: expires }),
    statusMessage: words,
    remindedDays: null,
  });
  if (!moved) return;
  const { clientId } = domain;
  work.announce('domain.renewed', { domainId, clientId, years, expiresOn, sendEmail });
}

/** How long a domain of which no TLD is known can be renewed after its end. */
const USUAL_GRACE_DAYS = 30;

/** What a renewal is begun with. */
export interface BeginRenewal {
  domainId: number;
  /** For how many years; the period stored with the domain when left out. */
  years?: number | null;
  /** Whether the client is written to once it is renewed. Default yes. */
  sendEmail?: boolean;
  /** What was paid for it, e.g. `InvoiceItem:7`: it renews the domain once, the actor. */
  paidBy?: string | null;
}

/**
 * Orders the renewal of a domain in the caller's transaction; the registrar is asked after the
 * commit. Gives the task's id. While another order for the domain is not settled it is refused,
 * so that nothing is paid twice.
 * @throws DomainError DOMAIN_NOT_FOUND, DOMAIN_WRONG_STATUS, DOMAIN_BUSY, DOMAIN_YEARS_INVALID,
 * DOMAIN_EXPIRY_UNKNOWN, REGISTRAR_NOT_ACTIVE, TLD_VOUCHER_MISSING
 */
export async function beginRenewal(
  work: Work,
  { domainId, years: requested, sendEmail = true, paidBy = null }: BeginRenewal,
): Promise<number> {
  const domain = await domainFor(work, domainId, orderShape);
  const before = paidBy === null ? null : await renewalPaidBy(work, domain.id, paidBy);
  if (before !== null) return before;
  if (!next(domain.status, 'renewed'))
    work.fail('DOMAIN_WRONG_STATUS', undefined, { status: domain.status });
  if (await hasOpenOrder(work, domain.id)) work.fail('DOMAIN_BUSY');
  const years = requested ?? domain.years;
  requireYears(work, years);
  const isRestore = domain.status === 'REDEMPTION';
  requireRenewable(work, domain);
  if (!domain.expiresOn) return work.fail('DOMAIN_EXPIRY_UNKNOWN');
  const expiresOn = toDay(domain.expiresOn);
  if (addYears(expiresOn, years) > addYears(today(), 10))
    work.fail('DOMAIN_YEARS_INVALID', undefined, { field: 'years' });
  const { id, clientId } = domain;
  await beforeDelivery(work, { type: 'Domain', id, action: 'RENEW', years, paidBy });
  const voucherId = await takeVoucher(work, domain, years);
  return work.begin(renewal, {
    subject: { type: 'Domain', id },
    clientId,
    // Once its grace is over a renewal is not one any more, nor is a restore after redemption.
    retryUntil: startOf(addDays(expiresOn, lastingDays(domain, isRestore) + 1)),
    input: { domainId: id, years, expiresOn, voucherId, sendEmail, paidBy, isRestore },
  });
}

/** For how many days after its end a domain can be renewed, or restored. */
const lastingDays = ({ tld }: Ordered, isRestore: boolean): number =>
  (tld?.graceDays ?? USUAL_GRACE_DAYS) +
  (isRestore ? (tld?.redemptionDays ?? USUAL_GRACE_DAYS) : 0);

/**
 * Checks that the domain's registrar can renew it as it stands: one in redemption has to be
 * restored, which not every registrar does from here.
 * @throws DomainError REGISTRAR_NOT_ACTIVE, REGISTRAR_OPERATION_MISSING
 */
export function requireRenewable(
  { app, fail }: Work,
  { status, registrar }: Pick<Ordered, 'status' | 'registrar'>,
): void {
  const supports = supportedBy(app, registrar);
  if (!supports) return;
  if (status !== 'REDEMPTION' && !supports.has('renew')) fail('REGISTRAR_OPERATION_MISSING');
  if (status === 'REDEMPTION' && !supports.has('restore'))
    fail('REGISTRAR_OPERATION_MISSING', 'The registrar cannot restore a domain from here.');
}

/** The task that a payment has begun already, unless the registrar refused it. */
async function renewalPaidBy({ tx }: Work, domainId: number, paidBy: string) {
  const found = await tx.task.findFirst({
    where: {
      subjectType: 'Domain',
      subjectId: domainId,
      kind: renewal.kind,
      state: { notIn: ['REJECTED', 'CANCELLED'] },
      input: { path: ['paidBy'], equals: paidBy },
    },
    select: { id: true },
  });
  return found ? Number(found.id) : null;
}
