import type { InvoiceStatus as Status } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';

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

/**
 * Where an invoice may go from where it stands. What is not listed does not happen.
 *
 * - DRAFT → UNPAID: its amounts enter the books. DRAFT → CANCELLED: its periods are billed anew.
 * - owed → PAID: due dates move on, domains are renewed, bought credit is released.
 * - owed → CANCELLED: what was paid of it, money or credit, becomes the client's credit; the debt
 *   leaves the books. Its periods stay billed: they are waived.
 * - PAID → UNPAID, COLLECTIONS: the debt is there again; what was granted stays, and not paying has
 *   its usual consequences.
 * - PAID → REFUNDED: nothing is left of it, money or credit; what was granted stays until staff end it.
 * - CANCELLED → UNPAID: owed again in full; the credit it gave back is not taken.
 */
export const edges: Readonly<Record<Status, readonly Status[]>> = {
  DRAFT: ['UNPAID', 'CANCELLED'],
  UNPAID: ['PAID', 'CANCELLED', 'COLLECTIONS', 'PAYMENT_PENDING'],
  PAYMENT_PENDING: ['PAID', 'CANCELLED', 'COLLECTIONS', 'UNPAID'],
  COLLECTIONS: ['PAID', 'CANCELLED', 'UNPAID', 'PAYMENT_PENDING'],
  // Back when a payment is taken away by a correcting entry, by the client's bank, or as credit.
  PAID: ['REFUNDED', 'UNPAID', 'COLLECTIONS'],
  // Back when the refund is taken away by a correcting entry.
  REFUNDED: ['PAID'],
  CANCELLED: ['UNPAID'],
};

const open: readonly Status[] = ['UNPAID', 'PAYMENT_PENDING', 'COLLECTIONS'];

/** Whether money is owed in this status. */
export const isOpen = (status: Status): boolean => open.includes(status);

/** The statuses in which money is owed, for conditions. */
export const openStatuses: Status[] = [...open];
