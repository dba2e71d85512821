import { now, today } from '#core/clock.ts';
import { toDate, toDay } from '#core/dates.ts';
import { plausibleDay } from '#core/plausible-date.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { DomainState } from '#providers/registrars/domain-data.ts';
import { hasMoved } from '#providers/registrars/renewal.ts';
import type { Work } from '#schema/work.ts';
import type { Status } from './life-cycle.ts';
import { dnssecColumn } from '#modules/domains/changes/dnssec.ts';
import { nameserverColumns } from '#modules/domains/changes/nameservers.ts';
import { arrivalFailed } from '#modules/domains/ordering/order-failed.ts';
import { recordArrival } from '#modules/domains/ordering/registration.ts';
import { recordRenewal } from '#modules/domains/ordering/renewal.ts';
import { step, lockForTransition } from './lock-for-transition.ts';

const shape = {
  id: true,
  clientId: true,
  status: true,
  expiresOn: true,
  nextDueOn: true,
  years: true,
} satisfies Prisma.DomainSelect;

type Row = Prisma.DomainGetPayload<{ select: typeof shape }>;

/**
 * Brings our books to what the registrar says of a domain: its status, its last day, its name
 * servers. What the registrar does not tell stays as it is, and so does a domain that has ended.
 * @returns what does not fit; empty when all is well
 */
export async function applySync(
  work: Work,
  domainId: number,
  received: DomainState,
): Promise<string> {
  const domain = await lockForTransition(work, domainId, shape);
  if (!domain) return '';
  const state = { ...received, expiresOn: plausibleDay(received.expiresOn) };
  const { nameservers } = state;
  const fault = faultOf(domain.status, state);
  await work.tx.domain.updateMany({
    where: { id: domainId },
    data: {
      lastSyncAt: now(),
      lastSyncError: fault,
      ...(nameservers && nameservers.length > 0 && nameserverColumns(nameservers)),
      ...(state.dnssec && dnssecColumn(state.dnssec)),
    },
  });
  if (state.status === 'active' || state.status === 'suspended') await found(work, domain, state);
  else if (state.status === 'transferredAway') await gone(work, domain);
  else if (state.status === 'redemption') await step(work, domain, 'redemptionBegan');
  else if (state.status === 'cancelled') await ended(work, domain);
  return fault;
}

const waiting: readonly Status[] = ['PENDING_REGISTRATION', 'PENDING_TRANSFER'];

/** A name that vanished may be a slip of the registrar; people look, the books stay. */
function faultOf(status: Status, state: DomainState): string {
  if (state.status === 'absent' && !waiting.includes(status))
    return 'The registrar does not hold the domain.';
  const isHeld = state.status === 'active' || state.status === 'suspended';
  return isHeld ? (state.expiryProblem ?? '') : '';
}

async function found(work: Work, domain: Row, { expiresOn }: DomainState): Promise<void> {
  const { id: domainId, status, years } = domain;
  if (waiting.includes(status)) {
    const came = status === 'PENDING_TRANSFER' ? 'transferred' : 'registered';
    const outcome = { state: 'done' as const, orderId: null, expiresOn, words: '' };
    await recordArrival(work, { domainId, years, sendEmail: true, came }, outcome);
    return;
  }
  if (!expiresOn) return;
  const before = domain.expiresOn && toDay(domain.expiresOn);
  if (before && hasMoved(expiresOn, before)) {
    const renewed = Math.max(1, Math.round(yearsBetween(before, expiresOn)));
    await recordRenewal(work, { domainId, years: renewed, expiresOn, sendEmail: true, words: '' });
  } else if (before !== expiresOn && status === 'ACTIVE') {
    const expires = toDate(expiresOn);
    // A due date that stood on the end of the period stands on the right one; one that a payment
    // has moved ahead stays.
    const isDueThen = before !== null && domain.nextDueOn && toDay(domain.nextDueOn) === before;
    await work.tx.domain.updateMany({
      where: { id: domainId, status },
      data: {
        expiresOn: expires,
        ...(isDueThen && { nextDueOn: expires, nextInvoiceOn: expires }),
      },
    });
  }
}

const yearsBetween = (from: string, to: string) =>
  (Date.parse(to) - Date.parse(from)) / (365.25 * 86_400_000);

async function gone(work: Work, domain: Row): Promise<void> {
  if (!(await step(work, domain, 'transferredAway', { autoRenew: false }))) return;
  const { id: domainId, clientId } = domain;
  work.announce('domain.transferredAway', { domainId, clientId, sendEmail: true });
}

async function ended(work: Work, domain: Row): Promise<void> {
  if (waiting.includes(domain.status)) {
    const name = domain.status === 'PENDING_TRANSFER' ? 'transfer' : 'register';
    return arrivalFailed(work, name, domain.id, 'The registrar cancelled the order.');
  }
  const isOver = domain.expiresOn !== null && toDay(domain.expiresOn) < today();
  await step(work, domain, isOver ? 'expired' : 'cancelled');
}
