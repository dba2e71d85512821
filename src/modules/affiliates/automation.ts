import type { Tx } from '#platform/database/client.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import { systemAction } from '#schema/system-action.ts';
import type { App } from '#schema/app.ts';
import { attachReferral } from './attach-referral.ts';
import { bringCommissionsTo } from './bring-commissions.ts';
import { clearDueCommissions, clearJob } from './clear-commissions.ts';

/** The job that brings the commissions on an invoice to what the invoice says. */
const commissionsJob = 'affiliates.commissions';

/** What may change what an invoice earns. */
const invoiceEvents = new Set([
  'invoice.paid',
  'invoice.refunded',
  'invoice.cancelled',
  'invoice.reopened',
  'payment.refunded',
  'payment.voided',
]);

/**
 * What affiliates do by themselves: whoever signs up through a link is remembered, what they pay
 * earns commissions, and those count once they were held back long enough.
 */
export async function startAffiliates(app: App): Promise<void> {
  await app.jobs.define<{ invoiceId: number }>(
    commissionsJob,
    { concurrency: 4 },
    ({ invoiceId }) => settleCommissions(app, invoiceId),
  );
  await app.jobs.define(clearJob, { expireSeconds: 3_600 }, () => clearDueCommissions(app));
  await app.jobs.schedule(clearJob, '10 3 * * *');
  await app.outbox.consume({
    name: 'affiliates',
    types: ['client.added', ...invoiceEvents],
    handle: (event, tx) => onEvent(app, event, tx),
  });
}

/** Brings the commissions on an invoice to what it says, in a transaction of its own. */
export async function settleCommissions(app: App, invoiceId: number): Promise<void> {
  await systemAction(app, { action: commissionsJob, input: { invoiceId } }, (work) =>
    bringCommissionsTo(work, invoiceId),
  );
}

async function onEvent(app: App, event: PublishedEvent, tx: Tx): Promise<void> {
  const received = event.payload as {
    clientId?: number | null;
    invoiceId?: number | null;
    affiliateCode?: string | null;
  };
  if (event.type === 'client.added' && received.clientId && received.affiliateCode)
    await attachReferral(tx, received.clientId, received.affiliateCode);
  if (!invoiceEvents.has(event.type) || !received.invoiceId || !received.clientId) return;
  // Most clients came by themselves; nothing is begun for those.
  const brought = await tx.affiliateReferral.count({ where: { clientId: received.clientId } });
  if (brought) await app.jobs.send(tx, commissionsJob, { invoiceId: received.invoiceId });
}
