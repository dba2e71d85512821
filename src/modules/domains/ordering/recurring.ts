import { type Amount, convert, exact, percent, round, sum, times } from '#core/money.ts';

/** A promotion as far as it bears on renewals. */
export interface RenewalPromotion {
  type: 'PERCENTAGE' | 'FIXED_AMOUNT' | 'PRICE_OVERRIDE' | 'FREE_SETUP';
  value: Amount;
  /** What `value` is in, for amounts. */
  currency: { code: string; rate: Amount };
  isRecurring: boolean;
}

/** What a renewal is made up of. */
export interface RenewalParts {
  /** The TLD's price for all the years together. */
  renewal: Amount;
  /** Yearly prices of the addons that are on. */
  addons: readonly Amount[];
  years: number;
  promotion: RenewalPromotion | null;
  currency: { code: string; rate: Amount };
}

/** What a renewal costs: the TLD's price, its addons for each year, less a promotion that recurs. */
export function recurringAmount(parts: RenewalParts): string {
  const { renewal, addons, years, promotion, currency } = parts;
  const addonPrices = addons.map((addon) => times(addon, String(years), currency.code));
  const whole = round(sum([renewal, ...addonPrices]), currency.code);
  return discounted(whole, promotion, currency).toFixed();
}

function discounted(
  whole: ReturnType<typeof exact>,
  promotion: RenewalPromotion | null,
  currency: RenewalParts['currency'],
) {
  if (!promotion?.isRecurring || promotion.type === 'FREE_SETUP') return whole;
  const zero = exact('0');
  const value = () => convert(promotion.value, promotion.currency, currency);
  if (promotion.type === 'PRICE_OVERRIDE') return value();
  const off =
    promotion.type === 'PERCENTAGE' ? percent(whole, promotion.value, currency.code) : value();
  const left = whole.minus(off);
  return left.isNegative() ? zero : left;
}
