/** What billing announces. */
export interface BillingEvents {}
