import { queueOrder } from '#modules/domains/order-queue.ts';
import { lockForTransition, step } from '#modules/domains/life/lock-for-transition.ts';
import type { Work } from '#schema/work.ts';

/** An order that brings a domain here. */
type ArrivalName = 'register' | 'transfer';

const failedEvents = {
  register: 'domain.registrationFailed',
  transfer: 'domain.transferFailed',
} as const;

/** Records that an order came to nothing: the domain waits for another one, and people are told. */
export async function orderFailed(
  work: Work,
  name: ArrivalName,
  domainId: number,
  reason: string,
): Promise<void> {
  const columns = { id: true, clientId: true, status: true } as const;
  const domain = await lockForTransition(work, domainId, columns);
  if (!domain) return;
  await step(work, domain, 'orderFailed', { statusMessage: reason });
  work.announce(failedEvents[name], { domainId, clientId: domain.clientId, reason });
}

/**
 * Records that an order which its registrar had taken failed later. The same order again would end
 * alike, so it lies in the module queue for a person.
 */
export async function arrivalFailed(
  work: Work,
  name: ArrivalName,
  domainId: number,
  message: string,
): Promise<void> {
  await orderFailed(work, name, domainId, message);
  await queueOrder(work, name, domainId, { taskId: null, message, retried: false });
}
