import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { wrapped } from '#transports/rapi/format.ts';

/**
 * The reference sends `user_id` alone, the id of a client, and means its owner. With a `client_id`
 * beside it, `user_id` is the user, as it was before.
 */
export const GetUserPermissions = legacy({
  params: fields({ user_id: id, client_id: id.optional() }),
  operation: graphql(`
    query GetUserPermissions($clientId: ID!, $userId: ID) {
      userClient(clientId: $clientId, userId: $userId) {
        permissions
      }
    }
  `),
  variables: (p) => ({
    clientId: encodeId('Client', p.client_id ?? p.user_id),
    userId: p.client_id ? encodeId('User', p.user_id) : null,
  }),
  present: ({ userClient: { permissions } }) =>
    wrapped(
      'permissions',
      'permission',
      permissions.map((name) => name.toLowerCase().replaceAll('_', '')),
    ),
  errors: {
    USER_NOT_FOUND: 'Invalid user id',
    CLIENT_NOT_FOUND: 'Invalid client id',
    USER_NOT_LINKED: 'User is not associated with client',
  },
  missing: { user_id: 'Invalid user id' },
  wrong: { user_id: 'Invalid user id', client_id: 'Invalid client id' },
});
