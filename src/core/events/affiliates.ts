/** What affiliates announces. */
export interface AffiliatesEvents {}
