import { z } from 'zod';
import { cancel } from '#modules/billing/cancel.ts';
import { isOpen } from '#modules/billing/invoice-status.ts';
import { invoiceFor } from '#modules/billing/lock.ts';
import { acceptOrder } from '#modules/orders/acceptance.ts';
import { command } from '#schema/command.ts';
import { CustomerTransaction } from './customer-transaction.ts';

command('executeOrdersWithoutPayment', {
  description:
    'Carry out what waits for the payment of invoices: their pending orders are accepted, all of them or none. The debt stays, or the invoice is cancelled because it was paid elsewhere.',
  permission: 'orders:accept',
  input: (t) => ({
    invoiceDatabaseIds: t.intList({
      required: true,
      description: 'The invoices, by their numbers.',
      validate: z.array(z.int().positive()).min(1, 'is required').max(100),
    }),
    cancelInvoices: t.boolean({
      required: true,
      description: 'Cancel the invoices, instead of leaving them to be paid later.',
    }),
  }),
  refuses: ['INVOICE_NOT_FOUND', 'INVOICE_NOT_UNPAID', 'ORDER_NOT_PENDING', 'PAYMENT_IN_PROGRESS'],
  run: async (work, { invoiceDatabaseIds, cancelInvoices }) => {
    const { tx, refuse } = work;
    // In one order for everybody, so that two such calls never wait for each other.
    const ids = [...new Set(invoiceDatabaseIds)].toSorted((a, b) => a - b);
    for (const id of ids) {
      const invoice = await invoiceFor(work, id);
      if (!isOpen(invoice.status)) refuse('INVOICE_NOT_UNPAID');
      const orders = await tx.order.findMany({
        where: { invoiceId: id, status: 'PENDING' },
        orderBy: { id: 'asc' },
        select: { id: true },
      });
      if (orders.length === 0) refuse('ORDER_NOT_PENDING');
      for (const order of orders) await acceptOrder(work, order.id);
      if (cancelInvoices) await cancel(work, invoice);
    }
    return { ids };
  },
  payload: (t) => ({
    transactions: t.prismaField({
      type: [CustomerTransaction],
      description: 'The invoices as they are now.',
      resolve: (query, { ids }, _args, { db }) =>
        db.invoice.findMany({ ...query, where: { id: { in: ids } }, orderBy: [{ id: 'asc' }] }),
    }),
  }),
});
