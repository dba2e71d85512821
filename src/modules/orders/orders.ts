import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { amounts, anyOf, rows, withText, timeSpans } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { idIn, includes } from '#schema/text-filter.ts';
import { OrderStatus } from './order-enums.ts';
import { Order } from './order.ts';
import { visibleOrders } from './visible.ts';

builder.queryField('order', (t) =>
  t.prismaField({
    type: Order,
    nullable: true,
    description: 'Look up an order; null if there is no such order that the actor may see.',
    authScopes: { permission: 'orders:read' },
    args: {
      id: t.arg.globalID({
        for: Order,
        required: true,
        description: 'ID of the order to look up, e.g. `Order:7`.',
      }),
    },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.order.findFirst({
        ...query,
        where: { AND: [{ id: keyOf(id) }, visibleOrders(actor)] },
      }),
  }),
);

/** Lists of orders. */
export const orderList = declareList({
  type: Order,
  noun: 'Order',
  model: 'Order',
  visible: visibleOrders,
  filter: {
    number: withText(
      (number) => ({ OR: [{ number }, { id: idIn(number) }] }),
      'The order with this number or this `databaseId`.',
    ),
    client: rows('Client', 'clientId', 'Orders of these clients.'),
    invoice: rows('Invoice', 'invoiceId', 'The orders of these invoices; null for none.'),
    status: anyOf(OrderStatus, 'status', 'Orders in these statuses.'),
    promotion: rows('Promotion', 'promotionId', 'Orders that used these promotions.'),
    createdAt: timeSpans('createdAt', 'Time of placing.'),
    amount: amounts('amount', 'Amount of the first payment.'),
    ip: withText((ip) => ({ ip }), 'Orders placed from this IP address.'),
  },
  order: {
    ID: ['id', 'By the order of placing.'],
    CLIENT: ['clientId', 'By the client.'],
    STATUS: ['status', 'By the status.'],
    CREATED_AT: ['createdAt', 'By the time of placing.'],
    CANCELLED_AT: ['cancelledAt', 'By the time of cancellation.'],
    PRODUCT_TYPE: [
      'productType',
      'By the product type of the first line, or by what that line is for if it is not a product.',
    ],
    AMOUNT: ['amount', 'By the amount of the first payment.'],
  },
  search: (word) => ({ OR: [{ number: includes(word) }, { id: idIn(word) }] }),
  totals: { amount: ['amount', 'Sum of the first payments.'] },
});

orderList.root('orders', {
  description: 'List the orders the actor may see.',
  permission: 'orders:read',
  legacy: 'GetOrders',
});

orderList.under('Client', 'orders', 'orders', {
  description: 'Orders of the client; newest first where no order is asked for.',
  usual: [{ id: 'desc' }],
  column: 'clientId',
});
