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
  description: 'Pay an invoice, or a part of it, from the client’s credit.',
  permission: 'billing:pay',
  input: (t) => ({
    invoiceId: t.globalID({ for: Invoice, required: true, description: 'What is paid.' }),
    amount: t.field({
      type: 'Decimal',
      description: 'How much; what is owed, as far as the credit at hand goes.',
    }),
    sendEmail: t.boolean({
      defaultValue: true,
      description: 'Write to the client when it is paid by this.',
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
      amount: requested.toFixed(),
      currency: invoice.currencyCode,
    };
  },
  payload: (t) => ({
    amount: t.field({
      type: Money,
      description: 'How much was taken from the credit.',
      resolve: ({ amount, currency }) => ({ amount: new Prisma.Decimal(amount), currency }),
    }),
    ...invoicePayload(t),
  }),
});
