/** What is said when an agreement at a gateway cannot be ended. */
export const subscriptionFailed =
  'Subscription Cancellation Failed - Please check the gateway log for further information';
