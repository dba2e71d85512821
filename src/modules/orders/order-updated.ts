import type { EventName } from '#core/events.ts';
import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import { builder } from '#schema/builder.ts';
import { eventFields, follow } from '#schema/follow.ts';
import { Order } from './order.ts';
import { visibleOrders } from './visible.ts';

const types = [
  'order.placed',
  'order.accepted',
  'order.cancelled',
  'order.markedFraud',
  'order.markedPending',
  'order.fraudChecked',
  'order.deleted',
] as const satisfies readonly EventName[];

const OrderEvent = builder.objectRef<PublishedEvent>('OrderEvent').implement({
  read: 'orders:read',
  description: 'Event about an order.',
  fields: (t) => ({
    ...eventFields(t),
    order: t.prismaField({
      type: Order,
      nullable: true,
      description: 'The current state of the order; null after the order was deleted.',
      resolve: (query, { subjectId }, _args, { db, actor }) =>
        db.order.findFirst({
          ...query,
          where: { AND: [{ id: subjectId ?? -1 }, visibleOrders(actor)] },
        }),
    }),
  }),
});

builder.subscriptionField('orderUpdated', (t) =>
  t.field({
    type: OrderEvent,
    description:
      'Events of orders that are placed, accepted, cancelled, checked or deleted. After a disconnect, continue with `after`; no event is lost or delivered twice.',
    authScopes: { permission: 'orders:read' },
    args: {
      orderId: t.arg.globalID({ for: Order, description: 'Only events of this order.' }),
      clientId: t.arg.globalID({
        for: Client,
        description: "Only events of this client's orders.",
      }),
      after: t.arg.string({
        description: 'Cursor of the last event already received; `0` for all stored events.',
      }),
    },
    subscribe: (_root, { orderId, clientId, after }, context) => {
      const order = orderId && keyOf(orderId);
      const client = clientId && keyOf(clientId);
      const where = (event: PublishedEvent) =>
        (!order || event.subjectId === order) && (!client || event.clientId === client);
      return follow(context, { types, after: after ?? null, where });
    },
    resolve: (event) => event,
  }),
);
