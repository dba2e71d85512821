import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { callOffWith, endsSubscriptions } from '#modules/orders/end-subscriptions.ts';
import { mayOrderGo } from '#modules/orders/order-edges.ts';
import { orderPayload, whichOrder } from '#modules/orders/order-payload.ts';
import { orderFor } from '#modules/orders/visible.ts';

command('fraudOrder', {
  legacy: 'FraudOrder',
  description: 'Mark a pending or active order, with everything in the order, as fraudulent.',
  permission: 'orders:write',
  input: (t) => ({
    ...whichOrder(t),
    endSubscriptions: endsSubscriptions(t),
  }),
  errors: [
    'ORDER_NOT_FOUND',
    'ORDER_STATUS_WRONG',
    'SUBSCRIPTION_NOT_CANCELLED',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { orderId, endSubscriptions: ends }) => {
    const order = await orderFor(work, keyOf(orderId));
    if (!mayOrderGo(order.status, 'FRAUD'))
      work.fail('ORDER_STATUS_WRONG', `The order is ${order.status.toLowerCase()}.`);
    const end = { status: 'FRAUD', sendEmail: false } as const;
    await callOffWith(work, order, { ...end, endSubscriptions: ends ?? false });
    return { orderId: order.id };
  },
  payload: orderPayload,
});
