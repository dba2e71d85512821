import { ProviderError } from '#core/provider-error.ts';
import type { Tx } from '#platform/database/client.ts';
import type { TaskContext } from '#schema/tasks/kind.ts';
import { connectGateway } from './connect-gateway.ts';

/** An agreement by which a payment gateway charges a client on its own. */
export interface Subscription {
  gatewayId: number;
  /** The gateway's ID of the agreement. */
  subscriptionId: string;
}

/** Has a gateway end an agreement. What has ended already stays ended. @throws ProviderError */
export async function endSubscription(
  { app, db }: Pick<TaskContext, 'app' | 'db'>,
  { gatewayId, subscriptionId }: Subscription,
): Promise<void> {
  const row = await db.gateway.findUniqueOrThrow({ where: { id: gatewayId } });
  const gateway = await connectGateway(app, row);
  if (!gateway.endSubscription)
    throw new ProviderError('REFUSED', 'The payment gateway has no subscriptions.');
  await gateway.endSubscription(subscriptionId);
}

/** Forgets an agreement that has ended, wherever it paid for something. */
export async function forgetSubscription(tx: Tx, where: Subscription): Promise<void> {
  const change = { where, data: { subscriptionId: '' } };
  await tx.service.updateMany(change);
  await tx.serviceAddon.updateMany(change);
  await tx.domain.updateMany(change);
}
