import { eventClient as client, defineEvents, eventSubjectId as subject } from './define.ts';

const email = { emailId: subject('Email'), clientId: client().nullable() };

/** Events of emails and their templates. */
export const mailEvents = defineEvents({
  'email.sent': {
    description: 'An email was handed to the mail server.',
    payload: email,
  },
  'email.failed': {
    description: 'An email could not be sent.',
    payload: email,
  },
  'emailTemplate.changed': {
    description: 'An email template was added, changed or deleted.',
    payload: { templateId: subject('EmailTemplate') },
  },
});
