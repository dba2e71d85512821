import { templatesOf } from './template.ts';

const page = '<p><a href="{{ ticket.url }}">{{ ticket.url }}</a></p>';

/** Emails about tickets and affiliates. */
export const supportTemplates = [
  ...templatesOf('SUPPORT', [
    {
      name: 'Ticket Opened',
      subject: '[#{{ ticket.number }}] {{ ticket.subject }}',
      body: `<p>we received your message and answer as soon as we can.</p>
<blockquote>{{ ticket.message_html | raw }}</blockquote>
${page}`,
    },
    {
      name: 'Ticket Opened by Staff',
      subject: '[#{{ ticket.number }}] {{ ticket.subject }}',
      body: `<p>{{ ticket.message_html | raw }}</p>
${page}`,
    },
    {
      name: 'Ticket Reply',
      subject: '[#{{ ticket.number }}] {{ ticket.subject }}',
      body: `<p>{{ ticket.reply_html | raw }}</p>
<p>{{ ticket.reply_by }}, {{ ticket.department }}</p>
${page}`,
    },
  ]),
  ...templatesOf('AFFILIATE', [
    {
      name: 'Affiliate Activated',
      subject: 'You are our affiliate now',
      body: `<p>welcome to the programme. Who comes by this link counts as yours:</p>
<p><a href="{{ affiliate.link }}">{{ affiliate.link }}</a></p>`,
    },
    {
      name: 'Affiliate Application Declined',
      subject: 'Your affiliate application',
      body: `<p>thank you for your interest. We cannot take you into the programme at the moment{% if application.reason != '' %}: {{ application.reason }}{% endif %}.</p>`,
    },
    {
      name: 'Affiliate Commission',
      subject: 'You earned a commission',
      body: `<p>somebody you brought has bought. Your balance is {{ affiliate.balance }}.</p>`,
    },
    {
      name: 'Affiliate Withdrawal',
      subject: 'Your withdrawal was settled',
      body: `<p>your withdrawal was settled. Taken out so far: {{ affiliate.withdrawn }}; left: {{ affiliate.balance }}.</p>`,
    },
  ]),
];
