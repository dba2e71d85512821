import { builder } from '#schema/builder.ts';
import type { orderRows, ticketRows, waitingSums } from './company-sums.ts';
import { figure } from './figure.ts';

export type Orders = Awaited<ReturnType<typeof orderRows>>;
export type OrderSpan = 'today' | 'yesterday' | 'month' | 'year' | 'ever';

export const OrderCounts = builder
  .objectRef<{ rows: Orders; span: OrderSpan }>('OrderCounts')
  .implement({
    read: 'orders:read',
    description: 'Number of orders of a period, by status.',
    fields: (t) => {
      const of = (status: string | null, description: string) =>
        t.int({
          description,
          resolve: ({ rows, span }) =>
            rows
              .filter((row) => status === null || row.status === status)
              .reduce((sum, row) => sum + row[span], 0),
        });
      return {
        pending: of('PENDING', 'Waiting to be looked at.'),
        active: of('ACTIVE', 'Accepted.'),
        cancelled: of('CANCELLED', 'Cancelled.'),
        fraud: of('FRAUD', 'Found to be fraud.'),
        total: of(null, 'All of them.'),
      };
    },
  });

export const TicketCount = builder
  .objectRef<Awaited<ReturnType<typeof ticketRows>>[number]>('TicketCount')
  .implement({
    read: 'support:read',
    description: 'Number of tickets in a status.',
    fields: (t) => ({
      status: t.exposeString('key', {
        description: 'Status of the tickets, for instance `customerreply`.',
      }),
      isActive: t.exposeBoolean('is_active', {
        description: 'Whether the status counts as active.',
      }),
      isAwaitingReply: t.exposeBoolean('is_awaiting_reply', {
        description: 'Whether the status counts as awaiting a reply of staff.',
      }),
      count: t.exposeInt('count', { description: 'Number of tickets in the status.' }),
      flagged: t.exposeInt('flagged', {
        description: 'Number of these tickets that are assigned to the actor.',
      }),
    }),
  });

type Waiting = Awaited<ReturnType<typeof waitingSums>>;

export const CompanyWaiting = builder.objectRef<Waiting>('CompanyWaiting').implement({
  read: 'system:read',
  description: 'Number of items that wait for action.',
  fields: (t) => ({
    cancellations: figure(
      t,
      'cancellations',
      'services:read',
      'Number of waiting cancellation requests.',
    ),
    dueTodoItems: t.exposeInt('todo', {
      description: 'Number of open to-do items that have become due.',
    }),
    networkIssues: figure(t, 'issues', 'support:read', 'Number of unresolved network issues.'),
    billableItems: figure(
      t,
      'billable',
      'billing:read',
      'Number of billable items that are not on an invoice yet.',
    ),
    validQuotes: figure(
      t,
      'quotes',
      'quotes:read',
      'Number of quotes that clients can still accept.',
    ),
    staffOnline: t.exposeInt('staff', { description: 'Number of staff members online.' }),
  }),
});
