import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { settingText } from '#modules/settings/settings.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { openAttempt } from './attempt.ts';
import { beginCapture } from './capture.ts';
import { secretOf } from './client-secret.ts';
import { payMethodOf } from '#modules/billing/gateways/foreign.ts';
import { GatewayBy, gatewayNamed } from '#modules/billing/gateways/gateway-named.ts';
import { Invoice } from '#modules/billing/invoices/invoice.ts';
import { invoiceFor, type LockedInvoice } from '#modules/billing/invoices/lock.ts';
import { PayMethod } from './pay-method.ts';
import { PaymentAttempt } from './payment-attempt.ts';
import { startTask, type ReturnAddresses } from './start-payment.ts';

/** Addresses browsers are sent to: https, or a program on this machine. */
const returnRule = z.url().refine((text) => {
  const { protocol, hostname } = new URL(text);
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(hostname))
  );
}, 'must begin with https://');

command('capturePaymentByInvoice', {
  legacy: 'CapturePaymentByInvoice',
  description:
    'Pay an invoice now: with a stored pay method, or by starting a payment at a gateway that the client then confirms there.',
  permission: 'billing:pay',
  input: (t) => ({
    invoiceId: t.globalID({
      for: Invoice,
      required: true,
      description: 'ID of the invoice to pay.',
    }),
    payMethodId: t.globalID({
      for: PayMethod,
      description: 'ID of the stored pay method to charge.',
    }),
    gateway: t.field({
      type: GatewayBy,
      description:
        "Gateway to pay at when no stored pay method is given. Default: the invoice's own gateway.",
    }),
    returnUrl: t.string({
      description: 'URL to which the client returns after the payment.',
      validate: returnRule,
    }),
    cancelUrl: t.string({
      description: 'URL to which the client returns without having paid.',
      validate: returnRule,
    }),
  }),
  errors: [
    'INVOICE_NOT_FOUND',
    'INVOICE_NOT_UNPAID',
    'GATEWAY_NOT_FOUND',
    'PAY_METHOD_NOT_FOUND',
    'PAY_METHOD_MISSING',
    'PAYMENT_IN_PROGRESS',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { invoiceId, payMethodId, gateway, returnUrl, cancelUrl }) => {
    const invoice = await invoiceFor(work, keyOf(invoiceId));
    if (payMethodId) {
      const method = await payMethodOf(work, payMethodId, invoice.clientId);
      return { attemptId: await beginCapture(work, invoice, method.id) };
    }
    const gatewayId = gateway ? (await gatewayNamed(work, gateway)).id : invoice.gatewayId;
    if (gatewayId === null) return { attemptId: await beginCapture(work, invoice) };
    const back = returnUrl ?? (await usualAddress(work, invoice));
    const addresses = { returnUrl: back, cancelUrl: cancelUrl ?? back };
    return { attemptId: await beginStart(work, invoice, gatewayId, addresses) };
  },
  payload: (t) => ({
    attempt: t.prismaField({
      type: PaymentAttempt,
      description: 'The payment attempt: its outcome, or where the client continues the payment.',
      resolve: (query, { attemptId }, _args, { db }) =>
        db.paymentAttempt.findUniqueOrThrow({ ...query, where: { id: attemptId } }),
    }),
    clientSecret: t.string({
      nullable: true,
      description: "Secret the gateway's script in the browser needs to confirm the payment.",
      resolve: ({ attemptId }, _args, { app, db }) =>
        secretOf({ keyring: app.keyring, db }, attemptId),
    }),
  }),
});

async function beginStart(
  work: Work,
  invoice: LockedInvoice,
  gatewayId: number,
  addresses: ReturnAddresses,
): Promise<number> {
  const attempt = await openAttempt(work, invoice, {
    gatewayId,
    payMethodId: null,
    status: 'REQUIRES_ACTION',
  });
  const taskId = await work.begin(startTask, {
    subject: { type: 'Invoice', id: invoice.id },
    clientId: invoice.clientId,
    input: { attemptId: attempt.id, ...addresses },
  });
  await work.tx.paymentAttempt.update({ where: { id: attempt.id }, data: { taskId } });
  return attempt.id;
}

async function usualAddress({ tx, app }: Work, { id }: LockedInvoice): Promise<string> {
  const base = (await settingText(tx, 'SystemURL')) || app.config.publicUrl || 'https://localhost';
  return `${base.replace(/\/$/, '')}/invoices/${id}`;
}
