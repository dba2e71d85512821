import { daysBetween, toDay } from '#core/dates.ts';
import { DomainError } from '#core/errors.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { systemAction } from '#schema/system-action.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { unbegun } from '#modules/services/module-actions/retry-entry.ts';
import type { App } from '#schema/app.ts';
import type { Work } from '#schema/work.ts';
import { coversRestore } from '#modules/domains/late-renewal.ts';
import { queueOrder } from '#modules/domains/order-queue.ts';
import { beginRenewal } from './renewal.ts';

const renewJob = 'domains.renew-paid';

const columns = {
  domainId: true,
  invoiceId: true,
  periodStartOn: true,
  periodEndOn: true,
  invoice: { select: { status: true, orders: { select: { items: true } } } },
} satisfies Prisma.InvoiceItemSelect;

type Line = Prisma.InvoiceItemGetPayload<{ select: typeof columns }>;

/** Renewals that were paid for are ordered at their registrars by themselves, each once. */
export async function startRenewingPaid(app: App): Promise<void> {
  await app.jobs.define<{ invoiceItemId: number }>(
    renewJob,
    { concurrency: 4 },
    ({ invoiceItemId }) => renewPaid(app, invoiceItemId),
  );
  await app.outbox.consume({
    name: 'domains.billing',
    types: ['invoice.paid'],
    handle: async ({ payload }, tx) => {
      const { invoiceId } = payload as { invoiceId: number };
      for (const { id } of await renewalLines(tx, invoiceId))
        await app.jobs.send(tx, renewJob, { invoiceItemId: id });
    },
  });
}

/** Orders the renewal that a paid line of an invoice stands for. */
export async function renewPaid(app: App, invoiceItemId: number): Promise<void> {
  const line = await app.db.invoiceItem.findUnique({
    where: { id: invoiceItemId },
    select: columns,
  });
  if (line?.domainId === null || line?.invoice.status !== 'PAID') return;
  const { domainId, invoiceId } = line;
  const lines = await renewalLines(app.db, invoiceId);
  if (!lines.some(({ id }) => id === invoiceItemId)) return;
  await systemAction(app, { action: renewJob, input: { domainId, invoiceItemId } }, (work) =>
    renewLine(work, { ...line, id: invoiceItemId }),
  );
}

/** Orders, in the caller's transaction, the renewals that the paid lines of an invoice stand for. */
export async function renewPaidNow(work: Work, invoiceId: number): Promise<void> {
  for (const line of await renewalLines(work.tx, invoiceId)) await renewLine(work, line);
}

async function renewLine(work: Work, line: Line & { id: number }): Promise<void> {
  const { id, invoiceId } = line;
  const domainId = line.domainId ?? -1;
  const paidBy = `InvoiceItem:${id}`;
  if (!(await coversRestore(work.tx, domainId, invoiceId)))
    return noteFailure(work, domainId, new DomainError('RESTORE_UNPAID'));
  await beginRenewal(work, { domainId, years: yearsOf(line), paidBy }).catch((error: unknown) =>
    noteFailure(work, domainId, error),
  );
}

/**
 * Begins the renewals that the lines of an invoice stand for, in the caller's transaction; once
 * paid, they are not begun again. Gives their tasks, those begun before included.
 * @throws DomainError what `beginRenewal` refuses with
 */
export async function renewUnpaid(work: Work, invoiceId: number): Promise<number[]> {
  const lines = await renewalLines(work.tx, invoiceId);
  const tasks: number[] = [];
  for (const line of lines) {
    const { id, domainId } = line;
    const renewal = { domainId: domainId ?? -1, years: yearsOf(line), paidBy: `InvoiceItem:${id}` };
    tasks.push(await beginRenewal(work, renewal));
  }
  return tasks;
}

/**
 * The lines of an invoice that stand for a renewal each: every line with a period, and of those
 * without one the first of each domain; the others are its addons.
 */
async function renewalLines(tx: Db | Tx, invoiceId: number) {
  const lines = await tx.invoiceItem.findMany({
    where: { invoiceId, type: 'DOMAIN_RENEW', domainId: { not: null } },
    orderBy: { id: 'asc' },
    select: { id: true, ...columns },
  });
  const isFirst = ({ id, domainId }: (typeof lines)[number]) =>
    lines.find((line) => line.domainId === domainId)?.id === id;
  return lines.filter((line) => line.periodStartOn !== null || isFirst(line));
}

/** The years of the line's period, or of the order it was made for; null for the usual ones. */
function yearsOf({ domainId, periodStartOn, periodEndOn, invoice }: Line): number | null {
  if (periodStartOn && periodEndOn)
    return Math.max(1, Math.round(daysBetween(toDay(periodStartOn), toDay(periodEndOn)) / 365));
  const items = invoice.orders.flatMap((order) => order.items);
  return items.find((item) => item.domainId === domainId)?.years ?? null;
}

/** A paid renewal that cannot be ordered is something for people. */
async function noteFailure(work: Work, domainId: number, error: unknown) {
  if (!(error instanceof DomainError)) throw error;
  const { message } = error;
  const { clientId } = await work.tx.domain.update({
    where: { id: domainId },
    data: { statusMessage: error.message },
    select: { clientId: true },
  });
  await queueOrder(work, 'renew', domainId, { taskId: null, message, retried: true });
  work.announce('domain.renewalFailed', { domainId, clientId, reason: error.message });
}

/** The latest paid line for which the domain was to be renewed is what a retry of the queue begins. */
unbegun.set('domain-renewal', async (work, { relatedId: domainId }) => {
  const line = await work.tx.invoiceItem.findFirst({
    where: { domainId, type: 'DOMAIN_RENEW', invoice: { status: 'PAID' } },
    orderBy: { id: 'desc' },
    select: { id: true, ...columns },
  });
  if (!line)
    throw new DomainError('QUEUE_ENTRY_NOT_FOUND', 'No paid renewal of the domain is left.');
  return beginRenewal(work, {
    domainId,
    years: yearsOf(line),
    paidBy: `InvoiceItem:${line.id}`,
  });
});
