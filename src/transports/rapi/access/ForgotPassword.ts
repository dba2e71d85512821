import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { email } from '#transports/rapi/params.ts';

/** Success says nothing of whether a user has the address. */
export const ForgotPassword = legacy({
  params: fields({ email }),
  operation: graphql(`
    mutation ForgotPassword($input: ForgotPasswordInput!) {
      forgotPassword(input: $input) {
        isAccepted
      }
    }
  `),
  variables: (p) => ({ input: { email: p.email } }),
  present: () => ({}),
  missing: { email: 'Please enter the email address or provide the id' },
  wrong: { email: 'Please provide a valid email address' },
});
