import { exact, round } from '#core/money.ts';
import { lockInvoice, type LockedInvoice } from '#modules/billing/invoices/lock.ts';
import type { AffiliateCommission } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { earnCommissions } from './earn-commissions.ts';
import { remainingShare } from './commission-rule.ts';
import { lockAffiliate, moveEarnings } from './move-earnings.ts';

/**
 * Makes the commissions on an invoice say what the invoice says: earned once it is paid, taken
 * back in the share in which its money was given back, whole once it was refunded, cancelled or
 * is owed again. Doing it again changes nothing.
 */
export async function bringCommissionsTo(work: Work, invoiceId: number): Promise<void> {
  const { tx } = work;
  const found = await tx.invoice.findUnique({
    where: { id: invoiceId },
    select: { clientId: true },
  });
  if (!found?.clientId) return;
  const invoice = await lockInvoice(tx, invoiceId);
  const where = { where: { invoiceId }, orderBy: { id: 'asc' } } as const;
  const known = await tx.affiliateCommission.findMany(where);
  if (known.length === 0 && invoice.status === 'PAID') await earnCommissions(work, invoice);
  const share = shareOf(invoice);
  for (const { id, affiliateId } of await tx.affiliateCommission.findMany(where)) {
    await lockAffiliate(tx, affiliateId);
    await takeBack(work, await tx.affiliateCommission.findUniqueOrThrow({ where: { id } }), share);
  }
}

function shareOf({ status, total, credit, amountPaid }: LockedInvoice) {
  if (status !== 'PAID') return exact('0');
  return remainingShare(exact(total).plus(exact(credit)), exact(amountPaid).plus(exact(credit)));
}

/** Brings what is taken back of a commission to what the company gave back of the sale. */
async function takeBack(
  work: Work,
  commission: AffiliateCommission,
  share: ReturnType<typeof exact>,
): Promise<void> {
  const { id, affiliateId, currencyCode: currency, journalSetId } = commission;
  const amount = exact(commission.amount);
  const reversed = round(amount.minus(amount.times(share)), currency);
  const change = exact(commission.reversed).minus(reversed);
  if (change.isZero()) return;
  const isCleared = journalSetId !== null;
  if (isCleared)
    await moveEarnings(work, {
      affiliateId,
      currency,
      amount: change,
      description: `Commission ${id} ${change.isNegative() ? 'taken back' : 'given again'}`,
      subject: { type: 'AffiliateCommission', id },
    });
  const left = reversed.lessThan(amount);
  await work.tx.affiliateCommission.update({
    where: { id },
    data: {
      reversed: reversed.toFixed(),
      status: left ? (isCleared ? 'CLEARED' : 'PENDING') : 'REVERSED',
    },
  });
  const { clientId } = await work.tx.affiliate.findUniqueOrThrow({ where: { id: affiliateId } });
  work.announce('affiliate.commissionChanged', { affiliateId, clientId, commissionId: id });
}
