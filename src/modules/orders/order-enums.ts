import { builder } from '#schema/builder.ts';

export const OrderStatus = builder.enumType('OrderStatus', {
  description: 'Status of an order.',
  values: {
    PENDING: { description: 'The order waits to be accepted.' },
    ACTIVE: { description: 'The order is accepted.' },
    CANCELLED: { description: 'The order is cancelled and is not fulfilled.' },
    FRAUD: { description: 'The order was found to be fraudulent.' },
  } as const,
});

export const OrderItemType = builder.enumType('OrderItemType', {
  description: 'What a line of an order is for.',
  values: {
    PRODUCT: { description: 'A product.' },
    ADDON: { description: 'An addon on a product.' },
    DOMAIN_REGISTER: { description: 'Registration of a domain.' },
    DOMAIN_TRANSFER: { description: 'Transfer of a domain from another registrar.' },
    DOMAIN_RENEW: { description: 'Renewal of a domain.' },
    SERVICE_RENEW: { description: 'Renewal of a service.' },
    ADDON_RENEW: { description: 'Renewal of an addon.' },
    UPGRADE: { description: 'Change of a service to another product or other options.' },
  } as const,
});

export const FraudVerdictEnum = builder.enumType('FraudVerdict', {
  description: 'Result of a fraud check.',
  values: {
    PASS: { description: 'No sign of fraud.' },
    REVIEW: { description: 'A person should review the order.' },
    FAIL: { description: 'The order is most likely fraudulent.' },
    ERROR: { description: 'The fraud check could not be performed.' },
  } as const,
});
