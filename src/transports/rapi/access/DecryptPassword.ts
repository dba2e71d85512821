import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { line } from '#transports/rapi/params.ts';

export const DecryptPassword = legacy({
  params: fields({ password: line(20_000) }),
  operation: graphql(`
    mutation DecryptPassword($input: DecryptPasswordInput!) {
      decryptPassword(input: $input) {
        plain
      }
    }
  `),
  variables: (p) => ({ input: { password: p.password } }),
  present: ({ decryptPassword: { plain } }) => ({ password: plain }),
  errors: { CIPHERTEXT_INVALID: 'Decryption Failed' },
});
