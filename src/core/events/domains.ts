/** What domains announces. */
export interface DomainsEvents {}
