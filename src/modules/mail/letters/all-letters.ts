import { accountLetters } from './account.ts';
import { billingLetters } from './billing.ts';
import { domainLetters } from './domains.ts';
import type { SeedLetter } from './letter.ts';
import { serviceLetters } from './services.ts';
import { staffLetters } from './staff.ts';
import { supportLetters } from './support.ts';

/** Every letter an installation begins with. */
export const allLetters: readonly SeedLetter[] = [
  ...accountLetters,
  ...billingLetters,
  ...serviceLetters,
  ...domainLetters,
  ...supportLetters,
  ...staffLetters,
];

/** The whole HTML of a letter: greeting, what it says, signature. */
export const htmlOf = ({ body, type }: SeedLetter): string =>
  [
    type === 'ADMIN'
      ? ''
      : '<p>Hello{% if recipient.name != "" %} {{ recipient.name }}{% endif %},</p>',
    body,
    type === 'ADMIN' ? '' : '<p>{{ company.signature }}</p>',
  ]
    .filter(Boolean)
    .join('\n');
