import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { flag, id } from '#transports/rapi/params.ts';
import { subscriptionFailed } from './labels.ts';

export const FraudOrder = legacy({
  params: fields({ order_id: id, subscription_cancel: flag.optional() }),
  operation: graphql(`
    mutation FraudOrder($input: FraudOrderInput!) {
      fraudOrder(input: $input) {
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
    },
  }),
  present: () => ({}),
  errors: {
    ORDER_NOT_FOUND: 'Order ID Not Found',
    SUBSCRIPTION_NOT_CANCELLED: subscriptionFailed,
  },
});
