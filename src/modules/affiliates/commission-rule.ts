import { type Amount, exact, percent, round } from '#core/money.ts';
import type { AffiliatePayout, AffiliatePayType } from '#generated/prisma/client.ts';

/** What a product says of commissions. */
export interface CommissionTerms {
  affiliatePayout: AffiliatePayout;
  affiliateAmount: Amount;
  affiliateRecurring: boolean;
  currencyCode: string;
}

/** What was agreed with an affiliate, and what holds where nothing was. */
export interface AffiliateTerms {
  payType: AffiliatePayType;
  payAmount: Amount;
  currencyCode: string;
  /** Percent, for an affiliate without terms of its own. */
  usualPercent: Amount;
}

/** How much a sale earns. */
export type CommissionRule =
  | { kind: 'PERCENTAGE'; rate: Amount }
  | { kind: 'FIXED_AMOUNT'; amount: Amount; currency: string };

/** The product's own rule, else the affiliate's, else the company's; null for no commission. */
export function commissionRule(
  product: CommissionTerms,
  affiliate: AffiliateTerms,
): CommissionRule | null {
  const { affiliatePayout, affiliateAmount, currencyCode } = product;
  if (affiliatePayout === 'NONE') return null;
  if (affiliatePayout === 'PERCENTAGE') return { kind: 'PERCENTAGE', rate: affiliateAmount };
  if (affiliatePayout === 'FIXED_AMOUNT')
    return { kind: 'FIXED_AMOUNT', amount: affiliateAmount, currency: currencyCode };
  if (affiliate.payType === 'FIXED_AMOUNT')
    return {
      kind: 'FIXED_AMOUNT',
      amount: affiliate.payAmount,
      currency: affiliate.currencyCode,
    };
  const own = affiliate.payType === 'PERCENTAGE';
  return { kind: 'PERCENTAGE', rate: own ? affiliate.payAmount : affiliate.usualPercent };
}

/** The commission on a net sale, in the currency of its rule: the sale's for a percentage. */
export function commissionOn(
  sale: { amount: Amount; currency: string },
  rule: CommissionRule,
): { amount: ReturnType<typeof round>; currency: string } {
  if (rule.kind === 'FIXED_AMOUNT')
    return { amount: round(rule.amount, rule.currency), currency: rule.currency };
  return { amount: percent(sale.amount, rule.rate, sale.currency), currency: sale.currency };
}

/** What share of a charge the company has kept, from 0 to 1; everything of one that cost nothing. */
export function remainingShare(charged: Amount, stored: Amount) {
  const whole = exact(charged);
  if (!whole.greaterThan(0)) return exact('1');
  const share = exact(stored).div(whole);
  return share.greaterThan(1) ? exact('1') : share.isNegative() ? exact('0') : share;
}
