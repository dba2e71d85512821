import { DomainError } from '#core/errors.ts';
import { exact } from '#core/money.ts';
import { keyOf } from '#core/ids.ts';
import { gatewayKey, payMethodOf } from '#modules/billing/gateways/foreign.ts';
import { Gateway } from '#modules/billing/gateways/gateway.ts';
import { Invoice } from '#modules/billing/invoices/invoice.ts';
import { invoicePayload } from '#modules/billing/invoices/invoice-payload.ts';
import { isOpen } from '#modules/billing/invoices/invoice-status.ts';
import { ensure, invoiceFor, readInvoice } from '#modules/billing/invoices/lock.ts';
import { spendAvailableCredit } from '#modules/billing/ledger/spend-credit.ts';
import { Client } from '#modules/clients/client.ts';
import { command } from '#schema/command.ts';
import { rowField } from '#schema/payload-rows.ts';
import { beginPayment, paymentErrors, returnRule } from './begin-payment.ts';
import { PayMethod } from './pay-method.ts';
import { PaymentAttempt } from './payment-attempt.ts';
import { PaymentStep, stepOf } from './payment-step.ts';

command('payInvoice', {
  description:
    "Pay an invoice: from the client's credit as far as it goes, and the rest with a stored pay method or at a gateway. What was taken from credit stays paid when the rest is declined. A declined card is a normal result, not an error: see `attempt.status`.",
  permission: 'billing:pay',
  input: (t) => ({
    invoiceId: t.globalID({
      for: Invoice,
      required: true,
      description: 'ID of the invoice to pay.',
    }),
    useCredit: t.boolean({
      defaultValue: true,
      description: "Whether to spend the client's credit first. Default: true.",
    }),
    payMethodId: t.globalID({
      for: PayMethod,
      description: 'ID of the stored pay method to charge with the rest.',
    }),
    gatewayId: t.globalID({
      for: Gateway,
      description:
        "ID of the gateway to pay the rest at when no stored pay method is given. Default: the invoice's own gateway.",
    }),
    returnUrl: t.string({
      description: 'URL to which the client returns after the payment.',
      validate: returnRule,
    }),
    cancelUrl: t.string({
      description: 'URL to which the client returns without having paid. Default: `returnUrl`.',
      validate: returnRule,
    }),
  }),
  errors: paymentErrors,
  run: async (work, { invoiceId, useCredit, payMethodId, gatewayId, ...addresses }) => {
    if (payMethodId && gatewayId) throw eitherOr();
    const found = await invoiceFor(work, keyOf(invoiceId));
    const { id, clientId } = found;
    ensure(isOpen(found.status), 'INVOICE_NOT_UNPAID');
    const choice = {
      payMethodId: payMethodId ? (await payMethodOf(work, payMethodId, clientId)).id : undefined,
      gatewayId: gatewayId ? await gatewayKey(work, gatewayId) : undefined,
      ...addresses,
    };
    if (useCredit ?? true) await spendAvailableCredit(work, id, true);
    const left = await readInvoice(work.tx, id);
    const isCovered = !isOpen(left.status) || exact(left.balance).isZero();
    const attemptId = isCovered ? null : await beginPayment(work, left, choice);
    return { invoiceId: id, clientId, attemptId };
  },
  payload: (t) => ({
    ...invoicePayload(t),
    client: rowField(t, Client, 'clientId', 'The client with the credit that remains.'),
    attempt: rowField(
      t,
      PaymentAttempt,
      'attemptId',
      'Attempt to take the rest; null where credit paid all of it.',
    ),
    next: t.field({
      type: PaymentStep,
      nullable: true,
      description: 'What the client has to do yet; null where nothing is left to do.',
      resolve: ({ attemptId }, _args, { app, db }) =>
        attemptId === null ? null : stepOf({ app, db }, attemptId),
    }),
  }),
});

function eitherOr(): DomainError {
  const message = 'cannot stand beside payMethodId';
  const issues = [{ path: ['input', 'gatewayId'], message }];
  return new DomainError('BAD_INPUT', `gatewayId: ${message}.`, { field: 'gatewayId', issues });
}
