import { builder } from '#schema/builder.ts';

export const OrderStatus = builder.enumType('OrderStatus', {
  description: 'Where an order stands.',
  values: {
    PENDING: { description: 'Waits to be accepted.' },
    ACTIVE: { description: 'Accepted.' },
    CANCELLED: { description: 'Will not be served.' },
    FRAUD: { description: 'Found fraudulent.' },
  } as const,
});

export const OrderItemType = builder.enumType('OrderItemType', {
  description: 'What a line of an order is.',
  values: {
    PRODUCT: { description: 'A product.' },
    ADDON: { description: 'An addon on a product.' },
    DOMAIN_REGISTER: { description: 'A domain to register.' },
    DOMAIN_TRANSFER: { description: 'A domain to transfer here.' },
    DOMAIN_RENEW: { description: 'A domain to renew.' },
    SERVICE_RENEW: { description: 'A service to renew.' },
    ADDON_RENEW: { description: 'An addon to renew.' },
    UPGRADE: { description: 'A change of a service to another product or other options.' },
  } as const,
});

export const FraudVerdictEnum = builder.enumType('FraudVerdict', {
  description: 'What a fraud check found.',
  values: {
    PASS: { description: 'Nothing to worry about.' },
    REVIEW: { description: 'A person should look at it.' },
    FAIL: { description: 'Most likely fraudulent.' },
    ERROR: { description: 'The check could not be made.' },
  } as const,
});
