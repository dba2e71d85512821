/** Why cart says no. */
export const cartErrors = {
  CART_OWNER_MISSING: 'Say whose cart it is: a client, or the address of a visitor.',
  CART_NOT_FOUND: 'There is no such cart.',
  CART_ITEM_NOT_FOUND: 'There is no such item in the cart.',
  CART_FULL: 'The cart holds as many items as it can.',
  CART_ITEM_UNSUITABLE: 'That cannot be done with this kind of item.',
  QUANTITY_NOT_ALLOWED: 'Only one of it can be ordered at a time.',
  CYCLE_MISSING: 'Say how often it is to be billed.',
  DOMAIN_NOT_ALLOWED: 'The registry does not take such a name.',
  DOMAIN_NOT_AVAILABLE: 'The domain is not available.',
  DOMAIN_IN_CART: 'The domain is in the cart already.',
  DOMAIN_NOT_PROVED: 'Prove first that the domain is yours.',
  DOMAIN_FIELD_UNKNOWN: 'The registry does not ask for that.',
  DOMAIN_FIELD_INVALID: 'The registry does not take that answer.',
  DOMAIN_EXTRA_NOT_OFFERED: 'That extra is not offered for this ending.',
} as const;
