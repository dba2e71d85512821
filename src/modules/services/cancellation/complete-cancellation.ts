import { now } from '#core/clock.ts';
import type { Work } from '#schema/work.ts';

/** Marks the cancellation that a service's end fulfils. */
export async function completeCancellation(
  { tx, announce }: Pick<Work, 'tx' | 'announce'>,
  serviceId: number,
): Promise<void> {
  const [request] = await tx.cancellationRequest.updateManyAndReturn({
    where: { serviceId, status: 'OPEN' },
    data: { status: 'COMPLETED', completedAt: now() },
  });
  if (!request) return;
  const { id: requestId, clientId } = request;
  announce('cancellation.completed', { requestId, serviceId, clientId });
}
