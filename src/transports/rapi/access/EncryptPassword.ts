import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { password } from '#transports/rapi/params.ts';

export const EncryptPassword = legacy({
  params: fields({ password }),
  operation: graphql(`
    mutation EncryptPassword($input: EncryptPasswordInput!) {
      encryptPassword(input: $input) {
        ciphertext
      }
    }
  `),
  variables: (p) => ({ input: { password: p.password } }),
  present: ({ encryptPassword: { ciphertext } }) => ({ password: ciphertext }),
});
