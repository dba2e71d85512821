import { keyOf } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping, SortDirection } from '#schema/list.ts';
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

const OrderFilter = builder.inputType('OrderFilter', {
  description: 'Filter for orders. All given conditions must hold.',
  fields: (t) => ({
    number: t.string({
      description: 'Only the order with this order number or this `databaseId`.',
    }),
    clientId: t.globalID({ for: Client, description: 'Only orders of this client.' }),
    invoiceId: t.int({
      description: 'Only the order with the invoice of this numeric ID (`databaseId`).',
    }),
    status: t.field({ type: OrderStatus, description: 'Only orders in this status.' }),
    ip: t.string({ description: 'Only orders placed from this IP address.' }),
  }),
});

const OrderOrderField = builder.enumType('OrderOrderField', {
  description: 'Fields by which orders can be sorted.',
  values: {
    ID: { value: 'id', description: 'By the order of placing.' },
    CLIENT: { value: 'clientId', description: 'By the client.' },
    STATUS: { value: 'status', description: 'By the status.' },
    CANCELLED_AT: { value: 'cancelledAt', description: 'By the time of cancellation.' },
    PRODUCT_TYPE: {
      value: 'productType',
      description:
        'By the product type of the first line, or by what that line is for if it is not a product.',
    },
    AMOUNT: { value: 'amount', description: 'By the amount of the first payment.' },
  } as const,
});

const OrderOrder = builder.inputType('OrderOrder', {
  description: 'Sort order of orders.',
  fields: (t) => ({
    field: t.field({
      type: OrderOrderField,
      required: true,
      description: 'Field to sort orders by.',
    }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Direction in which to sort orders.',
    }),
  }),
});

builder.queryField('orders', (t) =>
  t.prismaConnection({
    type: Order,
    cursor: place,
    description: 'List the orders the actor may see.',
    authScopes: { permission: 'orders:read' },
    extensions: legacyExtensions('GetOrders', 'orders:read'),
    args: {
      filter: t.arg({ type: OrderFilter, description: 'Conditions the orders must meet.' }),
      orderBy: t.arg({
        type: OrderOrder,
        description: 'Sort order of the orders. Default: the order of placing.',
      }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db, actor }) =>
      db.order.count({ where: ordersWhere(filter, visibleOrders(actor)) }),
    resolve: (query, _root, { filter, orderBy, offset }, { db, actor }) =>
      db.order.findMany({
        ...skipping(query, offset),
        where: ordersWhere(filter, visibleOrders(actor)),
        orderBy: [
          {
            [orderBy?.field ?? 'id']: orderBy?.direction ?? 'asc',
          } as Prisma.OrderOrderByWithRelationInput,
          { id: 'asc' },
        ],
      }),
  }),
);

builder.prismaObjectField('Client', 'orders', (t) =>
  t.relatedConnection('orders', {
    cursor: place,
    description: 'Orders of the client, newest first.',
    totalCount: true,
    authScopes: { permission: 'orders:read' },
    nullable: true,
    query: (_args, { actor }) => ({ where: visibleOrders(actor), orderBy: [{ id: 'desc' }] }),
  }),
);

function ordersWhere(
  filter: typeof OrderFilter.$inferInput | null | undefined,
  visible: Prisma.OrderWhereInput,
): Prisma.OrderWhereInput {
  const { number, clientId, invoiceId, status, ip } = filter ?? {};
  const id = /^\d{1,9}$/.test(number ?? '') ? Number(number) : -1;
  return {
    AND: [
      visible,
      number ? { OR: [{ number }, { id }] } : {},
      {
        ...(clientId && { clientId: keyOf(clientId) }),
        ...(invoiceId && { invoiceId }),
        ...(status && { status }),
        ...(ip && { ip }),
      },
    ],
  };
}
