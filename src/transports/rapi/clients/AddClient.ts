import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { globalId } from '#transports/rapi/global-id.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, password } from '#transports/rapi/params.ts';
import { idText, keyText } from '#transports/rapi/format.ts';
import {
  newClient,
  newClientErrors,
  newClientInput,
  newClientMissing,
  newClientWrong,
} from './new-client.ts';

export const AddClient = legacy({
  // Here `user_id` is a user's: the one who is to own the client.
  params: fields({
    ...newClient,
    user_id: id.optional(),
    password: password.optional(),
    group_id: id.optional(),
  }),
  operation: graphql(`
    mutation AddClient($input: AddClientInput!) {
      addClient(input: $input) {
        client {
          databaseId
        }
        ownerUserId
      }
    }
  `),
  variables: (p) => ({
    input: {
      ...newClientInput(p),
      ownerUserId: globalId('User', p.user_id),
      password: p.password,
      groupId: globalId('ClientGroup', p.group_id),
    },
  }),
  present: ({ addClient: { client, ownerUserId } }) => ({
    clientid: idText(client.databaseId),
    user_id: idText(client.databaseId),
    owner_id: keyText(ownerUserId),
  }),
  errors: newClientErrors,
  missing: newClientMissing,
  wrong: newClientWrong,
});
