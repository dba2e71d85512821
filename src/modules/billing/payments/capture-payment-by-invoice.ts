import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { beginPayment, paymentErrors, returnRule } from './begin-payment.ts';
import { clientSecretOf } from './client-secret.ts';
import { payMethodOf } from '#modules/billing/gateways/foreign.ts';
import { GatewayBy, gatewayNamed } from '#modules/billing/gateways/gateway-named.ts';
import { Invoice } from '#modules/billing/invoices/invoice.ts';
import { invoiceFor } from '#modules/billing/invoices/lock.ts';
import { PayMethod } from './pay-method.ts';
import { PaymentAttempt } from './payment-attempt.ts';

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
  errors: paymentErrors,
  run: async (work, { invoiceId, payMethodId, gateway, returnUrl, cancelUrl }) => {
    const invoice = await invoiceFor(work, keyOf(invoiceId));
    const method = payMethodId ? await payMethodOf(work, payMethodId, invoice.clientId) : undefined;
    const named = !method && gateway ? await gatewayNamed(work, gateway) : undefined;
    const choice = { payMethodId: method?.id, gatewayId: named?.id, returnUrl, cancelUrl };
    return { attemptId: await beginPayment(work, invoice, choice) };
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
        clientSecretOf({ keyring: app.keyring, db }, attemptId),
    }),
  }),
});
