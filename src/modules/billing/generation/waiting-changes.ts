import { today } from '#core/clock.ts';
import type { Work } from '#schema/work.ts';
import { type BillingHorizon, horizonOn } from './billable.ts';
import { dueServices, waiting } from './services-due.ts';

/** What another module does about a change that waits while the period after it falls due. */
type Follow = (work: Work, orderId: number) => Promise<void>;

const followers: Follow[] = [];

/** Has orders, which this module does not know, call off a change that comes too late. */
export const onChangeTooLate = (follow: Follow): void => void followers.push(follow);

/**
 * Calls off the changes of a client's services whose time has passed unpaid: the next period falls
 * due, and is billed for what the service is. The client is locked.
 */
export async function callOffLateChanges(work: Work, clientId: number): Promise<void> {
  const horizon: BillingHorizon = await horizonOn(work.tx, today());
  const late = await work.tx.serviceUpgrade.findMany({
    where: { ...waiting, service: { AND: [{ clientId }, dueServices(horizon)] } },
    orderBy: { id: 'asc' },
    select: { orderId: true },
  });
  for (const { orderId } of late)
    if (orderId !== null) for (const follow of followers) await follow(work, orderId);
}
