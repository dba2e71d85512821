import { builder } from '#schema/builder.ts';

export const CartItemType = builder.enumType('CartItemType', {
  description: 'What is in a cart.',
  values: {
    PRODUCT: { description: 'A product.' },
    DOMAIN_REGISTER: { description: 'A domain to register.' },
    DOMAIN_TRANSFER: { description: 'A domain to transfer here.' },
    DOMAIN_RENEW: { description: 'A domain to renew.' },
    DOMAIN_OWNED: { description: 'A domain of one’s own, to be used with a product.' },
  } as const,
});
