import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { dateTimeText, idText } from '#transports/rapi/format.ts';

export const ClientSendVerificationEmail = legacy({
  params: clientFields({ user_id: id }),
  operation: graphql(`
    mutation ClientSendVerificationEmail($input: ClientSendVerificationEmailInput!) {
      clientSendVerificationEmail(input: $input) {
        email
        expiresAt
      }
    }
  `),
  variables: (p) => ({ input: { databaseId: p.user_id } }),
  present: ({ clientSendVerificationEmail: sent }, p) => ({
    user_id: idText(p.user_id),
    clientid: idText(p.user_id),
    email: sent.email,
    expires_at: dateTimeText(sent.expiresAt),
  }),
  errors: { USER_NOT_FOUND: 'User Not Found' },
});
