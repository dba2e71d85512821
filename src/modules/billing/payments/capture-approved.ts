import { ProviderError } from '#core/provider-error.ts';
import { DomainError } from '#core/errors.ts';
import type { Work } from '#schema/work.ts';
import { fits, lockAttempt } from './attempt.ts';
import { attemptOf, type GatewayReport } from '#modules/billing/gateways/gateway-payment.ts';
import { isOpen } from '#modules/billing/invoices/invoice-status.ts';
import { completeTask } from './start-payment.ts';
import { openTasks } from '#schema/tasks/kind.ts';

/** What was decided about an approved order: whether it is captured, and why not. */
export interface Approval {
  isTaken: boolean;
  result: string;
  invoiceId: number | null;
}

const left = (result: string, invoiceId: number | null = null): Approval => ({
  isTaken: false,
  result,
  invoiceId,
});

/**
 * Begins to capture an order that the client approved at the gateway without coming back to us. What
 * is not owed any more is not taken: such an order runs out at the gateway automatically.
 * @throws DomainError PAYMENT_MISMATCH when it is not what was asked for
 * @throws ProviderError while another payment of the invoice is under way: it must be told again
 */
export async function captureApproved(work: Work, report: GatewayReport): Promise<Approval> {
  const found = await attemptOf(work, report);
  if (found === null) return left('No order of ours.');
  const { attempt, invoice } = await lockAttempt(work, found);
  const { id: attemptId, invoiceId, clientId } = attempt;
  if (!fits(attempt, report.payment))
    throw new DomainError(
      'PAYMENT_MISMATCH',
      'It is of another invoice or currency than was asked.',
    );
  if (attempt.status !== 'REQUIRES_ACTION') return left('It was taken up already.', invoiceId);
  if (!isOpen(invoice.status)) return left('Nothing is owed any more.', invoiceId);
  const pending = await work.tx.paymentAttempt.count({ where: { invoiceId, status: 'PENDING' } });
  if (pending > 0)
    throw new ProviderError('NOT_SENT', 'Another payment of the invoice is under way.');
  const underWay = await work.tx.task.count({
    where: {
      kind: completeTask.kind,
      subjectType: 'Invoice',
      subjectId: invoiceId,
      input: { path: ['attemptId'], equals: attemptId },
      ...openTasks,
    },
  });
  if (underWay > 0) return left('It is being captured.', invoiceId);
  await work.begin(completeTask, {
    subject: { type: 'Invoice', id: invoiceId },
    clientId,
    input: { attemptId },
  });
  return { isTaken: true, result: 'The approved order is captured.', invoiceId };
}
