import type { builder } from '#schema/builder.ts';
import { Order } from './order.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** The order that an action is about. */
export const whichOrder = (t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) => ({
  orderId: t.globalID({ for: Order, required: true, description: 'ID of the order.' }),
});

/** The payload of what changes an order: the order as it is afterwards. */
export const orderPayload = <Answer extends { orderId: number }>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>,
) => ({
  order: t.prismaField({
    type: Order,
    description: 'The order after the change.',
    resolve: (query, { orderId }, _args, { db }) =>
      db.order.findUniqueOrThrow({ ...query, where: { id: orderId } }),
  }),
});
