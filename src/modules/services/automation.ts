import { settingIsOn } from '#modules/settings/settings.ts';
import type { Tx } from '#platform/database/client.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import type { App } from '#schema/app.ts';
import { systemAction } from '#schema/system-action.ts';
import { enforce, type Enforcement } from '#modules/services/life/enforce.ts';
import { followService } from '#modules/services/life/follow-service.ts';
import { usualReason } from '#modules/services/module-actions/module-actions.ts';
import { bearing, overdueLines } from '#modules/services/life/overdue.ts';
import { passedOver } from './retry-queued.ts';
import { turnAddon } from '#modules/services/life/turn-addon.ts';
import { refreshUsage } from '#modules/services/usage/usage.ts';

const enforceJob = 'services.enforce';
const followJob = 'services.follow';
const addonJob = 'services.unsuspend-addon';
const usageJob = 'services.usage';

/**
 * What services do by themselves beside the daily run: failed actions are tried again, services that
 * were paid come back, accounts of addons go where their service goes, and usage is read from the
 * panels once a day.
 */
export async function startServices(app: App): Promise<void> {
  await app.jobs.define<Enforcement>(enforceJob, { concurrency: 4 }, async (data) => {
    await enforce(app, data);
  });
  await app.jobs.define<{ serviceAddonId: number }>(
    followJob,
    { concurrency: 4 },
    async (input) => {
      await systemAction(app, { action: followJob, input }, async (work) => {
        await followService(work, input.serviceAddonId).catch(passedOver);
      });
    },
  );
  await app.jobs.define<{ serviceAddonId: number }>(addonJob, { concurrency: 4 }, async (input) => {
    await systemAction(app, { action: addonJob, input }, async (work) => {
      await turnAddon(work, input.serviceAddonId, 'ACTIVE').catch(passedOver);
    });
  });
  await app.jobs.define(usageJob, { expireSeconds: 7_200 }, () => refreshUsage(app));
  await app.jobs.schedule(usageJob, '40 2 * * *');
  await app.outbox.consume({
    name: 'services.addons',
    types: ['service.suspended', 'service.unsuspended', 'service.terminated'],
    handle: (event, tx) => onServiceEvent(app, event, tx),
  });
  await app.outbox.consume({
    name: 'services.billing',
    types: ['invoice.paid'],
    handle: (event, tx) => onBillingEvent(app, event, tx),
  });
}

/** The accounts that addons have of their own go where the service they are on goes. */
async function onServiceEvent(app: App, { payload }: PublishedEvent, tx: Tx): Promise<void> {
  const { serviceId } = payload as { serviceId?: number };
  if (!serviceId) return;
  const addons = await tx.serviceAddon.findMany({
    where: { serviceId, hasAccount: true },
    select: { id: true },
  });
  for (const { id: serviceAddonId } of addons)
    await app.jobs.send(tx, followJob, { serviceAddonId });
}

/** Brings back what was suspended for not being paid, once nothing of it is overdue any more. */
async function onBillingEvent(app: App, event: PublishedEvent, tx: Tx): Promise<void> {
  const { invoiceId } = event.payload as { invoiceId?: number };
  if (!invoiceId) return;
  if (!(await settingIsOn(tx, 'AutoUnsuspend'))) return;
  const overdue = overdueLines();
  const paid = await tx.service.findMany({
    where: {
      status: 'SUSPENDED',
      suspendReason: usualReason,
      invoiceItems: { some: { invoiceId }, none: { AND: [bearing, overdue] } },
    },
    select: { id: true },
  });
  for (const { id: serviceId } of paid)
    await app.jobs.send(tx, enforceJob, { serviceId, step: 'unsuspend' } satisfies Enforcement);
  const addons = await tx.serviceAddon.findMany({
    where: { status: 'SUSPENDED', invoiceItems: { some: { invoiceId }, none: overdue } },
    select: { id: true },
  });
  for (const { id: serviceAddonId } of addons)
    await app.jobs.send(tx, addonJob, { serviceAddonId });
}
