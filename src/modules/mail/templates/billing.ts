import { templatesOf } from './template.ts';

const lines = `<table>
{% for item in invoice.items %}<tr><td>{{ item.description }}</td><td>{{ item.amount }}</td></tr>
{% endfor %}<tr><td>Total</td><td><b>{{ invoice.total }}</b></td></tr>
</table>`;

const page = '<p><a href="{{ invoice.url }}">{{ invoice.url }}</a></p>';

/** Emails about money. */
export const billingTemplates = [
  ...templatesOf('INVOICE', [
    {
      name: 'Invoice Created',
      subject: 'Invoice {{ invoice.number }}, due {{ invoice.due_on }}',
      body: `<p>this is invoice {{ invoice.number }} of {{ invoice.issued_on }}. Please pay {{ invoice.balance }} until {{ invoice.due_on }}.</p>
${lines}
${page}`,
    },
    {
      name: 'Invoice Paid',
      subject: 'Thank you: invoice {{ invoice.number }} is paid',
      body: `<p>we received your payment for invoice {{ invoice.number }}.</p>
${lines}
${page}`,
    },
    {
      name: 'Invoice Reminder',
      subject: 'Invoice {{ invoice.number }} is due on {{ invoice.due_on }}',
      body: `<p>a friendly reminder: {{ invoice.balance }} of invoice {{ invoice.number }} are due on {{ invoice.due_on }}. If you have paid already, thank you.</p>
${page}`,
    },
    {
      name: 'Invoice Overdue',
      subject: 'Invoice {{ invoice.number }} is overdue',
      body: `<p>{{ invoice.balance }} of invoice {{ invoice.number }} were due on {{ invoice.due_on }}. Please pay them now, so that your services go on without interruption.</p>
${page}`,
    },
    {
      name: 'Invoice Overdue, Second Notice',
      subject: 'Second notice: invoice {{ invoice.number }} is overdue',
      body: `<p>invoice {{ invoice.number }} is still open: {{ invoice.balance }}, due since {{ invoice.due_on }}. Services that are not paid for may be suspended.</p>
${page}`,
    },
    {
      name: 'Invoice Overdue, Last Notice',
      subject: 'Last notice: invoice {{ invoice.number }} is overdue',
      body: `<p>this is the last notice for invoice {{ invoice.number }}: {{ invoice.balance }}, due since {{ invoice.due_on }}. What it is for may be suspended or ended any day.</p>
${page}`,
    },
    {
      name: 'Late Fee Added',
      subject: 'A late fee was added to invoice {{ invoice.number }}',
      body: `<p>because invoice {{ invoice.number }} was not paid by {{ invoice.due_on }}, a late fee was added. You owe {{ invoice.balance }}.</p>
${lines}
${page}`,
    },
    {
      name: 'Payment Declined',
      subject: 'Your payment of invoice {{ invoice.number }} did not go through',
      body: `<p>we tried to collect {{ invoice.balance }} for invoice {{ invoice.number }}, and it was declined{% if reason != '' %}: {{ reason }}{% endif %}. Please check your pay method or pay in another way.</p>
${page}`,
    },
    {
      name: 'Invoice Refunded',
      subject: 'Invoice {{ invoice.number }} was refunded',
      body: `<p>what you paid for invoice {{ invoice.number }} was given back. Depending on your bank it takes a few days to arrive.</p>
${page}`,
    },
    {
      name: 'Payment Refunded',
      subject: 'We refunded {{ payment.refunded }}',
      body: `<p>we gave back {{ payment.refunded }}. Depending on your bank it takes a few days to arrive.</p>`,
    },
    {
      name: 'Credit Added',
      subject: '{{ credit.amount }} were added to your credit',
      body: `<p>{{ credit.amount }} were added to your credit: {{ credit.description }}. Your credit is now {{ credit.balance }}.</p>`,
    },
  ]),
  ...templatesOf('QUOTE', [
    {
      name: 'Quote',
      subject: 'Our quote: {{ quote.subject }}',
      body: `<p>here is the quote you asked for, valid until {{ quote.valid_until }}: {{ quote.subject }}, {{ quote.total }}.</p>
<p>{{ quote.proposal }}</p>
<p><a href="{{ quote.url }}">{{ quote.url }}</a></p>`,
    },
    {
      name: 'Quote Accepted',
      subject: 'You accepted our quote: {{ quote.subject }}',
      body: `<p>thank you for accepting “{{ quote.subject }}”. The invoice comes with an email of its own.</p>`,
    },
  ]),
];
