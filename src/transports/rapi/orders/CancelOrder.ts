import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { flag, id } from '#transports/rapi/params.ts';
import { subscriptionFailed } from './labels.ts';

export const CancelOrder = legacy({
  params: fields({
    order_id: id,
    subscription_cancel: flag.optional(),
    do_not_send_email: flag.default(false),
  }),
  operation: graphql(`
    mutation CancelOrder($input: CancelOrderInput!) {
      cancelOrder(input: $input) {
        order {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      orderId: encodeId('Order', p.order_id),
      endSubscriptions: p.subscription_cancel,
      sendEmail: !p.do_not_send_email,
    },
  }),
  present: () => ({}),
  errors: {
    ORDER_NOT_FOUND: 'Order ID not found or Status not Pending',
    ORDER_NOT_PENDING: 'Order ID not found or Status not Pending',
    SUBSCRIPTION_NOT_CANCELLED: subscriptionFailed,
  },
});
