import type { InvoiceStatus as Status } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';

export const InvoiceStatus = builder.enumType('InvoiceStatus', {
  description: 'Where an invoice stands. Overdue is not a status: it is unpaid after its due date.',
  values: {
    DRAFT: { description: 'Being written; the client does not see it and owes nothing.' },
    UNPAID: { description: 'Owed.' },
    PAID: { description: 'Nothing is owed any more.' },
    CANCELLED: { description: 'Nothing is owed, for good.' },
    REFUNDED: { description: 'Paid, and all of it given back.' },
    COLLECTIONS: { description: 'Owed, and handed to whoever collects debts.' },
    PAYMENT_PENDING: { description: 'Owed, and the client says that the money is on its way.' },
  } as const,
});

/** Where an invoice may go from where it stands. What is not listed does not happen. */
export const edges: Readonly<Record<Status, readonly Status[]>> = {
  DRAFT: ['UNPAID', 'CANCELLED'],
  UNPAID: ['PAID', 'CANCELLED', 'COLLECTIONS', 'PAYMENT_PENDING'],
  PAYMENT_PENDING: ['PAID', 'CANCELLED', 'COLLECTIONS', 'UNPAID'],
  COLLECTIONS: ['PAID', 'CANCELLED', 'UNPAID', 'PAYMENT_PENDING'],
  // Back when a payment is taken away by a correcting entry or by the client's bank.
  PAID: ['REFUNDED', 'UNPAID', 'COLLECTIONS'],
  // Back when the refund is taken away by a correcting entry.
  REFUNDED: ['PAID'],
  CANCELLED: [],
};

const open: readonly Status[] = ['UNPAID', 'PAYMENT_PENDING', 'COLLECTIONS'];

/** Whether money is owed in this status. */
export const isOpen = (status: Status): boolean => open.includes(status);

/** The statuses in which money is owed, for conditions. */
export const openStatuses: Status[] = [...open];
