import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';

/** Here `user_id` is a user and `client_id` a client. */
export const DeleteUserClient = legacy({
  params: fields({ client_id: id, user_id: id }),
  operation: graphql(`
    mutation DeleteUserClient($input: DeleteUserClientInput!) {
      deleteUserClient(input: $input) {
        user {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: { clientId: encodeId('Client', p.client_id), userId: encodeId('User', p.user_id) },
  }),
  present: () => ({}),
  errors: {
    USER_NOT_FOUND: 'Invalid user id',
    CLIENT_NOT_FOUND: 'Invalid client id',
    USER_NOT_LINKED: 'User is not associated with client',
    USER_OWNS_CLIENT: 'You cannot remove the account owner',
  },
  missing: { user_id: 'Invalid user id', client_id: 'Invalid client id' },
  wrong: { user_id: 'Invalid user id', client_id: 'Invalid client id' },
});
