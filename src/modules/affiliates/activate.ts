import { randomBytes } from 'node:crypto';
import { today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { convert } from '#core/money.ts';
import { settingText } from '#modules/settings/settings.ts';
import type { Work } from '#schema/work.ts';
import { moveEarnings } from './move-earnings.ts';

/** Makes a client an affiliate, or wakes the affiliate it was; gives the affiliate's id. */
export async function activate(
  work: Work,
  client: { id: number; currencyCode: string },
): Promise<number> {
  const { tx, announce } = work;
  const [added] = await tx.affiliate.createManyAndReturn({
    data: [
      {
        clientId: client.id,
        currencyCode: client.currencyCode,
        code: randomBytes(6).toString('base64url'),
        activatedOn: toDate(today()),
      },
    ],
    skipDuplicates: true,
    select: { id: true },
  });
  const { id: affiliateId } = await tx.affiliate.update({
    where: { clientId: client.id },
    data: { status: 'ACTIVE' },
    select: { id: true },
  });
  if (added) await grantBonus(work, affiliateId, client.currencyCode);
  await tx.affiliateApplication.updateMany({
    where: { clientId: client.id, status: 'PENDING' },
    data: { status: 'APPROVED' },
  });
  announce('affiliate.activated', { affiliateId, clientId: client.id });
  return affiliateId;
}

/** What every new affiliate starts with; the setting is in the base currency. */
async function grantBonus(work: Work, affiliateId: number, currency: string): Promise<void> {
  const { tx } = work;
  const base = await tx.currency.findFirstOrThrow({ where: { isBase: true } });
  const own = await tx.currency.findUniqueOrThrow({ where: { code: currency } });
  await moveEarnings(work, {
    affiliateId,
    currency,
    amount: convert(await settingText(tx, 'AffiliateBonusDeposit'), base, own),
    description: 'Affiliate bonus',
    subject: { type: 'Affiliate', id: affiliateId },
  });
}
