import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { line } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const ClientDoEmailVerification = legacy({
  params: fields({ key: line(200) }),
  operation: graphql(`
    mutation ClientDoEmailVerification($input: ClientVerifyEmailInput!) {
      clientVerifyEmail(input: $input) {
        user {
          databaseId
          email
          emailVerifiedAt
          clientLinks {
            isOwner
            client {
              databaseId
            }
          }
        }
      }
    }
  `),
  variables: (p) => ({ input: { key: p.key } }),
  present: ({ clientVerifyEmail: { user } }) => {
    const own = user.clientLinks.find(({ isOwner }) => isOwner) ?? user.clientLinks[0];
    return {
      user_id: idText(own?.client.databaseId),
      clientid: idText(own?.client.databaseId),
      userid: idText(user.databaseId),
      email: user.email,
      email_verified: user.emailVerifiedAt !== null,
    };
  },
  errors: { TOKEN_INVALID: 'Invalid Verification Key' },
});
