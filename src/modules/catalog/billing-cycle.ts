import { builder } from '#schema/builder.ts';

export const BillingCycle = builder.enumType('BillingCycle', {
  description: 'Interval at which an item is billed.',
  values: {
    FREE: { description: 'Never billed.' },
    ONE_TIME: { description: 'Billed once.' },
    MONTHLY: { description: 'Billed every month.' },
    QUARTERLY: { description: 'Billed every three months.' },
    SEMI_ANNUALLY: { description: 'Billed every six months.' },
    ANNUALLY: { description: 'Billed every year.' },
    BIENNIALLY: { description: 'Billed every two years.' },
    TRIENNIALLY: { description: 'Billed every three years.' },
    FOUR_YEARS: { description: 'Billed every four years.' },
    FIVE_YEARS: { description: 'Billed every five years.' },
    SIX_YEARS: { description: 'Billed every six years.' },
    SEVEN_YEARS: { description: 'Billed every seven years.' },
    EIGHT_YEARS: { description: 'Billed every eight years.' },
    NINE_YEARS: { description: 'Billed every nine years.' },
    TEN_YEARS: { description: 'Billed every ten years.' },
  } as const,
});
