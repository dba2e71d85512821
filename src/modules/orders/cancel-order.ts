import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { callOffWith, endsSubscriptions } from './end-subscriptions.ts';
import { mayOrderGo } from './order-edges.ts';
import { orderPayload, whichOrder } from './order-payload.ts';
import { orderFor } from './visible.ts';

command('cancelOrder', {
  legacy: 'CancelOrder',
  description: 'Cancel a pending order with everything in the order.',
  permission: 'orders:write',
  input: (t) => ({
    ...whichOrder(t),
    endSubscriptions: endsSubscriptions(t),
    sendEmail: t.boolean({
      defaultValue: true,
      description: 'Whether to inform the client by email. Default: true.',
    }),
  }),
  errors: [
    'ORDER_NOT_FOUND',
    'ORDER_NOT_PENDING',
    'SUBSCRIPTION_NOT_CANCELLED',
    'PROVIDER_REJECTED',
    'PROVIDER_UNREACHABLE',
    'OUTCOME_UNKNOWN',
  ],
  run: async (work, { orderId, endSubscriptions: ends, sendEmail }) => {
    const order = await orderFor(work, keyOf(orderId));
    if (!mayOrderGo(order.status, 'CANCELLED')) work.fail('ORDER_NOT_PENDING');
    const end = { status: 'CANCELLED', sendEmail: sendEmail ?? true } as const;
    await callOffWith(work, order, { ...end, endSubscriptions: ends ?? false });
    return { orderId: order.id };
  },
  payload: orderPayload,
});
