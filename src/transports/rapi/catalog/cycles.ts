import type { BillingCycle } from '#generated/rapi/graphql.ts';

/** The old name of each billing cycle that comes again, in the order of the reference. */
export const priceKeys = {
  price_monthly_fee: 'MONTHLY',
  price_quarterly_fee: 'QUARTERLY',
  price_semi_annually_fee: 'SEMI_ANNUALLY',
  price_annually_fee: 'ANNUALLY',
  price_biennially_fee: 'BIENNIALLY',
  price_triennially_fee: 'TRIENNIALLY',
  price_four_years_fee: 'FOUR_YEARS',
  price_five_years_fee: 'FIVE_YEARS',
  price_six_years_fee: 'SIX_YEARS',
  price_seven_years_fee: 'SEVEN_YEARS',
  price_eight_years_fee: 'EIGHT_YEARS',
  price_nine_years_fee: 'NINE_YEARS',
  price_ten_years_fee: 'TEN_YEARS',
} as const satisfies Record<string, BillingCycle>;

/** The same, and what is paid once or never. */
export const termKeys = {
  Free: 'FREE',
  price_onetime_fee: 'ONE_TIME',
  ...priceKeys,
} as const satisfies Record<string, BillingCycle>;

/** The other spellings of cycles: those of WHMCS, and the words people read. */
const spokenCycles = {
  'Free Account': 'FREE',
  onetime: 'ONE_TIME',
  'One Time': 'ONE_TIME',
  monthly: 'MONTHLY',
  quarterly: 'QUARTERLY',
  semiannually: 'SEMI_ANNUALLY',
  'Semi-Annually': 'SEMI_ANNUALLY',
  annually: 'ANNUALLY',
  biennially: 'BIENNIALLY',
  triennially: 'TRIENNIALLY',
  'Four Years': 'FOUR_YEARS',
  'Five Years': 'FIVE_YEARS',
  'Six Years': 'SIX_YEARS',
  'Seven Years': 'SEVEN_YEARS',
  'Eight Years': 'EIGHT_YEARS',
  'Nine Years': 'NINE_YEARS',
  'Ten Years': 'TEN_YEARS',
} as const satisfies Record<string, BillingCycle>;

/** Every spelling in which a program may name a billing cycle. */
export const cycleLabels: Readonly<Record<string, BillingCycle>> = { ...termKeys, ...spokenCycles };

const keyOfCycle = new Map<string, string>(
  Object.entries(termKeys).map(([key, cycle]) => [cycle, key]),
);

/** The old name of a cycle: `price_monthly_fee`. */
export const priceKeyOf = (cycle: string): string => keyOfCycle.get(cycle) ?? '';

/** The word that people and WHMCS write for a cycle: `annually`. */
export const cycleWord = (cycle: string): string =>
  Object.entries(spokenCycles).find(([, value]) => value === cycle)?.[0] ?? '';
