import { templatesOf } from './template.ts';

const service =
  "{{ service.product }}{% if service.domain != '' %} ({{ service.domain }}){% endif %} of {{ client.full_name }}";

/** Emails to the staff. */
export const staffTemplates = templatesOf('ADMIN', [
  {
    name: 'New Ticket (Staff)',
    subject: '[#{{ ticket.number }}] {{ ticket.subject }}',
    body: `<p>{{ ticket.asker }} opened a ticket for {{ ticket.department }}, priority {{ ticket.priority }}:</p>
<blockquote>{{ ticket.message_html | raw }}</blockquote>`,
  },
  {
    name: 'New Ticket Reply (Staff)',
    subject: '[#{{ ticket.number }}] {{ ticket.subject }}',
    body: `<p>{{ ticket.reply_by }} wrote:</p>
<blockquote>{{ ticket.reply_html | raw }}</blockquote>`,
  },
  {
    name: 'New Order (Staff)',
    subject: 'Order {{ order.number }}: {{ order.amount }}',
    body: `<p>{{ client.full_name }} placed order {{ order.number }} for {{ order.amount }}.</p>
<ul>{% for item in order.items %}<li>{{ item.name }} {{ item.domain }}</li>{% endfor %}</ul>`,
  },
  {
    name: 'Cancellation Requested (Staff)',
    subject: '{{ client.full_name }} cancels {{ service.product }}',
    body: `<p>${service} is to end on {{ cancellation.cancel_on }}{% if cancellation.reason != '' %}: {{ cancellation.reason }}{% endif %}.</p>`,
  },
  {
    name: 'Service Action Failed (Staff)',
    subject: 'A module failed: {{ service.product }} of {{ client.full_name }}',
    body: `<p>The panel could not do what was asked for ${service}. It stands in the module queue.</p>`,
  },
  {
    name: 'Service Waits (Staff)',
    subject: 'To be done by hand: {{ service.product }} of {{ client.full_name }}',
    body: `<p>${service} has no panel, so somebody has to do this by hand: {{ reason }}.</p>`,
  },
  {
    name: 'Task Waits (Staff)',
    subject: 'To be done by hand for {{ client.full_name }}',
    body: `<p>Somebody has to do this by hand for {{ client.full_name }}, and to say what came of it: {{ reason }}</p>`,
  },
  {
    name: 'Domain Action Failed (Staff)',
    subject: 'A registrar refused: {{ domain.name }}',
    body: `<p>What was asked for {{ domain.name }} of {{ client.full_name }} did not work: {{ reason }}</p>`,
  },
  {
    name: 'Affiliate Application (Staff)',
    subject: '{{ client.full_name }} wants to become an affiliate',
    body: `<p>{{ client.full_name }} ({{ client.email }}) applied. Decide in the admin area.</p>`,
  },
  {
    name: 'Withdrawal Requested (Staff)',
    subject: '{{ client.full_name }} wants the commission paid out',
    body: `<p>{{ client.full_name }} asked for a withdrawal. The balance is {{ affiliate.balance }}.</p>`,
  },
  {
    name: 'Automation Summary (Staff)',
    subject:
      'The daily run of {{ run.on }}{% unless run.is_clean %}: something failed{% endunless %}',
    body: `<p>What the daily run of {{ run.on }} did:</p>
<table>
{% for step in run.steps %}<tr><td>{{ step.name }}</td><td>{{ step.succeeded }} done</td><td>{% if step.failed > 0 %}{{ step.failed }} failed{% endif %}</td></tr>
{% endfor %}</table>
{% unless run.is_clean %}<ul>{% for failure in run.failures %}<li>{{ failure.step }}, {{ failure.what }}: {{ failure.why }}</li>{% endfor %}</ul>{% endunless %}`,
  },
]);
