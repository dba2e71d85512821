import { templatesOf } from './template.ts';

/** Emails about orders and services. */
export const serviceTemplates = [
  ...templatesOf('GENERAL', [
    {
      name: 'Order Confirmation',
      subject: 'Your order {{ order.number }}',
      body: `<p>thank you for your order {{ order.number }} of {{ order.placed_on }}.</p>
<ul>{% for item in order.items %}<li>{{ item.name }}{% if item.domain != '' %}: {{ item.domain }}{% endif %}</li>{% endfor %}</ul>
<p>Total: <b>{{ order.amount }}</b></p>`,
    },
    {
      name: 'Order Accepted',
      subject: 'Your order {{ order.number }} is on its way',
      body: `<p>your order {{ order.number }} was accepted. You hear from us as soon as everything is ready.</p>`,
    },
    {
      name: 'Order Cancelled',
      subject: 'Your order {{ order.number }} was cancelled',
      body: `<p>your order {{ order.number }} of {{ order.placed_on }} was cancelled. If that was not what you wanted, please tell us.</p>`,
    },
  ]),
  ...templatesOf('PRODUCT', [
    {
      name: 'Service Welcome',
      isWelcome: true,
      subject: 'Your {{ service.product }} is ready',
      body: `<p>your {{ service.product }}{% if service.domain != '' %} for {{ service.domain }}{% endif %} is ready.</p>
<ul>{% if service.username != '' %}<li>User name: {{ service.username }}</li>{% endif %}
{% if service.password != '' %}<li>Password: {{ service.password }}</li>{% endif %}
{% if service.server_hostname != '' %}<li>Server: {{ service.server_hostname }}{% if service.server_ip != '' %} ({{ service.server_ip }}){% endif %}</li>{% endif %}
{% if service.nameserver1 != '' %}<li>Nameservers: {{ service.nameserver1 }}, {{ service.nameserver2 }}</li>{% endif %}</ul>
<p>Please keep this email: the password is not shown again.</p>`,
    },
    {
      name: 'Service Suspended',
      subject: '{{ service.product }} was suspended',
      body: `<p>{{ service.product }}{% if service.domain != '' %} ({{ service.domain }}){% endif %} was suspended{% if service.suspend_reason != '' %}: {{ service.suspend_reason }}{% endif %}. It comes back as soon as the reason is gone.</p>
<p><a href="{{ service.url }}">{{ service.url }}</a></p>`,
    },
    {
      name: 'Service Unsuspended',
      subject: '{{ service.product }} works again',
      body: `<p>{{ service.product }}{% if service.domain != '' %} ({{ service.domain }}){% endif %} is no longer suspended. Thank you for your patience.</p>`,
    },
    {
      name: 'Service Terminated',
      subject: '{{ service.product }} has ended',
      body: `<p>{{ service.product }}{% if service.domain != '' %} ({{ service.domain }}){% endif %} was ended and its data are removed. If this surprises you, write to us without delay.</p>`,
    },
    {
      name: 'Service Upgraded',
      subject: 'Your service is now {{ service.product }}',
      body: `<p>the change you asked for is done: from now on you have {{ service.product }}{% if service.domain != '' %} for {{ service.domain }}{% endif %}.</p>`,
    },
    {
      name: 'Service Password Changed',
      subject: 'The password of {{ service.product }} was changed',
      body: `<p>the password of {{ service.product }}{% if service.domain != '' %} ({{ service.domain }}){% endif %} was changed. If it was not you, tell us at once.</p>`,
    },
    {
      name: 'Cancellation Requested',
      subject: 'We received your cancellation of {{ service.product }}',
      body: `<p>you asked us to end {{ service.product }}{% if service.domain != '' %} ({{ service.domain }}){% endif %}. It ends on {{ cancellation.cancel_on }}. Until then you can take it back.</p>`,
    },
  ]),
];
