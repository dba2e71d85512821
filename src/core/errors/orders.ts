/** Why orders says no. */
export const ordersErrors = {
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
  FRAUD_CHECK_UNKNOWN: 'There is no such fraud check.',
  FRAUD_CHECK_SETTINGS_WRONG: 'The fraud check cannot be used with these settings.',
  UPGRADE_NOT_OFFERED: 'The service cannot be changed to that.',
  SERVICE_UNPAID: 'An invoice of the service is still unpaid; it has to be paid first.',
  UPGRADE_UNPAID: 'The invoice of an earlier upgrade of the service is still unpaid.',
} as const;
