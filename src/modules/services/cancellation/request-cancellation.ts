import { now, today } from '#core/clock.ts';
import { toDate, toDay } from '#core/dates.ts';
import { DomainError } from '#core/errors.ts';
import type { CancellationType } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { serviceFor } from '#modules/services/visible.ts';
import { livingStatuses } from '#modules/services/service-status.ts';

/** A cancellation as it is asked for. */
export interface CancellationTerms {
  serviceId: number;
  type: CancellationType;
  reason: string;
  cancelDomain: boolean;
}

/**
 * Notes that a service is to end, at once or when it would be renewed next. Gives the id of the
 * request. The daily run ends the service.
 * @throws DomainError SERVICE_NOT_FOUND, SERVICE_STATUS_WRONG, CANCELLATION_EXISTS
 */
export async function requestCancellation(work: Work, request: CancellationTerms): Promise<number> {
  const { tx } = work;
  const { type, reason, cancelDomain } = request;
  const service = await serviceFor(work, request.serviceId, {
    id: true,
    clientId: true,
    status: true,
    nextDueOn: true,
    product: { select: { type: { select: { key: true } } } },
  });
  if (!livingStatuses.includes(service.status))
    throw new DomainError(
      'SERVICE_STATUS_WRONG',
      `The service is ${service.status.toLowerCase()}.`,
    );
  const of = { serviceId: service.id, clientId: service.clientId };
  const open = await tx.cancellationRequest.findFirst({
    where: { serviceId: service.id, status: 'OPEN' },
  });
  if (open) throw new DomainError('CANCELLATION_EXISTS');
  const day = today();
  const due = service.nextDueOn && toDay(service.nextDueOn);
  const cancelOn = type === 'IMMEDIATE' || !due || due < day ? day : due;
  const { id } = await tx.cancellationRequest.create({
    data: {
      ...of,
      type,
      reason,
      cancelDomain,
      cancelOn: toDate(cancelOn),
      productTypeKey: service.product.type.key,
      createdAt: now(),
    },
    select: { id: true },
  });
  work.announce('cancellation.requested', { requestId: id, ...of, cancelDomain });
  return id;
}
