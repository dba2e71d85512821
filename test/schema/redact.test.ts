import { expect, it } from 'vitest';
import { schema } from '#modules/schema.ts';
import { redacted, redactedAs } from '#schema/redact.ts';

const typeOf = (name: string) => schema.getMutationType()!.getFields()[name]!.args[0]!.type;

it('keeps what is declared a secret out of the audit trail, however deep it lies (G13)', () => {
  expect(
    redactedAs(typeOf('configureGateway'), {
      name: 'stripe',
      settings: [{ name: 'secretKey', secretValue: 'sk_live_1' }],
      isActive: true,
    }),
  ).toEqual({
    name: 'stripe',
    settings: [{ name: 'secretKey', secretValue: '•••' }],
    isActive: true,
  });
  expect(
    redactedAs(typeOf('addClient'), {
      firstName: 'Nora',
      password: 'p',
      securityAnswer: 'Rex',
      customFields: [{ fieldId: { typename: 'CustomField', id: '3' }, value: 'her password' }],
      notes: 'x'.repeat(600),
    }),
  ).toEqual({
    firstName: 'Nora',
    password: '•••',
    securityAnswer: '•••',
    customFields: [{ fieldId: 'CustomField:3', value: '•••' }],
    notes: `${'x'.repeat(500)}…`,
  });
});

it('hides nothing for what it is called (G13)', () => {
  const input = { productKey: 'domcno', action: 'addnewdomain', tenure: 1, price: '10' };
  expect(redactedAs(typeOf('setPriceListPrice'), input)).toEqual(input);
  expect(redactedAs(typeOf('applyPromotion'), { code: 'WELCOME20' })).toEqual({
    code: 'WELCOME20',
  });
});

it('shows nothing of an encrypted text among plain data', () => {
  expect(redacted({ domainId: 7, word: 'v1.test.c2VjcmV0' })).toEqual({
    domainId: 7,
    word: '•••',
  });
});
