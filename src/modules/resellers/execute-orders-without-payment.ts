import { z } from 'zod';
import { cancel } from '#modules/billing/invoices/cancel.ts';
import { isOpen } from '#modules/billing/invoices/invoice-status.ts';
import { ensureMayWaive } from '#modules/billing/payments/may-give-back.ts';
import { invoiceFor } from '#modules/billing/invoices/lock.ts';
import { renewUnpaid } from '#modules/domains/ordering/renew-paid.ts';
import { acceptOrder } from '#modules/orders/acceptance.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { Invoice } from '#modules/billing/invoices/invoice.ts';
import { keyOf } from '#core/ids.ts';
import { CustomerTransaction } from './customer-transaction.ts';
import { begunFor } from './begun-for.ts';
import { Execution, type Executed } from './execution.ts';

command('executeOrdersWithoutPayment', {
  description:
    'Execute what waits for the payment of invoices: pending orders are accepted and domains renewed, for all given invoices or none. The debt remains, or the invoice is cancelled because it was paid elsewhere. A reseller is charged what all of it costs the reseller, from its funds; without enough funds nothing is executed. If the customer pays the invoice later, the charge is given back.',
  permission: 'orders:accept',
  input: (t) => ({
    invoiceIds: t.globalIDList({
      for: Invoice,
      required: true,
      description: 'IDs of the invoices to execute.',
      validate: z.array(z.unknown()).min(1, 'is required').max(100),
    }),
    cancelInvoices: t.boolean({
      required: true,
      description: 'Whether to cancel the invoices instead of leaving them to be paid later.',
    }),
  }),
  errors: [
    'CREDIT_INSUFFICIENT',
    'PRICE_MISSING',
    'INVOICE_NOT_FOUND',
    'FORBIDDEN',
    'INVOICE_NOT_UNPAID',
    'ORDER_NOT_PENDING',
    'PAYMENT_IN_PROGRESS',
    'DOMAIN_WRONG_STATUS',
    'DOMAIN_BUSY',
  ],
  reportsOutcomes: true,
  run: async (work, { invoiceIds, cancelInvoices }) => {
    const { fail } = work;
    // In one order for everybody, so that two such calls never wait for each other.
    const ids = [...new Set(invoiceIds.map(keyOf))].toSorted((a, b) => a - b);
    const executed: Executed[] = [];
    for (const id of ids) {
      const invoice = await invoiceFor(work, id);
      if (!isOpen(invoice.status)) fail('INVOICE_NOT_UNPAID');
      if (cancelInvoices) await ensureMayWaive(work, id);
      executed.push({ invoiceId: id, taskIds: await execute(work, id) });
      if (cancelInvoices) await cancel(work, invoice);
    }
    return { ids, executed };
  },
  payload: (t) => ({
    transactions: t.prismaField({
      type: [CustomerTransaction],
      description: 'The invoices after the execution.',
      resolve: (query, { ids }, _args, { db }) =>
        db.invoice.findMany({ ...query, where: { id: { in: ids } }, orderBy: [{ id: 'asc' }] }),
    }),
    executions: t.field({
      type: [Execution],
      description: 'Progress of the execution for each invoice.',
      resolve: ({ executed }) => executed,
    }),
  }),
});

/** Accepts the orders of an invoice and renews its domains; gives the outside work that began. */
async function execute(work: Work, invoiceId: number): Promise<number[]> {
  const { tx, fail } = work;
  const orders = await tx.order.findMany({
    where: { invoiceId, status: 'PENDING' },
    orderBy: { id: 'asc' },
    select: { id: true, services: { select: { id: true } }, domains: { select: { id: true } } },
  });
  for (const { id } of orders) await acceptOrder(work, id);
  const renewals = await renewUnpaid(work, invoiceId);
  if (orders.length + renewals.length === 0) fail('ORDER_NOT_PENDING');
  return [...new Set([...(await begunFor(work, orders)), ...renewals])];
}
