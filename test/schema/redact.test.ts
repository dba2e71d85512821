import { expect, it } from 'vitest';
import { redacted } from '#schema/redact.ts';

it('keeps secrets out of the audit trail, however deep they lie', () => {
  const input = {
    name: 'stripe',
    settings: [{ name: 'secretKey', secretValue: 'sk_live_1' }],
    customFields: [{ fieldId: { typename: 'CustomField', id: '3' }, value: 'her password' }],
    password: 'p',
    isActive: true,
    note: 'x'.repeat(600),
  };
  expect(redacted(input)).toEqual({
    name: 'stripe',
    settings: [{ name: 'secretKey', secretValue: '•••' }],
    customFields: [{ fieldId: 'CustomField:3', value: '•••' }],
    password: '•••',
    isActive: true,
    note: `${'x'.repeat(500)}…`,
  });
});
