import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';

export const ResetPassword = legacy({
  params: clientFields({ user_id: id }),
  operation: graphql(`
    mutation ResetPassword($input: ResetPasswordInput!) {
      resetPassword(input: $input) {
        userId
      }
    }
  `),
  variables: (p) => ({ input: { clientId: encodeId('Client', p.user_id) } }),
  present: () => ({}),
  errors: { USER_NOT_FOUND: 'User Not Found' },
  missing: { user_id: 'Please enter the email address or provide the id' },
});
