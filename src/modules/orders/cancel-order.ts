import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { callOff, endSubscriptions } from './call-off.ts';
import { orderPayload, whichOrder } from './order-payload.ts';
import { orderFor } from './visible.ts';

command('cancelOrder', {
  legacy: 'CancelOrder',
  description: 'Cancel a pending order with everything in the order.',
  permission: 'orders:write',
  input: (t) => ({
    ...whichOrder(t),
    endSubscriptions: t.boolean({
      defaultValue: false,
      description:
        'Whether to refuse the cancellation if a subscription at a gateway would go on charging for the order. Default: false.',
    }),
    sendEmail: t.boolean({
      defaultValue: true,
      description: 'Whether to inform the client by email. Default: true.',
    }),
  }),
  errors: ['ORDER_NOT_FOUND', 'ORDER_NOT_PENDING', 'SUBSCRIPTION_NOT_CANCELLED'],
  run: async (work, { orderId, endSubscriptions: ends, sendEmail }) => {
    const order = await orderFor(work, keyOf(orderId));
    if (order.status !== 'PENDING') work.fail('ORDER_NOT_PENDING');
    if (ends) await endSubscriptions(work, order.id);
    await callOff(work, order, 'CANCELLED');
    const { id, clientId } = order;
    work.announce('order.cancelled', { orderId: id, clientId, sendEmail: sendEmail ?? true });
    return { orderId: id };
  },
  payload: orderPayload,
});
