import { type Edge, isEdge } from '#core/edges.ts';
import type { OrderStatus } from '#generated/prisma/client.ts';

const calledOff = {
  money:
    'An unpaid invoice is cancelled; what was paid of it becomes credit. A paid one stays, for staff to refund. Stock and promotion are given back.',
};

/** Every way of an order, and what it does to money, services and domains. */
export const orderEdges: readonly Edge<OrderStatus>[] = [
  {
    from: 'PENDING',
    to: 'ACTIVE',
    by: 'acceptOrder, or by itself once nothing of it waits for a person',
    money: 'Nothing moves: what is billed and not paid stays owed.',
    services: 'Set up and active; an ordered change is made, with what it gives back as credit.',
    domains: 'Sent to their registrars.',
  },
  {
    from: 'PENDING',
    to: 'CANCELLED',
    by: 'cancelOrder; a change that was not paid when the next period is billed',
    ...calledOff,
    services: 'Cancelled, an account that exists is removed; an ordered change is dropped.',
    domains: 'Those that no registry knows are cancelled; registered ones run on.',
  },
  {
    from: 'PENDING',
    to: 'FRAUD',
    by: 'fraudOrder',
    ...calledOff,
    services: 'Fraud; an account stays as evidence until staff terminate it.',
    domains: 'Fraud, registered ones too: not renewed, and their open invoices are cancelled.',
  },
  {
    from: 'ACTIVE',
    to: 'FRAUD',
    by: 'fraudOrder',
    ...calledOff,
    services: 'Fraud; an account stays as evidence until staff terminate it.',
    domains: 'Fraud, registered ones too: not renewed, and their open invoices are cancelled.',
  },
  {
    from: 'ACTIVE',
    to: 'PENDING',
    by: 'pendingOrder',
    money: 'Nothing moves: paid stays paid, owed stays owed.',
    services: 'Pending, except those with an account.',
    domains: 'Stay as they are.',
  },
  {
    from: 'CANCELLED',
    to: 'PENDING',
    by: 'pendingOrder',
    money:
      'What was billed is owed again: a cancelled invoice is opened, a refunded one made anew, a paid one stays paid. Stock and promotion are taken again.',
    services: 'Pending, except those with an account. An order of a change is refused.',
    domains: 'Pending.',
  },
  {
    from: 'FRAUD',
    to: 'PENDING',
    by: 'pendingOrder',
    money:
      'What was billed is owed again: a cancelled invoice is opened, a refunded one made anew, a paid one stays paid. Stock and promotion are taken again.',
    services: 'Pending; an account kept as evidence runs again. An order of a change is refused.',
    domains:
      'Registered ones are active again, with renewal off until staff switch it on; the others pending.',
  },
];

/** Whether an order may go from one status to another. */
export const mayOrderGo = (from: OrderStatus, to: OrderStatus): boolean =>
  isEdge(orderEdges, from, to);
