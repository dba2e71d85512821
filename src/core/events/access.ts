/** What access announces. */
export interface AccessEvents {}
