/** Why orders says no. */
export const ordersRefusals = {
  ORDER_NOT_FOUND: 'There is no such order.',
  ORDER_NOT_PENDING: 'The order is not pending.',
  ORDER_NOT_OVER: 'Only a cancelled or fraudulent order can be deleted.',
  ORDER_STATUS_WRONG: 'The order is not in a status that allows this.',
  SUBSCRIPTION_NOT_CANCELLED:
    'A recurring agreement of the order cannot be ended from here; end it at the gateway first.',
  FRAUD_CHECK_NOT_ACTIVE: 'No fraud check is set up.',
  ORDER_EMPTY: 'There is nothing in the cart to order.',
  CLIENT_CLOSED: 'The client account is closed.',
  ORDER_TLD_UNKNOWN: 'A domain of the cart has an ending that is not on sale.',
} as const;
