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
  description: 'How many orders have a status.',
  fields: (t) => ({
    status: t.expose('status', { type: OrderStatus, description: 'The status.' }),
    count: t.exposeInt('count', { description: 'How many of the orders the actor may see.' }),
  }),
});

const statuses: readonly Status[] = ['PENDING', 'ACTIVE', 'CANCELLED', 'FRAUD'];

builder.queryField('orderStatuses', (t) =>
  t.field({
    type: [OrderStatusCount],
    description: 'The statuses of orders, and how many the actor sees of each.',
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
