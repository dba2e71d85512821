import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, id, ipAddress, line } from '#transports/rapi/params.ts';
import { pageOf, paging, sorting, sortOf } from '#transports/rapi/params-page.ts';
import { listReply } from '#transports/rapi/format.ts';
import { order } from './format-order.ts';

const statuses = {
  Pending: 'PENDING',
  Active: 'ACTIVE',
  Cancelled: 'CANCELLED',
  Fraud: 'FRAUD',
} as const;

export const GetOrders = legacy({
  params: clientFields({
    ...paging,
    ...sorting({
      id: 'ID',
      user_id: 'CLIENT',
      status: 'STATUS',
      cancellation_date: 'CANCELLED_AT',
      product_type: 'PRODUCT_TYPE',
    }),
    order_no: line(32).optional(),
    user_id: id.optional(),
    invoice_id: id.optional(),
    status: choice(statuses).optional(),
    ip_address: ipAddress.optional(),
  }),
  operation: graphql(`
    query GetOrders($filter: OrderFilter, $orderBy: [OrderOrder!], $first: Int, $offset: Int) {
      orders(filter: $filter, orderBy: $orderBy, first: $first, offset: $offset) {
        totalCount
        edges {
          node {
            ...OrderParts
          }
        }
      }
    }
  `),
  variables: (p) => {
    const { column, direction } = sortOf(p);
    return {
      ...pageOf(p),
      orderBy: { field: column ?? 'ID', direction },
      filter: {
        number: p.order_no,
        client: p.user_id === undefined ? undefined : [encodeId('Client', p.user_id)],
        invoice: p.invoice_id === undefined ? undefined : [encodeId('Invoice', p.invoice_id)],
        status: p.status && [p.status],
        ip: p.ip_address,
      },
    };
  },
  present: ({ orders: { totalCount, edges } }, p) =>
    listReply('orders', 'order', {
      total: totalCount,
      start: pageOf(p).offset,
      items: edges.map(({ node }) => order(node)),
    }),
});
