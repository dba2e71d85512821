import type { Edge } from '#core/edges.ts';
import type { InvoiceStatus } from '#generated/prisma/client.ts';

type Ways = Edge<InvoiceStatus>[];

/** The three statuses in which money is owed. */
const open = ['UNPAID', 'PAYMENT_PENDING', 'COLLECTIONS'] as const;

const unmoved = { services: 'Stay as they are.', domains: 'Stay as they are.' };

const paid = (from: InvoiceStatus): Edge<InvoiceStatus> => ({
  from,
  to: 'PAID',
  by: 'a payment, credit, updateInvoice; nothing owed',
  money:
    'What was paid is booked against the debt, too much of it becomes credit; bought credit is released.',
  services:
    'Due the day after the last day paid for; an ordered change is made, what was ordered is set up.',
  domains: 'Registered, transferred, renewed or restored for the years paid for.',
});

const cancelled = (from: InvoiceStatus): Edge<InvoiceStatus> => ({
  from,
  to: 'CANCELLED',
  by: 'cancelInvoice, updateInvoice, the order called off',
  money: 'The debt leaves the books; what was paid of it, money or credit, becomes credit.',
  services: 'Its periods count as billed: they are waived, the due date stays.',
  domains: 'Not renewed by it.',
});

/** Between the statuses in which money is owed nothing moves. */
const betweenOpen: Ways = open.flatMap((from) =>
  open
    .filter((to) => to !== from)
    .map((to) => ({
      from,
      to,
      by: 'updateInvoice',
      money: 'Nothing moves: as much is owed as before.',
      ...unmoved,
    })),
);

/** Every way of an invoice, and what it does to money, services and domains. */
export const invoiceEdges: Readonly<Ways> = [
  {
    from: 'DRAFT',
    to: 'UNPAID',
    by: 'publishInvoice, updateInvoice',
    money: 'Its amounts enter the books; credit is spent on it where it was made so.',
    ...unmoved,
  },
  {
    from: 'DRAFT',
    to: 'CANCELLED',
    by: 'cancelInvoice, updateInvoice',
    money: 'Nothing moves: it was never owed.',
    services: 'Its periods are billed anew.',
    domains: 'Its periods are billed anew.',
  },
  ...open.map(paid),
  ...open.map(cancelled),
  ...betweenOpen,
  {
    from: 'PAID',
    to: 'UNPAID',
    by: 'updateInvoice, a payment deleted',
    money: 'The debt is there again; what was paid from credit is credit again.',
    services: 'What was granted stays; not paying has its usual consequences.',
    domains: 'What was renewed stays renewed.',
  },
  {
    from: 'PAID',
    to: 'COLLECTIONS',
    by: 'a chargeback',
    money: 'The debt is there again; credit that was bought is taken back.',
    services: 'What was granted stays; not paying has its usual consequences.',
    domains: 'What was renewed stays renewed.',
  },
  {
    from: 'PAID',
    to: 'REFUNDED',
    by: 'addRefund of all that was paid, updateInvoice',
    money: 'Nothing is left of it, money or credit: sale and tax are booked back.',
    services: 'Stay until staff end them; a change gives nothing back for time that was refunded.',
    domains: 'Stay until staff end them.',
  },
  {
    from: 'REFUNDED',
    to: 'PAID',
    by: 'the refund deleted, or failed at the gateway',
    money: 'The refund is booked back.',
    ...unmoved,
  },
  {
    from: 'CANCELLED',
    to: 'UNPAID',
    by: 'updateInvoice, pendingOrder',
    money: 'Owed again in full; the credit it gave back is not taken.',
    ...unmoved,
  },
];
