import type { BillingCycle } from '#generated/rapi/graphql.ts';
import { cycleLabels } from '#transports/rapi/catalog/cycles.ts';
import { textParam } from '#transports/rapi/param.ts';

const folded = (text: string) => text.toLowerCase().replace(/[\s_-]+/g, '');
const cycles = new Map<string, BillingCycle>(
  Object.entries(cycleLabels).map(([param, cycle]) => [folded(param), cycle]),
);

const expected = 'a duration such as price_monthly_fee or Monthly';

/** A billing cycle, in the reference's words or in those people read. */
export const duration = textParam(expected, (provided) => cycles.get(folded(provided)));

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
export const cycleOrYears = textParam(
  `${expected}, or years such as 2`,
  (provided): { cycle?: BillingCycle | undefined; years?: number | undefined } | undefined => {
    const [, count] = /^(\d{1,2})(?:years?|y)?$/.exec(folded(provided)) ?? [];
    const years = Number(count);
    if (years >= 1 && years <= 10) return { years };
    const cycle = cycles.get(folded(provided));
    return cycle && { cycle, years: yearsOfCycle[cycle] };
  },
);
