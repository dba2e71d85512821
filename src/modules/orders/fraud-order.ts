import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { callOff, endSubscriptions } from './call-off.ts';
import { orderPayload, whichOrder } from './order-payload.ts';
import { orderFor } from './visible.ts';

command('fraudOrder', {
  legacy: 'FraudOrder',
  description: 'Mark a pending or active order, with everything in the order, as fraudulent.',
  permission: 'orders:write',
  input: (t) => ({
    ...whichOrder(t),
    endSubscriptions: t.boolean({
      defaultValue: false,
      description:
        'Whether to refuse the change if a subscription at a gateway would go on charging for the order. Default: false.',
    }),
  }),
  errors: ['ORDER_NOT_FOUND', 'ORDER_STATUS_WRONG', 'SUBSCRIPTION_NOT_CANCELLED'],
  run: async (work, { orderId, endSubscriptions: ends }) => {
    const order = await orderFor(work, keyOf(orderId));
    if (order.status !== 'PENDING' && order.status !== 'ACTIVE')
      work.fail('ORDER_STATUS_WRONG', `The order is ${order.status.toLowerCase()}.`);
    if (ends) await endSubscriptions(work, order.id);
    await callOff(work, order, 'FRAUD');
    work.announce('order.markedFraud', { orderId: order.id, clientId: order.clientId });
    return { orderId: order.id };
  },
  payload: orderPayload,
});
