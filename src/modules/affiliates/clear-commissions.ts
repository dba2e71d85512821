import { today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { exact } from '#core/money.ts';
import { systemAction } from '#schema/system-action.ts';
import type { App } from '#schema/app.ts';
import type { Work } from '#schema/work.ts';
import { lockAffiliate, moveEarnings } from './move-earnings.ts';

/** The job that pays into balances what was held back long enough. */
export const clearJob = 'affiliates.clear';

/** Pays a commission that is held back into its affiliate's balance, once. */
export async function clearCommission(work: Work, id: number): Promise<void> {
  const { tx } = work;
  const { affiliateId } = await tx.affiliateCommission.findUniqueOrThrow({
    where: { id },
    select: { affiliateId: true },
  });
  await lockAffiliate(tx, affiliateId);
  const commission = await tx.affiliateCommission.findUniqueOrThrow({ where: { id } });
  const { status, amount, reversed, currencyCode: currency } = commission;
  if (status !== 'PENDING') return;
  const journalSetId = await moveEarnings(work, {
    affiliateId,
    currency,
    amount: exact(amount).minus(exact(reversed)),
    description: `Commission ${id}: ${commission.description}`,
    subject: { type: 'AffiliateCommission', id },
    idempotencyKey: `affiliate-commission:${id}`,
  });
  await tx.affiliateCommission.update({
    where: { id },
    data: { status: 'CLEARED', journalSetId },
  });
}

/** Clears every commission whose day has come, each automatically. */
export async function clearDueCommissions(app: App): Promise<void> {
  const due = await app.db.affiliateCommission.findMany({
    where: { status: 'PENDING', clearsOn: { lte: toDate(today()) } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  for (const { id } of due)
    await systemAction(app, { action: clearJob, input: { commissionId: id } }, (work) =>
      clearCommission(work, id),
    );
}
