import type { OrderStatus as Status } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { OrderStatus } from './order-enums.ts';
import { visibleOrders } from './visible.ts';

/** How many orders stand somewhere. */
interface Count {
  status: Status;
  count: number;
}

const OrderStatusCount = builder.objectRef<Count>('OrderStatusCount').implement({
  read: 'orders:read',
  description: 'Number of orders in a status.',
  fields: (t) => ({
    status: t.expose('status', { type: OrderStatus, description: 'Status that is counted.' }),
    count: t.exposeInt('count', {
      description: 'Number of orders in the status that the actor may see.',
    }),
  }),
});

const statuses: readonly Status[] = ['PENDING', 'ACTIVE', 'CANCELLED', 'FRAUD'];

builder.queryField('orderStatuses', (t) =>
  t.field({
    type: [OrderStatusCount],
    description: 'All statuses of orders, with the number of orders the actor may see in each.',
    authScopes: { permission: 'orders:read' },
    extensions: legacyExtensions('GetOrderStatuses', 'orders:read'),
    resolve: async (_root, _args, { db, actor }) => {
      const groups = await db.order.groupBy({
        by: ['status'],
        where: visibleOrders(actor),
        _count: true,
      });
      const countOf = new Map(groups.map(({ status, _count }) => [status, _count]));
      return statuses.map((status) => ({ status, count: countOf.get(status) ?? 0 }));
    },
  }),
);
