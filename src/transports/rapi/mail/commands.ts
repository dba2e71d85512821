import { GetEmailInfo } from './GetEmailInfo.ts';
import { GetEmails } from './GetEmails.ts';
import { GetEmailTemplates } from './GetEmailTemplates.ts';
import { SendAdminEmail } from './SendAdminEmail.ts';
import { SendEmail } from './SendEmail.ts';

export const mailCommands = {
  GetEmailInfo,
  GetEmails,
  GetEmailTemplates,
  SendAdminEmail,
  SendEmail,
};
