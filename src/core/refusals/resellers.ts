/** Why resellers says no. */
export const resellersRefusals = {
  RESELLER_NOT_FOUND: 'There is no such reseller.',
  PRICE_LIST_NOT_FOUND: 'There is no such price list.',
  PRODUCT_KEY_NOT_FOUND: 'There is no product with that key.',
} as const;
