import { DomainError } from '#core/errors.ts';
import { systemAction } from '#schema/system-action.ts';
import type { App } from '#schema/app.ts';
import { cancel } from './cancel.ts';
import { lockInvoice } from './lock.ts';

const JOB = 'billing.cancel-of-closed';

/** Starts hearing of clients that are closed: what they have not paid is cancelled. */
export async function startCancellingOfClosed(app: App): Promise<void> {
  await app.jobs.define<{ clientId: number }>(JOB, { retryLimit: 10 }, ({ clientId }) =>
    cancelOfClosed(app, clientId),
  );
  await app.outbox.consume({
    name: 'billing.clients',
    types: ['client.closed'],
    handle: async ({ clientId }, tx) => {
      if (clientId !== null) await app.jobs.send(tx, JOB, { clientId });
    },
  });
}

/**
 * Cancels the drafts and unpaid invoices of a closed client; a debt in collections stays. One whose
 * payment is under way is tried again later, when it may be paid.
 */
async function cancelOfClosed(app: App, clientId: number): Promise<void> {
  const open = await app.db.invoice.findMany({
    where: {
      clientId,
      client: { status: 'CLOSED' },
      status: { in: ['DRAFT', 'UNPAID', 'PAYMENT_PENDING'] },
    },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  let waiting: DomainError | null = null;
  for (const { id } of open)
    await systemAction(app, { action: JOB, input: { invoiceId: id } }, async (work) => {
      const invoice = await lockInvoice(work.tx, id);
      if (['DRAFT', 'UNPAID', 'PAYMENT_PENDING'].includes(invoice.status))
        await cancel(work, invoice);
    }).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      waiting = error;
    });
  if (waiting) throw waiting;
}
