import type { RefusalFacts } from '#transports/rapi/legacy.ts';

/** The old words of every Module… command; the module's own words are passed through. */
export const moduleErrors = {
  SERVICE_NOT_FOUND: 'Service ID not found',
  SERVICE_HAS_NO_MODULE: 'Service not assigned to a module',
} as const;

/** Their words when no service is named. */
export const serviceMissing = { service_id: 'Service ID is required' } as const;

/** What to say of a payment method that is none: the text names those there are. */
export const unknownPaymentMethod = ({ options }: RefusalFacts): string =>
  `Invalid Payment Method. Valid options include ${String(options ?? '')}`.trim();

/** A billing cycle as the reference spells it, and as its cart does. */
export const cycleWords = {
  price_free: 'FREE',
  price_onetime_fee: 'ONE_TIME',
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
  Free: 'FREE',
  'One Time': 'ONE_TIME',
  Monthly: 'MONTHLY',
  Quarterly: 'QUARTERLY',
  'Semi Annually': 'SEMI_ANNUALLY',
  'Semi-Annually': 'SEMI_ANNUALLY',
  Annually: 'ANNUALLY',
  Biennially: 'BIENNIALLY',
  Triennially: 'TRIENNIALLY',
} as const;
