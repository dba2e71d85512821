/** What cart announces. */
export interface CartEvents {}
