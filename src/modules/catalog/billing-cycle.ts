import { builder } from '#schema/builder.ts';

export const BillingCycle = builder.enumType('BillingCycle', {
  description: 'How often something is billed.',
  values: {
    FREE: { description: 'Never.' },
    ONE_TIME: { description: 'Once.' },
    MONTHLY: { description: 'Every month.' },
    QUARTERLY: { description: 'Every three months.' },
    SEMI_ANNUALLY: { description: 'Every six months.' },
    ANNUALLY: { description: 'Every year.' },
    BIENNIALLY: { description: 'Every two years.' },
    TRIENNIALLY: { description: 'Every three years.' },
    FOUR_YEARS: { description: 'Every four years.' },
    FIVE_YEARS: { description: 'Every five years.' },
    SIX_YEARS: { description: 'Every six years.' },
    SEVEN_YEARS: { description: 'Every seven years.' },
    EIGHT_YEARS: { description: 'Every eight years.' },
    NINE_YEARS: { description: 'Every nine years.' },
    TEN_YEARS: { description: 'Every ten years.' },
  } as const,
});
