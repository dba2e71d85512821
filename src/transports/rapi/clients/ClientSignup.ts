import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { idText, keyText } from '#transports/rapi/format.ts';
import {
  newClient,
  newClientErrors,
  newClientInput,
  newClientMissing,
  newClientWrong,
} from './new-client.ts';

export const ClientSignup = legacy({
  params: fields(newClient),
  operation: graphql(`
    mutation ClientSignup($input: ClientSignupInput!) {
      clientSignup(input: $input) {
        client {
          databaseId
        }
        ownerUserId
        emailVerificationRequired
      }
    }
  `),
  variables: (p) => ({ input: newClientInput(p) }),
  present: ({ clientSignup: { client, ownerUserId, emailVerificationRequired } }) => ({
    clientid: idText(client.databaseId),
    user_id: idText(client.databaseId),
    owner_id: keyText(ownerUserId),
    email_verification_required: emailVerificationRequired,
  }),
  errors: newClientErrors,
  missing: newClientMissing,
  wrong: newClientWrong,
});
