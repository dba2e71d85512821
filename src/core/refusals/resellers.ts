/** Why resellers says no. */
export const resellersRefusals = {
  RESELLER_NOT_FOUND: 'There is no such reseller.',
  PRICE_LIST_NOT_FOUND: 'There is no such price list.',
  PRICE_LIST_EXISTS: 'There is a price list of that name already.',
  PRODUCT_KEY_NOT_FOUND: 'There is no product with that key.',
  API_KEY_NOT_FOUND: 'There is no such API key.',
  API_ADDRESS_NOT_FOUND: 'There is no such address.',
  API_ADDRESS_EXISTS: 'That address is on the list already.',
  PERMISSION_BEYOND_YOURS: 'You cannot give a permission that you do not hold.',
} as const;
