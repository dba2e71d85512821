import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';

export const PendingOrder = legacy({
  params: fields({ order_id: id }),
  operation: graphql(`
    mutation PendingOrder($input: PendingOrderInput!) {
      pendingOrder(input: $input) {
        order { databaseId }
      }
    }
  `),
  variables: (p) => ({ input: { orderId: encodeId('Order', p.order_id) } }),
  present: () => ({}),
  errors: { ORDER_NOT_FOUND: 'Order ID Not Found' },
});
