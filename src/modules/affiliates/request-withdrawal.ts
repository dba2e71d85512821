import { convert, exact, round, sum } from '#core/money.ts';
import { keyOf } from '#core/ids.ts';
import { settingText } from '#modules/settings/settings.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { Affiliate } from './affiliate.ts';
import { lockAffiliate } from './move-earnings.ts';
import { visibleAffiliates } from './visible.ts';
import { PayoutMethod } from './withdrawal.ts';
import { withdrawalPayload } from './withdrawal-payload.ts';

command('requestAffiliateWithdrawal', {
  description:
    "Request a withdrawal from an affiliate's balance. The amount stays in the balance until staff pay it out.",
  permission: 'affiliates:apply',
  input: (t) => ({
    affiliateId: t.globalID({
      for: Affiliate,
      required: true,
      description: 'ID of the affiliate who withdraws.',
    }),
    amount: t.field({
      type: 'Decimal',
      description:
        "Amount to withdraw, in the affiliate's currency. Default: all of the balance not yet requested.",
    }),
    method: t.field({
      type: PayoutMethod,
      defaultValue: 'credit',
      description: 'Requested payout method.',
    }),
  }),
  errors: [
    'AFFILIATE_NOT_FOUND',
    'AMOUNT_NOT_POSITIVE',
    'AFFILIATE_BALANCE_TOO_LOW',
    'AFFILIATE_PAYOUT_TOO_SMALL',
  ],
  run: async (work, { affiliateId, amount: requested, method }) => {
    const { tx, fail, announce } = work;
    const { id, clientId, currencyCode: currency } = await affiliateFor(work, keyOf(affiliateId));
    const free = await freeBalance(work, id);
    const amount = round(requested ?? free, currency);
    const field = { field: 'amount' };
    if (!amount.greaterThan(0) && requested) fail('AMOUNT_NOT_POSITIVE', undefined, field);
    if (amount.greaterThan(free) || !amount.greaterThan(0))
      fail('AFFILIATE_BALANCE_TOO_LOW', undefined, field);
    if (amount.lessThan(await leastPayout(work, currency)))
      fail('AFFILIATE_PAYOUT_TOO_SMALL', undefined, field);
    const { id: withdrawalId } = await tx.affiliateWithdrawal.create({
      data: {
        affiliateId: id,
        currencyCode: currency,
        amount: amount.toFixed(),
        method: method ?? 'credit',
      },
      select: { id: true },
    });
    announce('affiliate.withdrawalRequested', { affiliateId: id, clientId, withdrawalId });
    return { withdrawalId };
  },
  payload: withdrawalPayload,
});

/** The affiliate a change is about, locked. @throws DomainError AFFILIATE_NOT_FOUND */
async function affiliateFor({ tx, actor, fail }: Work, id: number) {
  const found = await tx.affiliate.findFirst({
    where: { AND: [{ id, status: 'ACTIVE' }, visibleAffiliates(actor)] },
    select: { id: true, clientId: true, currencyCode: true },
  });
  if (!found) return fail('AFFILIATE_NOT_FOUND');
  await lockAffiliate(tx, id);
  return found;
}

/** What a locked affiliate has and did not ask for yet. */
async function freeBalance({ tx }: Work, affiliateId: number) {
  const { balance } = await tx.affiliate.findUniqueOrThrow({
    where: { id: affiliateId },
    select: { balance: true },
  });
  const open = await tx.affiliateWithdrawal.findMany({
    where: { affiliateId, status: 'PENDING' },
    select: { amount: true },
  });
  return exact(balance).minus(sum(open.map(({ amount }) => amount)));
}

/** The least the company pays out; the setting is in the base currency. */
async function leastPayout({ tx }: Work, currency: string) {
  const base = await tx.currency.findFirstOrThrow({ where: { isBase: true } });
  const own = await tx.currency.findUniqueOrThrow({ where: { code: currency } });
  return convert(await settingText(tx, 'AffiliatePayout'), base, own);
}
