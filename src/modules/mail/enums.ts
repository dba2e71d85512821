import { builder } from '#schema/builder.ts';

export const EmailTemplateType = builder.enumType('EmailTemplateType', {
  description:
    'Kind of object an email is about. Decides what the related ID of the email refers to.',
  values: {
    GENERAL: { description: 'About the client itself.' },
    PRODUCT: { description: 'About a service.' },
    DOMAIN: { description: 'About a domain.' },
    INVOICE: { description: 'About an invoice.' },
    SUPPORT: { description: 'About a support ticket.' },
    AFFILIATE: { description: 'About earnings of an affiliate.' },
    USER: { description: 'About a user and how the user signs in.' },
    ADMIN: { description: 'Message to staff, about any kind of object.' },
    QUOTE: { description: 'About a quote.' },
    NOTIFICATION: { description: 'News for all recipients.' },
  },
});

export const EmailStatus = builder.enumType('EmailStatus', {
  description: 'Sending status of an email.',
  values: {
    PENDING: { description: 'The email waits to be sent or to be tried again.' },
    SENDING: { description: 'The email is being handed to the mail server.' },
    SENT: { description: 'The mail server accepted the email.' },
    FAILED: { description: 'The email could not be rendered or was rejected permanently.' },
    KEPT: { description: 'The email is recorded only, because no mail server is configured.' },
  },
});
