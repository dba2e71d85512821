import type { App } from '#schema/app.ts';
import type { Work } from '#schema/work.ts';
import { systemAction } from '#schema/system-action.ts';
import { step } from './lock-for-transition.ts';
import { heldStatuses } from '#modules/domains/visible.ts';

const endJob = 'domains.end-with-service';

interface EndedService {
  /** The request to end a service, or one that was taken back. */
  requestId: number;
}

/** Domains that are to go with a service which was cancelled are not renewed any more. */
export async function startFollowingServices(app: App): Promise<void> {
  await app.jobs.define<EndedService>(endJob, {}, (ended) => endWithService(app, ended));
  await app.outbox.consume({
    name: 'domains.cancellations',
    types: ['cancellation.requested', 'cancellation.withdrawn'],
    handle: async ({ payload }, tx) => {
      const { requestId, cancelDomain } = payload as { requestId: number; cancelDomain: boolean };
      if (cancelDomain) await app.jobs.send(tx, endJob, { requestId });
    },
  });
}

/**
 * Brings the domains that go with a service to what its cancellation says now: while it stands
 * their renewal is stopped, and those not ordered yet are cancelled; once it was taken back the
 * ones it stopped are renewed again, and the cancelled ones wait for their order again. A registry
 * gives no money back, so a held one runs out.
 */
export async function endWithService(app: App, { requestId }: EndedService): Promise<void> {
  await systemAction(app, { action: endJob, input: { requestId } }, async (work) => {
    await work.tx
      .$queryRaw`select id from cancellation_requests where id = ${requestId} for update`;
    const request = await work.tx.cancellationRequest.findUnique({
      where: { id: requestId },
      select: {
        status: true,
        clientId: true,
        stoppedDomains: true,
        service: { select: { id: true, domainName: true } },
      },
    });
    if (!request) return;
    const stopped =
      request.status === 'WITHDRAWN'
        ? await takeUpAgain(work, request.stoppedDomains)
        : [...request.stoppedDomains, ...(await stop(work, request.clientId, request.service))];
    await work.tx.cancellationRequest.update({
      where: { id: requestId },
      data: { stoppedDomains: stopped },
    });
  });
}

/** Gives the ids of the domains that would have been ordered or renewed and are not any more. */
async function stop(
  work: Work,
  clientId: number,
  service: { id: number; domainName: string },
): Promise<number[]> {
  const domains = await work.tx.domain.findMany({
    where: {
      clientId,
      status: { in: ['PENDING', ...heldStatuses] },
      OR: [{ serviceId: service.id }, { name: service.domainName }],
    },
    orderBy: { id: 'asc' },
    select: { id: true, clientId: true, status: true },
  });
  const [cancelled, held]: [number[], number[]] = [[], []];
  for (const domain of domains)
    if (domain.status !== 'PENDING') held.push(domain.id);
    else if (await step(work, domain, 'cancelled')) cancelled.push(domain.id);
  return [...cancelled, ...(await setAutoRenew(work, held, false))];
}

async function takeUpAgain(work: Work, ids: number[]): Promise<number[]> {
  // One that was cancelled before it was ever had; where its order stands, it waits for it again.
  const cancelled = await work.tx.domain.findMany({
    where: { id: { in: ids }, status: 'CANCELLED', expiresOn: null },
    select: { id: true, clientId: true, status: true, order: { select: { status: true } } },
  });
  for (const { order, ...domain } of cancelled)
    if (order && !['CANCELLED', 'FRAUD'].includes(order.status))
      await step(work, domain, 'reopened');
  const others = ids.filter((id) => !cancelled.some((domain) => domain.id === id));
  await setAutoRenew(work, others, true);
  return [];
}

/** Gives the ids of those that were otherwise before. */
async function setAutoRenew(
  { tx, announce }: Work,
  ids: number[],
  autoRenew: boolean,
): Promise<number[]> {
  const changed = await tx.domain.updateManyAndReturn({
    where: { id: { in: ids }, autoRenew: !autoRenew },
    data: { autoRenew },
    select: { id: true, clientId: true },
  });
  for (const { id, clientId } of changed)
    announce('domain.changed', { domainId: id, clientId, changed: ['autoRenew'] });
  return changed.map(({ id }) => id);
}
