/** What quotes announces. */
export interface QuotesEvents {}
