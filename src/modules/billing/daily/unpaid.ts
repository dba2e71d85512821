import { type Day, toDate } from '#core/dates.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { systemAction } from '#schema/system-action.ts';
import type { StepOutcome } from '#modules/system/automation/daily-step.ts';
import type { App } from '#schema/app.ts';
import type { Work } from '#schema/work.ts';
import { type LockedInvoice, lockInvoice } from '#modules/billing/invoices/lock.ts';

/**
 * Invoices of which something is owed, which were due and issued on a day or before it: nobody is
 * late with a bill that could not have been seen.
 */
export const unpaidSince = (day: Day): Prisma.InvoiceWhereInput => ({
  status: 'UNPAID',
  balance: { gt: 0 },
  clientId: { not: null },
  dueOn: { lte: toDate(day) },
  issuedOn: { lte: toDate(day) },
});

/** An invoice's client, and what the daily run did about the invoice already. */
export const followed = {
  id: true,
  clientId: true,
  dueOn: true,
  issuedOn: true,
  reminderDays: true,
  client: { select: { overdueNoticesDisabled: true } },
  reminders: { select: { kind: true } },
} satisfies Prisma.InvoiceSelect;

/** What decides about notices of an invoice. */
export type Followed = Prisma.InvoiceGetPayload<{ select: typeof followed }>;

/** The ids of the invoices that a condition holds for, the earliest due first. */
export async function invoicesWhere(
  { db }: App,
  where: Prisma.InvoiceWhereInput,
): Promise<number[]> {
  const rows = await db.invoice.findMany({
    where,
    select: { id: true },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id }) => id);
}

/**
 * Does something with an invoice that is locked, if the condition still holds for it then.
 * @param where what chose it
 */
export async function withUnpaid(
  app: App,
  { id, action, where }: { id: number; action: string; where: Prisma.InvoiceWhereInput },
  act: (work: Work, invoice: LockedInvoice) => Promise<unknown>,
): Promise<StepOutcome> {
  let outcome: StepOutcome = 'idle';
  await systemAction(app, { action, input: { invoiceId: id } }, async (work) => {
    const invoice = await lockInvoice(work.tx, id);
    const isStill = await work.tx.invoice.count({ where: { AND: [{ id }, where] } });
    if (!isStill) return;
    await act(work, invoice);
    outcome = 'done';
  });
  return outcome;
}
