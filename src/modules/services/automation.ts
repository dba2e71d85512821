import { now, today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { Refusal } from '#core/refusal.ts';
import type { Tx } from '#platform/database/client.ts';
import type { TellableEvent } from '#platform/outbox/subscriber.ts';
import type { App } from '#schema/app.ts';
import type { Work } from '#schema/work.ts';
import { byItself } from './by-itself.ts';
import { endService, suspendService, unsuspendService } from './end-service.ts';
import { usualReason } from './module-actions.ts';
import { retryJob } from './queue-failure.ts';
import { openEntry, retryEntry } from './retry-entry.ts';
import { refreshUsage } from './usage.ts';

const enforceJob = 'services.enforce';
const endDueJob = 'services.end-due';
const usageJob = 'services.usage';

/** What billing wants done with a service. */
interface Enforcement {
  serviceId: number;
  deed: 'suspend' | 'unsuspend' | 'terminate';
}

/**
 * What services do by themselves: failed actions are tried again, cancellations and fixed terms are
 * carried out on their day, unpaid services are suspended and terminated when billing says so, and
 * usage is read from the panels once a day.
 */
export async function startServices(app: App): Promise<void> {
  await app.jobs.define<{ entryId: number }>(retryJob, { concurrency: 4 }, ({ entryId }) =>
    tryAgain(app, entryId),
  );
  await app.jobs.define<Enforcement>(enforceJob, { concurrency: 4 }, (data) => enforce(app, data));
  await app.jobs.define(endDueJob, { expireSeconds: 3_000 }, () => endDueServices(app));
  await app.jobs.define(usageJob, { expireSeconds: 7_200 }, () => refreshUsage(app));
  await app.jobs.schedule(endDueJob, '20 * * * *');
  await app.jobs.schedule(usageJob, '40 2 * * *');
  await app.outbox.consume('services.billing', (event, tx) => hearBilling(app, event, tx));
}

/** Tries a failed action again, unless it was settled or put off in the meantime. */
export async function tryAgain(app: App, entryId: number): Promise<void> {
  await byItself(app, { action: retryJob, input: { entryId } }, async (work) => {
    const entry = await openEntry(work, entryId, {}).catch(passedOver);
    if (!entry?.nextAttemptAt || entry.nextAttemptAt > now()) return;
    await retryEntry(work, entry).catch(passedOver);
  });
}

/** A refusal ends an attempt made by itself: a person sees the entry in the queue. */
function passedOver(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}

async function enforce(app: App, { serviceId, deed }: Enforcement): Promise<void> {
  const act: Record<Enforcement['deed'], (work: Work) => Promise<void>> = {
    suspend: (work) => suspendService(work, serviceId),
    unsuspend: (work) => unsuspendService(work, serviceId),
    terminate: (work) => endService(work, serviceId, 'TERMINATED'),
  };
  const service = await app.db.service.findUnique({ where: { id: serviceId } });
  if (!service) return;
  const { overrideAutoSuspend, overrideSuspendUntilOn: until, overrideAutoTerminate } = service;
  const spared = overrideAutoSuspend || (until !== null && until > toDate(today()));
  if (deed === 'suspend' && spared) return;
  if (deed === 'terminate' && overrideAutoTerminate) return;
  await byItself(app, { action: `${enforceJob} ${deed}`, input: { serviceId } }, async (work) => {
    await act[deed](work).catch(passedOver);
  });
}

/** Hears what billing says of services; the outside work is left to jobs. */
async function hearBilling(app: App, event: TellableEvent, tx: Tx): Promise<void> {
  const { serviceId, invoiceId } = event.payload as { serviceId?: number; invoiceId?: number };
  const ask = (id: number, deed: Enforcement['deed']) =>
    app.jobs.send(tx, enforceJob, { serviceId: id, deed });
  if (event.type === 'service.suspensionDue' && serviceId) await ask(serviceId, 'suspend');
  if (event.type === 'service.terminationDue' && serviceId) await ask(serviceId, 'terminate');
  if (event.type !== 'invoice.paid' || !invoiceId) return;
  // What was suspended for not being paid runs again once nothing of it is overdue.
  const paid = await tx.service.findMany({
    where: {
      status: 'SUSPENDED',
      suspendReason: usualReason,
      invoiceItems: {
        some: { invoiceId },
        none: {
          invoice: { status: { in: ['UNPAID', 'COLLECTIONS'] }, dueOn: { lt: toDate(today()) } },
        },
      },
    },
    select: { id: true },
  });
  for (const { id } of paid) await ask(id, 'unsuspend');
}

/** Ends the services whose cancellation or fixed term is due. */
export async function endDueServices(app: App): Promise<void> {
  const until = toDate(today());
  const requests = await app.db.cancellationRequest.findMany({
    where: { status: 'PENDING', cancelOn: { lte: until } },
    orderBy: { id: 'asc' },
    select: { serviceId: true },
  });
  const over = await app.db.service.findMany({
    where: {
      status: { in: ['ACTIVE', 'SUSPENDED'] },
      terminateOn: { lte: until },
      overrideAutoTerminate: false,
    },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  const ends = [
    ...requests.map(({ serviceId }) => ({ serviceId, status: 'CANCELLED' as const })),
    ...over.map(({ id }) => ({ serviceId: id, status: 'TERMINATED' as const })),
  ];
  for (const { serviceId, status } of ends) {
    // What failed before is in the module queue, which tries it again at its own pace.
    const failed = await app.db.moduleQueueEntry.findFirst({
      where: { serviceId, isCompleted: false, moduleAction: 'TerminateAccount' },
    });
    if (failed) continue;
    await byItself(app, { action: endDueJob, input: { serviceId } }, async (work) => {
      await endService(work, serviceId, status).catch(passedOver);
    });
  }
}
