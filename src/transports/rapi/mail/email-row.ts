import type { EmailRowFragment } from '#generated/rapi/graphql.ts';
import { graphql } from '#generated/rapi/index.ts';
import { dateTimeText, int, oneOrZero } from '#transports/rapi/format.ts';

graphql(`
  fragment EmailRow on Email {
    databaseId
    client {
      databaseId
    }
    subject
    html
    fromEmail
    to
    cc
    bcc
    status
    failure
    attempts
    campaignNumber
    createdAt
    sentAt
  }
`);

/** An email with the columns the old programs know. */
export const emailRow = (email: EmailRowFragment) => ({
  id: Number(email.databaseId),
  user_id: int(email.client?.databaseId),
  subject: email.subject,
  message: email.html,
  from_email: email.fromEmail,
  datetime: dateTimeText(email.createdAt),
  date: dateTimeText(email.createdAt),
  to: email.to,
  cc: email.cc,
  bcc: email.bcc,
  attachments: null,
  sent: oneOrZero(email.status === 'SENT'),
  sent_at: dateTimeText(email.sentAt),
  pending: oneOrZero(email.status === 'PENDING' || email.status === 'SENDING'),
  message_data: null,
  failed: oneOrZero(email.status === 'FAILED'),
  failure_reason: email.failure,
  retry_count: email.attempts,
  created_at: null,
  updated_at: null,
  campaign_id: email.campaignNumber,
});
