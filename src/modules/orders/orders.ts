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
    description: 'One order; null where there is none that the actor may see.',
    authScopes: { permission: 'orders:read' },
    args: { id: t.arg.globalID({ for: Order, required: true, description: 'Its id, `Order:7`.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.order.findFirst({
        ...query,
        where: { AND: [{ id: keyOf(id) }, visibleOrders(actor)] },
      }),
  }),
);

const OrderFilter = builder.inputType('OrderFilter', {
  description: 'Narrows orders down; what is given must all hold.',
  fields: (t) => ({
    number: t.string({ description: 'The digits that people quote, or its `databaseId`.' }),
    clientId: t.globalID({ for: Client, description: 'Of this client.' }),
    invoiceId: t.int({ description: 'With the invoice of this `databaseId`.' }),
    status: t.field({ type: OrderStatus, description: 'Where it stands.' }),
    ip: t.string({ description: 'Placed from this address.' }),
  }),
});

const OrderOrderField = builder.enumType('OrderOrderField', {
  description: 'What orders can be sorted by.',
  values: {
    ID: { value: 'id', description: 'Order of placing.' },
    CLIENT: { value: 'clientId', description: 'Whose it is.' },
    STATUS: { value: 'status', description: 'Where it stands.' },
    CANCELLED_AT: { value: 'cancelledAt', description: 'When it was cancelled.' },
    PRODUCT_TYPE: {
      value: 'productType',
      description: 'The kind of product its first line is of, else what that line is.',
    },
    AMOUNT: { value: 'amount', description: 'What was to be paid at once.' },
  } as const,
});

const OrderOrder = builder.inputType('OrderOrder', {
  description: 'How orders are sorted.',
  fields: (t) => ({
    field: t.field({ type: OrderOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Which end first.',
    }),
  }),
});

builder.queryField('orders', (t) =>
  t.prismaConnection({
    type: Order,
    cursor: place,
    description: 'The orders the actor may see.',
    authScopes: { permission: 'orders:read' },
    extensions: legacyExtensions('GetOrders', 'orders:read'),
    args: {
      filter: t.arg({ type: OrderFilter, description: 'Which ones.' }),
      orderBy: t.arg({ type: OrderOrder, description: 'In which order (default: as placed).' }),
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
    description: 'What it bought, newest first.',
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
