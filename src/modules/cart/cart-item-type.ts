import { builder } from '#schema/builder.ts';

export const CartItemType = builder.enumType('CartItemType', {
  description: 'Type of a cart item.',
  values: {
    PRODUCT: { description: 'A product.' },
    DOMAIN_REGISTER: { description: 'Registration of a domain.' },
    DOMAIN_TRANSFER: { description: 'Transfer of a domain from another registrar.' },
    DOMAIN_RENEW: { description: 'Renewal of a domain.' },
    DOMAIN_OWNED: { description: "The buyer's own domain held elsewhere, for use with a product." },
  } as const,
});
