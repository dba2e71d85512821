import { isEdge } from '#core/edges.ts';
import type { InvoiceStatus as Status } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { invoiceEdges } from './invoice-edges.ts';

export const InvoiceStatus = builder.enumType('InvoiceStatus', {
  description:
    'Status of an invoice. Overdue is not a status: an overdue invoice is unpaid after its due date.',
  values: {
    DRAFT: { description: 'Being written; the client cannot see the invoice and owes nothing.' },
    UNPAID: { description: 'The invoice is owed.' },
    PAID: { description: 'The invoice is paid; nothing is owed any more.' },
    CANCELLED: { description: 'Nothing is owed, unless it is opened again.' },
    REFUNDED: { description: 'The invoice was paid, and all of the money was refunded.' },
    COLLECTIONS: { description: 'The invoice is owed and was handed over to debt collection.' },
    PAYMENT_PENDING: {
      description: 'The invoice is owed, and the client says that the payment is on its way.',
    },
  } as const,
});

/** Whether an invoice may go from one status to another; `invoiceEdges` says what that does. */
export const mayInvoiceGo = (from: Status, to: Status): boolean => isEdge(invoiceEdges, from, to);

const open: readonly Status[] = ['UNPAID', 'PAYMENT_PENDING', 'COLLECTIONS'];

/** Whether money is owed in this status. */
export const isOpen = (status: Status): boolean => open.includes(status);

/** The statuses in which money is owed, for conditions. */
export const openInvoiceStatuses: Status[] = [...open];
