import { addDays, type Day, toDate } from '#core/dates.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { dailyStep, type DueOf, type StepOutcome } from '#modules/system/automation/daily-step.ts';
import { settingIsOn, settingNumber } from '#modules/settings/settings.ts';
import type { Db } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import { beginCapture } from '#modules/billing/payments/capture.ts';
import { unpaidSince, withUnpaid } from './unpaid.ts';

/** Invoices whose stored pay method may be charged on a day. */
async function chargeable(db: Db, day: Day): Promise<Prisma.InvoiceWhereInput> {
  const ahead = await settingNumber(db, 'CCProcessDaysBefore');
  const most = await settingNumber(db, 'CCMaximumAttempts');
  const isOnce = await settingIsOn(db, 'CCAttemptOnlyOnce');
  return {
    ...unpaidSince(addDays(day, ahead)),
    client: { autoCardDisabled: false, status: { not: 'CLOSED' } },
    paymentAttempts: { none: { status: 'PENDING' } },
    OR: [{ nextCaptureAt: null }, ...(isOnce ? [] : [{ nextCaptureAt: { lte: toDate(day) } }])],
    ...(most > 0 && { captureAttempts: { lt: most } }),
  };
}

const columns = {
  id: true,
  gatewayId: true,
  payMethodId: true,
  client: {
    select: {
      defaultPayMethodId: true,
      payMethods: {
        where: { removedAt: null, tokenEncrypted: { not: null }, gateway: { isActive: true } },
        orderBy: [{ isDefault: 'desc' }, { sortOrder: 'asc' }, { id: 'asc' }],
        select: { id: true, gatewayId: true },
      },
    },
  },
} satisfies Prisma.InvoiceSelect;

type Row = Prisma.InvoiceGetPayload<{ select: typeof columns }>;

/**
 * The stored pay method to charge: the invoice's own, else the client's choice or first one at the
 * gateway the invoice is to be paid with. Who wants to pay by bank transfer is not charged.
 */
function methodOf({ gatewayId, payMethodId, client }: Row): number | undefined {
  const methods = (client?.payMethods ?? []).filter(
    (method) => gatewayId === null || method.gatewayId === gatewayId,
  );
  const requested = [payMethodId, client?.defaultPayMethodId];
  const named = requested.find((id) => methods.some((method) => method.id === id));
  return named ?? methods[0]?.id;
}

async function due({ db }: App, day: Day, of: DueOf): Promise<number[]> {
  const rows = await db.invoice.findMany({
    where: { AND: [await chargeable(db, day), of] },
    select: columns,
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  });
  return rows.filter((row) => methodOf(row) !== undefined).map(({ id }) => id);
}

/** Charges the stored pay method; what was declined is tried again some days later. */
async function charge(app: App, id: number, day: Day): Promise<StepOutcome> {
  const pause = await settingNumber(app.db, 'CCRetryEveryDays');
  const where = await chargeable(app.db, day);
  let attemptId: number | null = null;
  await withUnpaid(app, { id, action: 'invoice.capture', where }, async (work, invoice) => {
    const { tx } = work;
    const row = await tx.invoice.findUniqueOrThrow({ where: { id }, select: columns });
    const method = methodOf(row);
    if (method === undefined) return;
    attemptId = await beginCapture(work, invoice, method);
    const nextCaptureAt = toDate(addDays(day, Math.max(pause, 1)));
    await tx.invoice.update({ where: { id }, data: { nextCaptureAt } });
  });
  if (attemptId === null) return 'idle';
  const { status, message } = await app.db.paymentAttempt.findUniqueOrThrow({
    where: { id: attemptId },
  });
  if (status === 'SUCCEEDED') return 'done';
  const words = status === 'DECLINED' ? 'It was declined.' : 'Its outcome is not known yet.';
  return { failed: message || words };
}

dailyStep({ name: 'captures', about: 'Invoice', due, handle: charge });
