import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';

export const CloseClient = legacy({
  params: clientFields({ user_id: id }),
  operation: graphql(`
    mutation CloseClient($input: CloseClientInput!) {
      closeClient(input: $input) {
        client {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({ input: { clientId: encodeId('Client', p.user_id) } }),
  present: ({ closeClient: { client } }) => ({
    clientid: client.databaseId,
    user_id: client.databaseId,
  }),
  errors: { CLIENT_NOT_FOUND: 'Client ID Not Found' },
});
