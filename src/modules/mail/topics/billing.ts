import { asFormatted, asText } from '#core/money.ts';
import { fullNameOf } from '#core/names.ts';
import { dayIn, dayOfIn } from '#modules/mail/company.ts';
import type { ReadTopic } from '#modules/mail/topic.ts';
import type { Prisma } from '#generated/prisma/client.ts';

const currency = { select: { code: true, prefix: true, suffix: true, format: true } } as const;

const invoiceColumns = {
  currency,
  items: {
    orderBy: [{ sortOrder: 'asc' as const }, { id: 'asc' as const }],
    take: 200,
    select: {
      description: true,
      quantity: true,
      amount: true,
      periodStartOn: true,
      periodEndOn: true,
    },
  },
  gateway: { select: { displayName: true } },
} satisfies Prisma.InvoiceInclude;

/** An email about an invoice. */
export const invoiceTopic: ReadTopic = async ({ tx }, id) => {
  const invoice = await tx.invoice.findUnique({ where: { id }, include: invoiceColumns });
  if (!invoice) return null;
  const written = (amount: Prisma.Decimal) => asFormatted(amount, invoice.currency);
  return {
    clientId: invoice.clientId,
    values: (company) => ({
      invoice: {
        id,
        number: invoice.number ?? String(id),
        status: invoice.status,
        issued_on: dayIn(company, invoice.issuedOn),
        due_on: dayIn(company, invoice.dueOn),
        paid_on: dayOfIn(company, invoice.paidAt),
        subtotal: written(invoice.subtotal),
        tax: written(invoice.tax),
        tax2: written(invoice.tax2),
        tax_name: invoice.taxName,
        tax2_name: invoice.taxName2,
        tax_note: invoice.taxNote,
        credit: written(invoice.credit),
        total: written(invoice.total),
        amount_paid: written(invoice.amountPaid),
        balance: written(invoice.balance),
        total_amount: asText(invoice.total, invoice.currencyCode),
        currency: invoice.currencyCode,
        payment_method: invoice.gateway?.displayName ?? '',
        notes: invoice.notes,
        url: `${company.url}/invoices/${id}`,
        items: invoice.items.map((item) => ({
          description: item.description,
          quantity: item.quantity.toFixed(),
          amount: written(item.amount),
          from: dayIn(company, item.periodStartOn),
          to: dayIn(company, item.periodEndOn),
        })),
      },
    }),
  };
};

/** An email about an entry in the client's credit. */
export const creditTopic: ReadTopic = async ({ tx }, id) => {
  const entry = await tx.creditEntry.findUnique({ where: { id } });
  if (!entry) return null;
  const format = await tx.currency.findUniqueOrThrow({
    where: { code: entry.currencyCode },
    ...currency,
  });
  return {
    clientId: entry.clientId,
    values: (company) => ({
      credit: {
        amount: asFormatted(entry.amount, format),
        balance: asFormatted(entry.balanceAfter, format),
        description: entry.description,
        entered_on: dayIn(company, entry.enteredOn),
      },
    }),
  };
};

/** An email about money that came or went. */
export const paymentTopic: ReadTopic = async ({ tx }, id) => {
  const payment = await tx.transaction.findUnique({ where: { id }, include: { currency } });
  if (!payment) return null;
  return {
    clientId: payment.clientId,
    values: (company) => ({
      payment: {
        id,
        amount: asFormatted(payment.amountIn, payment.currency),
        refunded: asFormatted(payment.amountOut, payment.currency),
        invoice_id: payment.invoiceId,
        reference: payment.transactionRef ?? '',
        description: payment.description,
        paid_on: dayOfIn(company, payment.happenedAt),
      },
    }),
  };
};

/** An email about a quote, to its client or to the prospect it was made for. */
export const quoteTopic: ReadTopic = async ({ tx }, id) => {
  const quote = await tx.quote.findUnique({ where: { id }, include: { currency } });
  if (!quote) return null;
  const name = fullNameOf(quote);
  const prospect = { name, email: quote.email, language: '' };
  return {
    clientId: quote.clientId,
    ...(quote.clientId === null && { person: prospect }),
    values: (company) => ({
      quote: {
        id,
        subject: quote.subject,
        stage: quote.stage,
        created_on: dayIn(company, quote.createdOn),
        valid_until: dayIn(company, quote.validUntilOn),
        subtotal: asFormatted(quote.subtotal, quote.currency),
        total: asFormatted(quote.total, quote.currency),
        proposal: quote.proposal,
        notes: quote.customerNotes,
        recipient: name,
        url: `${company.url}/quotes/${id}`,
      },
    }),
  };
};
