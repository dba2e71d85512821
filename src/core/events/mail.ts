/** What mail announces. */
export interface MailEvents {}
