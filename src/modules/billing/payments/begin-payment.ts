import { z } from 'zod';
import { settingText } from '#modules/settings/settings.ts';
import type { Work } from '#schema/work.ts';
import type { LockedInvoice } from '#modules/billing/invoices/lock.ts';
import { openAttempt } from './attempt.ts';
import { beginCapture } from './capture.ts';
import { startTask } from './start-payment.ts';

/** Addresses browsers are sent to: https, or a program on this machine. */
export const returnRule = z.url().refine((text) => {
  const { protocol, hostname } = new URL(text);
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(hostname))
  );
}, 'must begin with https://');

/** What a client may be told who pays an invoice. */
export const paymentErrors = [
  'INVOICE_NOT_FOUND',
  'INVOICE_NOT_UNPAID',
  'GATEWAY_NOT_FOUND',
  'PAY_METHOD_NOT_FOUND',
  'PAY_METHOD_MISSING',
  'PAYMENT_IN_PROGRESS',
  'PROVIDER_REJECTED',
  'PROVIDER_UNREACHABLE',
  'OUTCOME_UNKNOWN',
] as const;

/** By what an invoice is paid, and where the client's browser goes afterwards. */
export interface PaymentChoice {
  /** Stored pay method to charge; without one the client pays at a gateway. */
  payMethodId?: number | undefined;
  /** Default: the invoice's own gateway. */
  gatewayId?: number | undefined;
  returnUrl?: string | null | undefined;
  cancelUrl?: string | null | undefined;
}

/**
 * Begins to take what is owed on a locked invoice: from a stored pay method, or at a gateway, where
 * the client confirms it. An invoice without a gateway is charged to the usual pay method.
 * @returns the attempt
 * @throws DomainError INVOICE_NOT_UNPAID, PAY_METHOD_MISSING, PAYMENT_IN_PROGRESS
 */
export async function beginPayment(
  work: Work,
  invoice: LockedInvoice,
  { payMethodId, gatewayId = invoice.gatewayId ?? undefined, returnUrl, cancelUrl }: PaymentChoice,
): Promise<number> {
  if (payMethodId !== undefined || gatewayId === undefined)
    return beginCapture(work, invoice, payMethodId);
  const back = returnUrl ?? (await usualAddress(work, invoice));
  const attempt = await openAttempt(work, invoice, {
    gatewayId,
    payMethodId: null,
    status: 'REQUIRES_ACTION',
  });
  const taskId = await work.begin(startTask, {
    subject: { type: 'Invoice', id: invoice.id },
    clientId: invoice.clientId,
    input: { attemptId: attempt.id, returnUrl: back, cancelUrl: cancelUrl ?? back },
  });
  await work.tx.paymentAttempt.update({ where: { id: attempt.id }, data: { taskId } });
  return attempt.id;
}

async function usualAddress({ tx, app }: Work, { id }: LockedInvoice): Promise<string> {
  const base = (await settingText(tx, 'SystemURL')) || app.config.publicUrl || 'https://localhost';
  return `${base.replace(/\/$/, '')}/invoices/${id}`;
}
