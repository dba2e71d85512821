import { today } from '#core/clock.ts';
import { type Day, toDate } from '#core/dates.ts';
import { Refusal } from '#core/refusal.ts';
import type { Prisma, ServiceStatus } from '#generated/prisma/client.ts';
import { byItself } from '#modules/services/by-itself.ts';
import type { App } from '#schema/app.ts';
import type { Work } from '#schema/work.ts';
import { cancel, mustBeAtRest } from './cancel.ts';
import { removeLines } from './change-lines.ts';
import { linesOfService } from './lines-of-service.ts';
import { type LockedInvoice, lockInvoice } from './lock.ts';
import { retotal } from './retotal.ts';

const JOB = 'billing.drop-ended';

const calledOff: ServiceStatus[] = ['CANCELLED', 'FRAUD'];

/** Starts hearing of services that have ended: what they would cost from here on is not owed. */
export async function startDroppingEnded(app: App): Promise<void> {
  await app.jobs.define<{ serviceId: number }>(JOB, { retryLimit: 10 }, ({ serviceId }) =>
    dropEnded(app, serviceId),
  );
  await app.outbox.consume({
    name: 'billing.services',
    types: ['service.terminated', 'service.changed'],
    handle: async ({ type, payload }, tx) => {
      const { serviceId, changed } = payload as { serviceId?: number; changed?: string[] };
      const mayHaveEnded = type === 'service.terminated' || changed?.includes('status');
      if (mayHaveEnded && serviceId) await app.jobs.send(tx, JOB, { serviceId });
    },
  });
}

/** A line of a service that is not for what it has used already. */
const due = (serviceId: number): Prisma.InvoiceItemWhereInput => ({
  serviceId,
  type: { not: 'OVERAGE' },
});

/**
 * Unpaid invoices with a line of a service that has ended, of which nothing was paid yet. What was
 * overdue when a service was terminated stays a debt: that is often why it was.
 */
const untouched = (serviceId: number, day: Day): Prisma.InvoiceWhereInput => ({
  status: 'UNPAID',
  amountPaid: 0,
  credit: 0,
  transactions: { none: { isVoided: false } },
  OR: [
    { items: { some: { ...due(serviceId), service: { status: { in: calledOff } } } } },
    {
      dueOn: { gte: toDate(day) },
      items: { some: { ...due(serviceId), service: { status: 'TERMINATED' } } },
    },
  ],
});

/**
 * Cancels the unpaid invoices of a service that has ended, or takes its lines off where there are
 * others. One of which something was paid is left for staff to decide; one whose payment is under
 * way is tried again later, when it may be paid.
 */
async function dropEnded(app: App, serviceId: number): Promise<void> {
  const where = untouched(serviceId, today());
  const open = await app.db.invoice.findMany({
    where,
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  let waiting: Refusal | null = null;
  for (const { id } of open)
    await byItself(app, { action: JOB, input: { invoiceId: id, serviceId } }, async (work) => {
      const invoice = await lockInvoice(work.tx, id);
      const isStill = await work.tx.invoice.count({ where: { AND: [{ id }, where] } });
      if (isStill) await drop(work, invoice, serviceId);
    }).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === 'PAYMENT_IN_PROGRESS') waiting = error;
      else app.log.warn({ invoiceId: id, reason: error.message }, 'An ended service stays billed.');
    });
  if (waiting) throw waiting;
}

async function drop(work: Work, invoice: LockedInvoice, serviceId: number): Promise<void> {
  const { id, clientId } = invoice;
  await mustBeAtRest(work, id);
  const { own, others } = await linesOfService(work.tx, id, serviceId);
  // A fee for paying late is owed for something that is not owed.
  if (others.every(({ type }) => type === 'LATE_FEE')) return cancel(work, invoice);
  await removeLines(
    work,
    invoice,
    own.map((line) => line.id),
  );
  const description = `Invoice ${id} without service ${serviceId}`;
  await retotal(work, id, { cause: 'INVOICE_CHANGED', description });
  work.announce('invoice.changed', { invoiceId: id, clientId, changed: ['items'] });
}
