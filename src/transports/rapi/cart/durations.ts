import type { BillingCycle } from '#generated/rapi/graphql.ts';
import { cycleWords } from '#transports/rapi/catalog/cycles.ts';
import { textWord } from '#transports/rapi/word.ts';

const folded = (text: string) => text.toLowerCase().replace(/[\s_-]+/g, '');
const cycles = new Map<string, BillingCycle>(
  Object.entries(cycleWords).map(([word, cycle]) => [folded(word), cycle]),
);

const expected = 'a duration such as price_monthly_fee or Monthly';

/** A billing cycle, in the reference's words or in those people read. */
export const duration = textWord(expected, (given) => cycles.get(folded(given)));

const yearsOfCycle: Partial<Record<BillingCycle, number>> = {
  ANNUALLY: 1,
  BIENNIALLY: 2,
  TRIENNIALLY: 3,
  FOUR_YEARS: 4,
  FIVE_YEARS: 5,
  SIX_YEARS: 6,
  SEVEN_YEARS: 7,
  EIGHT_YEARS: 8,
  NINE_YEARS: 9,
  TEN_YEARS: 10,
};

/** A billing cycle of a product, or years of a domain (`2`, `2 Years`): whichever is meant. */
export const cycleOrYears = textWord(
  `${expected}, or years such as 2`,
  (given): { cycle?: BillingCycle | undefined; years?: number | undefined } | undefined => {
    const [, count] = /^(\d{1,2})(?:years?|y)?$/.exec(folded(given)) ?? [];
    const years = Number(count);
    if (years >= 1 && years <= 10) return { years };
    const cycle = cycles.get(folded(given));
    return cycle && { cycle, years: yearsOfCycle[cycle] };
  },
);
