import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { keyText } from '#transports/rapi/format.ts';

export const DeleteClient = legacy({
  params: clientFields({ user_id: id }),
  operation: graphql(`
    mutation DeleteClient($input: DeleteClientInput!) {
      deleteClient(input: $input) {
        deletedId
      }
    }
  `),
  variables: (p) => ({ input: { clientId: encodeId('Client', p.user_id) } }),
  present: ({ deleteClient: { deletedId } }) => ({
    clientid: keyText(deletedId),
    user_id: keyText(deletedId),
  }),
  errors: {
    CLIENT_NOT_FOUND: 'Client ID Not Found',
    CLIENT_HAS_CUSTOMERS: ({ message }) => `Client Delete Failed: ${message}`,
  },
});
