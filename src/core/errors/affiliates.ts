/** Why affiliates says no. */
export const affiliatesErrors = {
  AFFILIATE_NOT_FOUND: 'There is no such affiliate.',
  AFFILIATE_EXISTS: 'The client is an affiliate already.',
  AFFILIATE_APPLICATION_OPEN: 'The client’s application is still being looked at.',
  AFFILIATE_APPLICATION_NOT_FOUND: 'There is no open application with that id.',
  AFFILIATE_BALANCE_TOO_LOW: 'The affiliate’s balance is lower than that.',
  AFFILIATE_PAYOUT_TOO_SMALL: 'That is less than the company pays out at once.',
  WITHDRAWAL_NOT_FOUND: 'There is no open withdrawal with that id.',
} as const;
