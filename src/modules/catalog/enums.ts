import { builder } from '#schema/builder.ts';

export const PayTypeEnum = builder.enumType('PayType', {
  description: 'How a product or addon is paid for.',
  values: {
    FREE: { description: 'Free of charge.' },
    ONE_TIME: { description: 'Paid once.' },
    RECURRING: { description: 'Paid again every billing cycle.' },
  } as const,
});

export const SetupMoment = builder.enumType('SetupMoment', {
  description: 'Event at which a product is set up automatically.',
  values: {
    PAYMENT_RECEIPT: { description: 'Set up when the first payment is received.' },
    ORDER_PLACED: { description: 'Set up as soon as the product is ordered.' },
    ORDER_ACCEPTED: { description: 'Set up when staff accept the order.' },
    MANUALLY: { description: 'Never set up automatically.' },
  } as const,
});

export const FreeDomain = builder.enumType('FreeDomain', {
  description: 'Whether a free domain is included with a product.',
  values: {
    NONE: { description: 'No free domain is included.' },
    WITHOUT_RENEWAL: {
      description:
        'Registration or transfer of the domain is free. The domain renews at its usual price.',
    },
    WITH_RENEWAL: {
      description:
        'Registration or transfer of the domain is free, and so is its renewal together with the product.',
    },
  } as const,
});

export const AffiliatePayout = builder.enumType('AffiliatePayout', {
  description: 'How the affiliate commission for a sale of a product is determined.',
  values: {
    DEFAULT: { description: "The affiliate's general commission applies." },
    PERCENTAGE: { description: 'The commission is a percentage of the price.' },
    FIXED_AMOUNT: { description: 'The commission is a fixed amount.' },
    NONE: { description: 'No commission is paid.' },
  } as const,
});

export const UsageUnit = builder.enumType('UsageUnit', {
  description: 'Unit in which a usage limit is measured.',
  values: {
    MB: { description: 'Megabytes.' },
    GB: { description: 'Gigabytes.' },
    TB: { description: 'Terabytes.' },
  } as const,
});

export const ConfigOptionType = builder.enumType('ConfigOptionType', {
  description: 'How the value of a configurable option is selected.',
  values: {
    DROPDOWN: { description: 'A single choice from a dropdown list of several choices.' },
    RADIO: { description: 'A single choice from several choices shown side by side.' },
    YES_NO: { description: "On or off. The option's only choice carries the price." },
    QUANTITY: {
      description:
        "A number of units. The option's only choice carries the price of a single unit.",
    },
  } as const,
});

export const PromotionType = builder.enumType('PromotionType', {
  description: 'How a promotion changes the price.',
  values: {
    PERCENTAGE: { description: 'Reduces price and setup fee by a percentage.' },
    FIXED_AMOUNT: { description: 'Reduces price and setup fee of each unit by a fixed amount.' },
    PRICE_OVERRIDE: {
      description: 'Replaces the price by another price. The setup fee is unchanged.',
    },
    FREE_SETUP: { description: 'Waives the setup fee.' },
  } as const,
});
