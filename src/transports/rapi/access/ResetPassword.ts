import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { refused } from '#transports/rapi/form-error.ts';
import { alsoNamed, fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { email, optionalId } from '#transports/rapi/params.ts';

const spellings = { id: 'user_id', userid: 'user_id', client_id: 'clientid' };

/**
 * A user command: `user_id` is the number of a user first, of a client where no user has it;
 * `clientid` is always a client's.
 */
export const ResetPassword = legacy({
  params: alsoNamed(
    spellings,
    fields({ user_id: optionalId, clientid: optionalId, email: email.optional() }),
  ),
  operation: graphql(`
    mutation ResetPassword($input: ResetPasswordInput!) {
      resetPassword(input: $input) {
        userId
      }
    }
  `),
  variables: (p) => {
    if (!p.user_id && !p.clientid && !p.email)
      throw refused('user_id', 'Please enter the email address or provide the id');
    const clientId = p.clientid ? encodeId('Client', p.clientid) : undefined;
    return { input: { databaseId: p.user_id, clientId, email: p.email } };
  },
  present: () => ({}),
  errors: { USER_NOT_FOUND: 'User Not Found' },
});
