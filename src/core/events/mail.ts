/** What mail announces. */
export interface MailEvents {
  'emailTemplate.changed': { templateId: number };
}
