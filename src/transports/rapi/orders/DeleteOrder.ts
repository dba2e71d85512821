import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';

export const DeleteOrder = legacy({
  params: fields({ order_id: id }),
  operation: graphql(`
    mutation DeleteOrder($input: DeleteOrderInput!) {
      deleteOrder(input: $input) {
        deletedId
      }
    }
  `),
  variables: (p) => ({ input: { orderId: encodeId('Order', p.order_id) } }),
  present: () => ({}),
  errors: {
    ORDER_NOT_FOUND: 'Order ID not found',
    ORDER_NOT_OVER: 'The order status must be in Cancelled or Fraud to be deleted',
  },
});
