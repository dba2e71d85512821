import { exact } from '#core/money.ts';
import type { Work } from '#schema/work.ts';
import { isOpen } from '#modules/billing/invoices/invoice-status.ts';
import { readInvoice } from '#modules/billing/invoices/lock.ts';
import { ensureMayRecord, recordPayment } from './record-payment.ts';

/**
 * Records that all that is owed on a locked invoice was paid, because staff say so.
 * @throws DomainError FORBIDDEN for others
 */
export async function payManually(
  work: Work,
  invoiceId: number,
  { sendEmail, paidAt }: { sendEmail: boolean; paidAt?: Date | undefined },
): Promise<void> {
  const invoice = await readInvoice(work.tx, invoiceId);
  if (!isOpen(invoice.status) || !exact(invoice.balance).greaterThan(0)) return;
  ensureMayRecord(work, 'status');
  await recordPayment(work, invoice, {
    amount: invoice.balance,
    gatewayId: invoice.gatewayId,
    transactionRef: null,
    happenedAt: paidAt,
    description: 'Marked as paid',
    sendEmail,
  });
}
