import { templatesOf } from './template.ts';

/** Emails about domains. */
export const domainTemplates = templatesOf('DOMAIN', [
  {
    name: 'Domain Registered',
    isWelcome: true,
    subject: '{{ domain.name }} is yours',
    body: `<p>{{ domain.name }} was registered for you until {{ domain.expires_on }}.</p>
<ul>{% for nameserver in domain.nameservers %}<li>{{ nameserver }}</li>{% endfor %}</ul>
<p>The registry may ask you to confirm your address; please answer its email.</p>`,
  },
  {
    name: 'Domain Transfer Started',
    subject: 'The transfer of {{ domain.name }} has begun',
    body: `<p>we asked the present registrar of {{ domain.name }} for the domain. This takes up to a week; you may be asked to confirm it.</p>`,
  },
  {
    name: 'Domain Transferred',
    isWelcome: true,
    subject: '{{ domain.name }} has arrived',
    body: `<p>the transfer of {{ domain.name }} is complete. It is registered until {{ domain.expires_on }}.</p>`,
  },
  {
    name: 'Domain Transfer Failed',
    subject: 'The transfer of {{ domain.name }} did not work',
    body: `<p>the transfer of {{ domain.name }} was refused{% if reason != '' %}: {{ reason }}{% endif %}. Check that it is unlocked and that the code is right, and start it again.</p>`,
  },
  {
    name: 'Domain Renewed',
    subject: '{{ domain.name }} was renewed',
    body: `<p>{{ domain.name }} was renewed and is now registered until {{ domain.expires_on }}.</p>`,
  },
  {
    name: 'Domain Expiring',
    subject: '{{ domain.name }} expires on {{ domain.expires_on }}',
    body: `<p>{{ domain.name }} expires on {{ domain.expires_on }}. {% if domain.auto_renew %}It is renewed as soon as its invoice is paid.{% else %}It is not renewed by itself: renew it in time if you want to keep it.{% endif %}</p>
<p><a href="{{ domain.url }}">{{ domain.url }}</a></p>`,
  },
  {
    name: 'Domain Expired',
    subject: '{{ domain.name }} has expired',
    body: `<p>{{ domain.name }} expired on {{ domain.expires_on }}. For a while it can still be renewed, later only for a higher price, and then it goes to whoever asks first.</p>
<p><a href="{{ domain.url }}">{{ domain.url }}</a></p>`,
  },
  {
    name: 'Domain EPP Code',
    subject: 'The transfer code of {{ domain.name }}',
    body: `<p>{% if domain.epp_code != '' %}the code that lets {{ domain.name }} be moved to another registrar is <code>{{ domain.epp_code }}</code>. Whoever has it can take the domain.{% else %}the registrar sends the transfer code of {{ domain.name }} to the address of its owner.{% endif %}</p>`,
  },
  {
    name: 'Domain Transferred Away',
    subject: '{{ domain.name }} has left us',
    body: `<p>{{ domain.name }} was transferred to another registrar. If you did not ask for this, tell us at once.</p>`,
  },
]);
