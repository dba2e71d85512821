import { builder } from '#schema/builder.ts';
import { Invoice } from './invoice.ts';

// What was done about it since it was made.
builder.prismaObjectFields(Invoice, (t) => ({
  createdBy: t.relation('createdByAdmin', {
    nullable: true,
    authScopes: { staff: true },
    description:
      'Staff member who made the invoice. Staff only. Null for a credential and the daily run.',
  }),
  autoApplyCredit: t.exposeBoolean('appliesCredit', {
    description: 'Whether the client’s credit is spent on the draft once it is published.',
  }),
  remindersSent: t.exposeInt('remindersSent', {
    description: 'Number of reminders sent so far, before and after the due date.',
  }),
  lastReminderAt: t.expose('lastReminderAt', {
    type: 'DateTime',
    nullable: true,
    description: 'Time of the last reminder. Null if none was sent.',
  }),
  lateFeeAt: t.expose('lateFeeAt', {
    type: 'DateTime',
    nullable: true,
    description: 'Time at which a late fee was added. Null for none.',
  }),
  captureAttempts: t.exposeInt('captureAttempts', {
    description: 'Number of times the daily run charged a stored pay method in vain.',
  }),
  nextCaptureAt: t.expose('nextCaptureAt', {
    type: 'DateTime',
    nullable: true,
    description:
      'Time from which the stored pay method is charged again after it was declined. Null if it was not.',
  }),
}));
