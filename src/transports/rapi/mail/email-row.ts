import { dateTime, int, oneOrZero } from '#transports/rapi/format.ts';

interface EmailNode {
  databaseId: number;
  client: { databaseId: number } | null;
  subject: string;
  html: string;
  fromEmail: string;
  to: string;
  cc: string;
  bcc: string;
  status: string;
  failure: string;
  attempts: number;
  campaignId: number;
  createdAt: Date | string;
  sentAt: Date | string | null;
}

/** An e-mail with the columns the old programs know. */
export const emailRow = (email: EmailNode) => ({
  id: email.databaseId,
  user_id: int(email.client?.databaseId),
  subject: email.subject,
  message: email.html,
  from_email: email.fromEmail,
  datetime: dateTime(email.createdAt),
  date: dateTime(email.createdAt),
  to: email.to,
  cc: email.cc,
  bcc: email.bcc,
  attachments: null,
  sent: oneOrZero(email.status === 'SENT'),
  sent_at: dateTime(email.sentAt),
  pending: oneOrZero(email.status === 'PENDING' || email.status === 'SENDING'),
  message_data: null,
  failed: oneOrZero(email.status === 'FAILED'),
  failure_reason: email.failure,
  retry_count: email.attempts,
  created_at: null,
  updated_at: null,
  campaign_id: email.campaignId,
});
