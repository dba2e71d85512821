import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, ipAddress } from '#transports/rapi/params.ts';
import { enumWords } from '#transports/rapi/format.ts';

export const OrderFraudCheck = legacy({
  params: fields({ order_id: id, ip_address: ipAddress.optional() }),
  operation: graphql(`
    mutation OrderFraudCheck($input: OrderFraudCheckInput!) {
      orderFraudCheck(input: $input) {
        order {
          fraudVerdict
          fraudModule
          fraudScore
          fraudOutput
        }
      }
    }
  `),
  variables: (p) => ({
    input: { orderId: encodeId('Order', p.order_id), ip: p.ip_address },
  }),
  present: ({ orderFraudCheck: { order } }) => ({
    status: enumWords(order.fraudVerdict ?? 'ERROR'),
    module: order.fraudModule,
    results: JSON.stringify(order.fraudOutput ?? {}),
  }),
  errors: {
    ORDER_NOT_FOUND: 'Order ID Not Found',
    FRAUD_CHECK_NOT_ACTIVE: 'No Active Fraud Module',
  },
});
