import { today } from '#core/clock.ts';
import { type Day, toDate } from '#core/dates.ts';
import { DomainError } from '#core/errors.ts';
import type { Prisma, ServiceStatus } from '#generated/prisma/client.ts';
import { systemAction } from '#schema/system-action.ts';
import { livingStatuses } from '#modules/services/service-status.ts';
import type { App } from '#schema/app.ts';
import type { Work } from '#schema/work.ts';
import { cancel, ensureNoAttempt } from './cancel.ts';
import { removeLines } from './change-lines.ts';
import { type Ended, linesOfEnded } from './lines-of-ended.ts';
import { type LockedInvoice, lockInvoice } from './lock.ts';
import { retotal } from './retotal.ts';

const JOB = 'billing.drop-ended';

const calledOff: ServiceStatus[] = ['CANCELLED', 'FRAUD'];

/**
 * Starts hearing of services and addons that have ended: what they would cost from here on is not
 * owed.
 */
export async function startDroppingEnded(app: App): Promise<void> {
  await app.jobs.define<Ended>(JOB, { retryLimit: 10 }, (ended) => dropEnded(app, ended));
  await app.outbox.consume({
    name: 'billing.services',
    types: ['service.terminated', 'service.changed', 'serviceAddon.terminated'],
    handle: async ({ type, payload }, tx) => {
      const { changed, serviceId, serviceAddonId } = payload as unknown as EndedSubject;
      if (type === 'service.changed' && !changed?.includes('status')) return;
      await app.jobs.send(tx, JOB, { serviceId, ...(serviceAddonId && { serviceAddonId }) });
    },
  });
}

interface EndedSubject extends Ended {
  changed?: string[];
}

/** A line that is not for what was used already, of something that stands so. */
function due({ serviceId, serviceAddonId }: Ended, status: ServiceStatus[]) {
  const type = { not: 'OVERAGE' as const };
  const where: Prisma.InvoiceItemWhereInput = serviceAddonId
    ? // With its service an addon's lines go with those of the service.
      {
        type,
        serviceAddonId,
        serviceAddon: { status: { in: status }, service: { status: { in: livingStatuses } } },
      }
    : { type, serviceId, service: { status: { in: status } } };
  return { some: where };
}

/**
 * Unpaid invoices with a line of something that has ended, of which nothing was paid yet. What was
 * overdue when it was terminated stays a debt: that is often why it was.
 */
const untouched = (ended: Ended, day: Day): Prisma.InvoiceWhereInput => ({
  status: 'UNPAID',
  amountPaid: 0,
  credit: 0,
  transactions: { none: { isVoided: false } },
  OR: [
    { items: due(ended, calledOff) },
    { dueOn: { gte: toDate(day) }, items: due(ended, ['TERMINATED']) },
  ],
});

/**
 * Cancels the unpaid invoices of what has ended, or takes its lines off where there are others. One
 * of which something was paid is left for staff to decide; one whose payment is under way is tried
 * again later, when it may be paid.
 */
async function dropEnded(app: App, ended: Ended): Promise<void> {
  const where = untouched(ended, today());
  const open = await app.db.invoice.findMany({
    where,
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  let waiting: DomainError | null = null;
  for (const { id } of open)
    await systemAction(app, { action: JOB, input: { invoiceId: id, ...ended } }, async (work) => {
      const invoice = await lockInvoice(work.tx, id);
      const isStill = await work.tx.invoice.count({ where: { AND: [{ id }, where] } });
      if (isStill) await drop(work, invoice, ended);
    }).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === 'PAYMENT_IN_PROGRESS') waiting = error;
      else app.log.warn({ invoiceId: id, reason: error.message }, 'What has ended stays billed.');
    });
  if (waiting) throw waiting;
}

async function drop(work: Work, invoice: LockedInvoice, ended: Ended): Promise<void> {
  const { id, clientId } = invoice;
  await ensureNoAttempt(work, id);
  const { own, others } = await linesOfEnded(work.tx, id, ended);
  // A fee for paying late is owed for something that is not owed.
  if (others.every(({ type }) => type === 'LATE_FEE')) return cancel(work, invoice);
  await removeLines(
    work,
    invoice,
    own.map((line) => line.id),
  );
  const { serviceId, serviceAddonId } = ended;
  const what = serviceAddonId ? `extra ${serviceAddonId}` : `service ${serviceId}`;
  await retotal(work, id, {
    cause: 'INVOICE_CHANGED',
    description: `Invoice ${id} without ${what}`,
  });
  work.announce('invoice.changed', { invoiceId: id, clientId, changed: ['items'] });
}
