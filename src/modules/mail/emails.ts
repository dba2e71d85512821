import { asciiStart } from '#core/text.ts';
import { ensureClientsSeen } from '#modules/access/seen-clients.ts';
import { anyOf, daysOf, rows, texts, timeSpans, withText } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes, includesLower, wordsWithin } from '#schema/text-filter.ts';
import { Email } from './email.ts';
import { EmailStatus } from './enums.ts';
import { visibleEmails } from './visible.ts';

/** Lists of emails. */
export const emailList = declareList({
  type: Email,
  noun: 'Email',
  model: 'Email',
  visible: visibleEmails,
  filter: {
    client: rows('Client', 'clientId', 'Emails recorded under these clients; null for none.'),
    status: anyOf(EmailStatus, 'status', 'Emails in these statuses.'),
    subject: withText(
      (words) => ({ AND: wordsWithin(words).map((subject) => ({ subject })) }),
      'Emails whose subject contains every word of this text.',
    ),
    to: withText(
      (address) => ({ to: includesLower(asciiStart(address.trim())) }),
      'Emails sent to an address that contains this text.',
    ),
    relatedType: texts(
      (types) => ({ relatedType: { in: [...types] } }),
      'Emails about objects of these kinds: `client`, `invoice`, `domain` and so on.',
    ),
    createdOn: daysOf('createdAt', 'Day on which they were written.'),
    createdAt: timeSpans('createdAt', 'Time at which they were written.'),
    sentAt: timeSpans('sentAt', 'Time at which the mail server accepted them.'),
  },
  order: {
    ID: ['id', 'By the order in which the emails were written.'],
    SUBJECT: ['subject', 'By the subject.'],
    CLIENT: ['clientId', 'By the client under which the email is recorded.'],
    FROM_EMAIL: ['fromEmail', 'By the sender address.'],
    TO: ['to', 'By the recipient addresses.'],
    STATUS: ['status', 'By the sending status.'],
    CREATED_AT: ['createdAt', 'By the time the email was written.'],
    SENT_AT: ['sentAt', 'By the time the mail server accepted the email.'],
  },
  search: (word) => ({
    OR: [{ subject: includes(word) }, { to: includesLower(asciiStart(word)) }],
  }),
});

emailList.root('emails', {
  description: 'Emails the actor may see, in the order in which they were written.',
  permission: 'mail:read',
  legacy: 'GetEmails',
  check: ensureClientsSeen,
});

emailList.under('Client', 'emails', 'emails', {
  description: 'Emails recorded under the client; newest first where no order is asked for.',
  usual: [{ id: 'desc' }],
});
