import type { App } from '#schema/app.ts';
import type { Work } from '#schema/work.ts';
import { ownWork } from './own-work.ts';
import { step } from './step.ts';
import { heldStatuses } from './visible.ts';

const endJob = 'domains.end-with-service';

interface Ending {
  serviceId: number;
  /** False when the cancellation was taken back. */
  ends: boolean;
}

/** Domains that are to go with a service which was cancelled are not renewed any more. */
export async function startEndingWithServices(app: App): Promise<void> {
  await app.jobs.define<Ending>(endJob, {}, (ending) => endWithService(app, ending));
  await app.outbox.consume({
    name: 'domains.cancellations',
    types: ['cancellation.requested', 'cancellation.withdrawn'],
    handle: async ({ type, payload }, tx) => {
      const ends = type === 'cancellation.requested';
      const { serviceId, cancelDomain } = payload as { serviceId: number; cancelDomain: boolean };
      if (cancelDomain) await app.jobs.send(tx, endJob, { serviceId, ends });
    },
  });
}

/**
 * Stops the renewal of the domains that go with a service, and cancels those that were not ordered
 * yet; or lets them be renewed again. A registry gives no money back, so a held one runs out.
 */
export async function endWithService(app: App, { serviceId, ends }: Ending): Promise<void> {
  const service = await app.db.service.findUnique({
    where: { id: serviceId },
    select: { clientId: true, domainName: true },
  });
  if (!service) return;
  const { clientId, domainName } = service;
  await ownWork(app, endJob, { serviceId, ends }, async (work) => {
    const domains = await work.tx.domain.findMany({
      where: {
        clientId,
        status: { in: ['PENDING', ...heldStatuses] },
        OR: [{ serviceId }, { name: domainName }],
      },
      orderBy: { id: 'asc' },
      select: { id: true, clientId: true, status: true, autoRenew: true },
    });
    for (const domain of domains) {
      if (ends && domain.status === 'PENDING') await step(work, domain, 'cancelled');
      else await setAutoRenew(work, domain, !ends);
    }
  });
}

async function setAutoRenew(
  { tx, announce }: Work,
  { id, clientId, autoRenew: before }: { id: number; clientId: number; autoRenew: boolean },
  autoRenew: boolean,
): Promise<void> {
  if (before === autoRenew) return;
  await tx.domain.update({ where: { id }, data: { autoRenew } });
  announce('domain.changed', { domainId: id, clientId, changed: ['autoRenew'] });
}
