/** What system announces. */
export interface SystemEvents {}
