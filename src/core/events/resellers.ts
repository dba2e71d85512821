/** What resellers announces. */
export interface ResellersEvents {}
