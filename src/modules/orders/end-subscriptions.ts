import { DomainError } from '#core/errors.ts';
import type { builder } from '#schema/builder.ts';
import {
  endSubscription,
  forgetSubscription,
  type Subscription,
} from '#modules/billing/gateways/end-subscription.ts';
import { taskKind } from '#schema/tasks/kind.ts';
import type { Work } from '#schema/work.ts';
import { callOff } from './call-off.ts';
import { mayOrderGo } from './order-edges.ts';
import type { VisibleOrder } from './visible.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** Whether what calls an order off ends its subscriptions too. */
export const endsSubscriptions = (t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) =>
  t.boolean({
    defaultValue: false,
    description:
      'Whether to end the subscriptions at payment gateways that pay for what the order holds; the order changes once all of them have ended. Refused if a gateway cannot end them from here. Default: false.',
  });

/** How an order ends. */
interface CalledOff {
  status: 'CANCELLED' | 'FRAUD';
  sendEmail: boolean;
}

interface EndInput extends CalledOff {
  orderId: number;
  subscriptions: Subscription[];
}

/** Ends the agreements that pay for an order, and calls it off once their gateways have agreed. */
const endAndCallOff = taskKind<EndInput, { ended: true }>({
  kind: 'order.endSubscriptions',
  assumed: () => ({ ended: true }),
  // What has ended already stays ended.
  resendable: true,
  retry: { interactive: 'answer', hours: 72 },
  go: async (task, { subscriptions }) => {
    for (const subscription of subscriptions) await endSubscription(task, subscription);
    return { ended: true };
  },
  after: async (work, { orderId, subscriptions, ...end }) => {
    for (const subscription of subscriptions) await forgetSubscription(work.tx, subscription);
    await work.tx.$queryRaw`select id from orders where id = ${orderId} for update`;
    const order = await work.tx.order.findUnique({ where: { id: orderId } });
    // Somebody may have accepted it, or called it off, meanwhile.
    if (order && mayOrderGo(order.status, end.status)) await endOrder(work, order, end);
  },
});

async function endOrder(work: Work, order: VisibleOrder, { status, sendEmail }: CalledOff) {
  await callOff(work, order, status);
  const { id: orderId, clientId } = order;
  if (status === 'FRAUD') work.announce('order.markedFraud', { orderId, clientId });
  else work.announce('order.cancelled', { orderId, clientId, sendEmail });
}

/**
 * Calls an order off: at once, or where its subscriptions are to end with it, once their gateways
 * have ended them.
 * @throws DomainError SUBSCRIPTION_NOT_CANCELLED where the gateway of one cannot end it from here
 */
export async function callOffWith(
  work: Work,
  order: VisibleOrder,
  { endSubscriptions, ...end }: CalledOff & { endSubscriptions: boolean },
): Promise<void> {
  const agreements = endSubscriptions ? await subscriptionsOf(work, order.id) : [];
  const [first] = agreements;
  if (!first) return endOrder(work, order, end);
  await work.begin(endAndCallOff, {
    subject: { type: 'Order', id: order.id },
    clientId: order.clientId,
    provider: first.module,
    input: {
      orderId: order.id,
      subscriptions: agreements.map(({ module: _module, ...subscription }) => subscription),
      ...end,
    },
  });
}

/** The agreements that pay for what an order holds, each once, with the gateway's provider. */
async function subscriptionsOf(
  { tx, app }: Work,
  orderId: number,
): Promise<(Subscription & { module: string })[]> {
  const where = { orderId, subscriptionId: { not: '' } };
  const select = {
    subscriptionId: true,
    gateway: { select: { id: true, module: true } },
  } as const;
  const rows = [
    ...(await tx.service.findMany({ where, select })),
    ...(await tx.serviceAddon.findMany({ where, select })),
    ...(await tx.domain.findMany({ where, select })),
  ];
  const found = rows.map(({ subscriptionId, gateway }) => {
    const provider = gateway && app.providers.find('gateway', gateway.module);
    if (!gateway || !provider?.capabilities.endSubscription)
      throw new DomainError('SUBSCRIPTION_NOT_CANCELLED');
    return { gatewayId: gateway.id, module: gateway.module, subscriptionId };
  });
  const byKey = new Map(found.map((each) => [`${each.gatewayId} ${each.subscriptionId}`, each]));
  return [...byKey.values()];
}
