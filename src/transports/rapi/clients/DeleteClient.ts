import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const DeleteClient = legacy({
  params: clientFields({ user_id: id }),
  operation: graphql(`
    mutation DeleteClient($input: DeleteClientInput!) {
      deleteClient(input: $input) {
        clientId
      }
    }
  `),
  variables: (p) => ({ input: { clientId: encodeId('Client', p.user_id) } }),
  present: ({ deleteClient: { clientId } }) => ({
    clientid: idText(clientId),
    user_id: idText(clientId),
  }),
  errors: {
    CLIENT_NOT_FOUND: 'Client ID Not Found',
    CLIENT_HAS_CUSTOMERS: ({ message }) => `Client Delete Failed: ${message}`,
  },
});
