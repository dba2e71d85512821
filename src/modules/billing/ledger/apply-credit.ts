import { Client } from '#modules/clients/client.ts';
import { rowField } from '#schema/payload-rows.ts';
import { exact } from '#core/money.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Money } from '#schema/money.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { spendableCredit } from './credit.ts';
import { Invoice } from '#modules/billing/invoices/invoice.ts';
import { invoicePayload } from '#modules/billing/invoices/invoice-payload.ts';
import { isOpen } from '#modules/billing/invoices/invoice-status.ts';
import { invoiceFor, ensure } from '#modules/billing/invoices/lock.ts';
import { spendCredit } from './spend-credit.ts';

command('applyCredit', {
  legacy: 'ApplyCredit',
  description: "Pay an invoice, in full or in part, from the client's credit.",
  permission: 'billing:pay',
  input: (t) => ({
    invoiceId: t.globalID({
      for: Invoice,
      required: true,
      description: 'ID of the invoice to pay from credit.',
    }),
    amount: t.field({
      type: 'Decimal',
      description:
        'Amount to pay from credit. Default: the amount owed, as far as the available credit covers it.',
    }),
    sendEmail: t.boolean({
      defaultValue: true,
      description:
        'Whether to send the client an email if the invoice becomes paid by this. Default: true.',
    }),
  }),
  errors: [
    'INVOICE_NOT_FOUND',
    'INVOICE_NOT_UNPAID',
    'AMOUNT_NOT_POSITIVE',
    'AMOUNT_EXCEEDS_BALANCE',
    'CREDIT_INSUFFICIENT',
    'FUNDS_NOT_BY_CREDIT',
  ],
  run: async (work, { invoiceId, amount, sendEmail }) => {
    const invoice = await invoiceFor(work, keyOf(invoiceId));
    ensure(isOpen(invoice.status) && invoice.clientId !== null, 'INVOICE_NOT_UNPAID');
    const { balance } = await spendableCredit(work, invoice.clientId);
    const owed = exact(invoice.balance);
    const most = balance.lessThan(owed) ? balance : owed;
    if (!amount) ensure(most.greaterThan(0), 'CREDIT_INSUFFICIENT', 'amount');
    const requested = amount ?? most;
    await spendCredit(work, invoice, requested, sendEmail ?? true);
    return {
      invoiceId: invoice.id,
      clientId: invoice.clientId,
      amount: requested.toFixed(),
      currency: invoice.currencyCode,
    };
  },
  payload: (t) => ({
    amount: t.field({
      type: Money,
      description: "Amount taken from the client's credit.",
      resolve: ({ amount, currency }) => ({ amount: new Prisma.Decimal(amount), currency }),
    }),
    ...invoicePayload(t),
    client: rowField(t, Client, 'clientId', 'The client with the credit that remains.'),
  }),
});
