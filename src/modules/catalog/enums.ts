import { builder } from '#schema/builder.ts';

export const PayTypeEnum = builder.enumType('PayType', {
  description: 'How a product is paid for.',
  values: {
    FREE: { description: 'It costs nothing.' },
    ONE_TIME: { description: 'Once.' },
    RECURRING: { description: 'Again every billing cycle.' },
  } as const,
});

export const SetupMoment = builder.enumType('SetupMoment', {
  description: 'When a product is set up automatically.',
  values: {
    PAYMENT_RECEIPT: { description: 'When the first payment is received.' },
    ORDER_PLACED: { description: 'As soon as it is ordered.' },
    ORDER_ACCEPTED: { description: 'When staff accept the order.' },
    MANUALLY: { description: 'Never automatically.' },
  } as const,
});

export const FreeDomain = builder.enumType('FreeDomain', {
  description: 'Whether a domain comes free with a product.',
  values: {
    NONE: { description: 'No.' },
    WITHOUT_RENEWAL: { description: 'Registration or transfer; renewed at its usual price.' },
    WITH_RENEWAL: { description: 'Registration or transfer, and renewal with the product.' },
  } as const,
});

export const AffiliatePayout = builder.enumType('AffiliatePayout', {
  description: 'What an affiliate gets for a sale of a product.',
  values: {
    DEFAULT: { description: 'What the affiliate gets for anything.' },
    PERCENTAGE: { description: 'A percentage of the price.' },
    FIXED_AMOUNT: { description: 'A fixed amount.' },
    NONE: { description: 'Nothing.' },
  } as const,
});

export const UsageUnit = builder.enumType('UsageUnit', {
  description: 'Unit of a usage limit.',
  values: {
    MB: { description: 'Megabytes.' },
    GB: { description: 'Gigabytes.' },
    TB: { description: 'Terabytes.' },
  } as const,
});

export const ConfigOptionType = builder.enumType('ConfigOptionType', {
  description: 'How a configurable option is chosen.',
  values: {
    DROPDOWN: { description: 'One of several choices, from a list.' },
    RADIO: { description: 'One of several choices, side by side.' },
    YES_NO: { description: 'On or off; its single choice carries the price.' },
    QUANTITY: { description: 'A number of units; its single choice carries the price of one.' },
  } as const,
});

export const PromotionType = builder.enumType('PromotionType', {
  description: 'What a promotion changes.',
  values: {
    PERCENTAGE: { description: 'Takes a percentage off price and setup fee.' },
    FIXED_AMOUNT: { description: 'Takes an amount off price and setup fee of each unit.' },
    PRICE_OVERRIDE: { description: 'Puts another price in place; the setup fee stays.' },
    FREE_SETUP: { description: 'Waives the setup fee.' },
  } as const,
});
