import { accountTemplates, laterAccountTemplates } from './account.ts';
import { billingTemplates } from './billing.ts';
import { domainTemplates } from './domains.ts';
import type { SeedTemplate } from './template.ts';
import { serviceTemplates } from './services.ts';
import { staffTemplates } from './staff.ts';
import { supportTemplates } from './support.ts';

/** Every email an installation begins with. */
export const allTemplates: readonly SeedTemplate[] = [
  ...accountTemplates,
  ...billingTemplates,
  ...serviceTemplates,
  ...domainTemplates,
  ...supportTemplates,
  ...staffTemplates,
  ...laterAccountTemplates,
];

/** The whole HTML of an email: greeting, what it says, signature. */
export const htmlOf = ({ body, type }: SeedTemplate): string =>
  [
    type === 'ADMIN'
      ? ''
      : '<p>Hello{% if recipient.name != "" %} {{ recipient.name }}{% endif %},</p>',
    body,
    type === 'ADMIN' ? '' : '<p>{{ company.signature }}</p>',
  ]
    .filter(Boolean)
    .join('\n');
