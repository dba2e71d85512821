import { z } from 'zod';
import { isStaff } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { exact } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { moveCredit } from '#modules/billing/ledger/credit.ts';
import { lockClientMoney } from '#modules/billing/invoices/lock.ts';
import { type LedgerEntry, post } from '#modules/billing/ledger/post.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { lockAffiliate } from './move-earnings.ts';
import { AffiliateWithdrawal, PayoutMethod } from './withdrawal.ts';
import { withdrawalPayload } from './withdrawal-payload.ts';

command('settleAffiliateWithdrawal', {
  description:
    'Pay out a requested withdrawal, as credit or by a manual payment, or reject the request. Staff only.',
  permission: 'affiliates:write',
  input: (t) => ({
    withdrawalId: t.globalID({
      for: AffiliateWithdrawal,
      required: true,
      description: 'ID of the withdrawal to settle.',
    }),
    approve: t.boolean({ required: true, description: 'Whether the withdrawal is paid out.' }),
    method: t.field({
      type: PayoutMethod,
      description: 'Payout method. Default: the requested method.',
    }),
    note: t.string({
      defaultValue: '',
      description: 'Reference of the payment, or reason for the rejection.',
      validate: z.string().max(2_000),
    }),
  }),
  errors: ['WITHDRAWAL_NOT_FOUND', 'AFFILIATE_BALANCE_TOO_LOW', 'FORBIDDEN'],
  nulls: {},
  run: async (work, { withdrawalId, approve, method, note }) => {
    const { tx, actor, fail, announce } = work;
    // It is the company’s money, whoever the affiliate’s reseller is.
    if (!isStaff(actor)) fail('FORBIDDEN');
    const withdrawal = await openWithdrawal(work, keyOf(withdrawalId));
    const paid = method ?? (withdrawal.method === 'credit' ? 'credit' : 'bank');
    const journalSetId = approve ? await payOut(work, withdrawal, paid) : null;
    const { id, affiliateId, affiliate } = withdrawal;
    await tx.affiliateWithdrawal.update({
      where: { id },
      data: {
        status: approve ? 'APPROVED' : 'REJECTED',
        method: paid,
        note: note ?? '',
        adminId: actor.adminId,
        journalSetId,
        settledAt: now(),
      },
    });
    const { clientId } = affiliate;
    announce('affiliate.withdrawalSettled', { affiliateId, clientId, withdrawalId: id });
    return { withdrawalId: id };
  },
  payload: withdrawalPayload,
});

const columns = { affiliate: { select: { clientId: true, balance: true } } } as const;
type Open = Prisma.AffiliateWithdrawalGetPayload<{ include: typeof columns }>;

/** The open withdrawal, its client and its affiliate locked. @throws DomainError WITHDRAWAL_NOT_FOUND */
async function openWithdrawal({ tx, fail }: Work, id: number): Promise<Open> {
  const found = await tx.affiliateWithdrawal.findUnique({ where: { id }, include: columns });
  if (!found) return fail('WITHDRAWAL_NOT_FOUND');
  await lockClientMoney(tx, found.affiliate.clientId);
  await lockAffiliate(tx, found.affiliateId);
  const now = await tx.affiliateWithdrawal.findUniqueOrThrow({ where: { id }, include: columns });
  return now.status === 'PENDING' ? now : fail('WITHDRAWAL_NOT_FOUND');
}

async function payOut(
  work: Work,
  { id, affiliateId, affiliate, amount, currencyCode: currency }: Open,
  method: 'credit' | 'bank',
): Promise<number | null> {
  if (exact(amount).greaterThan(exact(affiliate.balance))) work.fail('AFFILIATE_BALANCE_TOO_LOW');
  const owed: LedgerEntry = { account: 'AFFILIATE_PAYABLE', amount, affiliateId };
  const description = `Affiliate payout ${id}`;
  const movement = {
    cause: 'AFFILIATE_WITHDRAWAL',
    description,
    subject: { type: 'AffiliateWithdrawal', id },
    idempotencyKey: `affiliate-withdrawal:${id}`,
  } as const;
  await work.tx.affiliate.update({
    where: { id: affiliateId },
    data: {
      balance: { decrement: exact(amount).toFixed() },
      withdrawn: { increment: exact(amount).toFixed() },
    },
  });
  if (method === 'bank') {
    const paid: LedgerEntry = { account: 'GATEWAY_CLEARING', amount: exact(amount).negated() };
    return post(work, { ...movement, currency, entries: [owed, paid] });
  }
  const { clientId } = affiliate;
  const creditId = await moveCredit(
    work,
    { ...movement, against: [owed] },
    { clientId, currency, amount, description, adminId: work.actor.adminId },
  );
  const entry = await work.tx.creditEntry.findUniqueOrThrow({ where: { id: creditId } });
  work.announce('credit.added', { creditId, clientId });
  return entry.journalSetId;
}
