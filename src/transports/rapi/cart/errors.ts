/** The old words of what the commands of a cart may be refused with. */
export const cartErrorTexts = {
  CLIENT_NOT_FOUND: 'Client ID Not Found',
  CART_ITEM_NOT_FOUND: 'Cart Item ID Not Found',
  PRODUCT_NOT_FOUND: 'Product ID Not Found',
  PRICE_MISSING: 'Invalid Billing Cycle',
  CYCLE_MISSING: 'Invalid Billing Cycle',
  DOMAIN_NAME_INVALID: 'Domain not valid',
  TLD_NOT_SUPPORTED: 'Domain TLD is not supported',
  ADDON_NOT_FOUND: 'Addon ID invalid',
  DOMAIN_NOT_FOUND: 'Domain not owned by Client ID provided',
  CONFIG_OPTION_NOT_FOUND: 'Group ID Not Found',
  CONFIG_OPTION_CHOICE_NOT_FOUND: 'Config ID Not Found',
} as const;

/** A domain that is no domain has the old words of one that cannot be had. */
export const wrongDomain = { domain: 'Domain not valid' } as const;
