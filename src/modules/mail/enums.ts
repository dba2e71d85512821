import { builder } from '#schema/builder.ts';

export const EmailTemplateType = builder.enumType('EmailTemplateType', {
  description: 'What an email is about, which decides what its related id names.',
  values: {
    GENERAL: { description: 'The client itself.' },
    PRODUCT: { description: 'A service.' },
    DOMAIN: { description: 'A domain.' },
    INVOICE: { description: 'An invoice.' },
    SUPPORT: { description: 'A ticket.' },
    AFFILIATE: { description: 'Earnings as an affiliate.' },
    USER: { description: 'A user and how it signs in.' },
    ADMIN: { description: 'Anything, told to the staff.' },
    QUOTE: { description: 'A quote.' },
    NOTIFICATION: { description: 'News for everybody.' },
  },
});

export const EmailStatus = builder.enumType('EmailStatus', {
  description: 'How far an e-mail is.',
  values: {
    PENDING: { description: 'Waits to be sent, or to be tried again.' },
    SENDING: { description: 'The mail server is being told.' },
    SENT: { description: 'The mail server has it.' },
    FAILED: { description: 'It could not be written, or was refused for good.' },
    KEPT: { description: 'Recorded only: no mail server is set up.' },
  },
});
