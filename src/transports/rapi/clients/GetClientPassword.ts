import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';

export const GetClientPassword = legacy({
  params: clientFields({ user_id: id }),
  operation: graphql(`
    query GetClientPassword($clientId: ID!) {
      clientPassword(clientId: $clientId)
    }
  `),
  variables: (p) => ({ clientId: encodeId('Client', p.user_id) }),
  present: ({ clientPassword }) => ({ password: clientPassword }),
  errors: {
    CLIENT_NOT_FOUND: 'Client ID Not Found',
    FORBIDDEN: 'API Command Restricted to Internal API',
  },
});
