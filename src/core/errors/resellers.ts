/** Why resellers says no. */
export const resellersErrors = {
  RESELLER_SUSPENDED: 'This reseller may not sell at the moment.',
  RESELLER_NOT_FOUND: 'There is no such reseller.',
  RESELLER_EXISTS: 'The client is a reseller already.',
  RESELLER_IN_USE: 'The reseller has customers or resellers below it.',
  RESELLER_ABOVE_ITSELF: 'A reseller cannot stand below itself.',
  PRICE_LIST_NOT_FOUND: 'There is no such price list.',
  PRICE_LIST_EXISTS: 'There is a price list of that name already.',
  PRICE_LIST_IN_USE: 'A reseller buys or sells by that price list.',
  PRODUCT_KEY_NOT_FOUND: 'There is no product with that key.',
  PRODUCT_KEY_IN_USE: 'The product key has prices.',
  PRODUCT_KEY_TLD_TAKEN: 'The TLD is sold under another product key.',
  API_KEY_NOT_FOUND: 'There is no such API key.',
  API_ADDRESS_NOT_FOUND: 'There is no such address.',
  API_ADDRESS_LOCKS_OUT: 'That would shut out the address you come from.',
  API_ADDRESS_EXISTS: 'That address is on the list already.',
  PERMISSION_BEYOND_YOURS: 'You cannot give a permission that you do not hold.',
} as const;
