/** What services announces. */
export interface ServicesEvents {}
