import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { line, password } from '#transports/rapi/params.ts';
import { dateTimeText, idText, textOrBlank, trueOrFalse } from '#transports/rapi/format.ts';
import { sessionFields } from './labels.ts';

/** `userid` is the user; `user_id` and `clientid` are the client whose account it is. */
export const ValidateLogin = legacy({
  params: fields({ email: line(254), password }),
  operation: graphql(`
    mutation ValidateLogin($input: ValidateLoginInput!) {
      validateLogin(input: $input) {
        passwordStamp
        session {
          accessToken
          accessExpiresAt
          refreshToken
        }
        challenge {
          token
          expiresAt
          modules
        }
        user {
          databaseId
          clientLinks {
            isOwner
            client {
              databaseId
              status
            }
          }
        }
      }
    }
  `),
  variables: (p) => ({ input: { email: p.email, password: p.password } }),
  present: ({ validateLogin: { user, session, challenge, passwordStamp } }) => {
    const links = (user?.clientLinks ?? []).filter(({ client }) => client.status !== 'CLOSED');
    const own = (links.find(({ isOwner }) => isOwner) ?? links[0])?.client.databaseId;
    return {
      userid: idText(user?.databaseId),
      user_id: idText(own),
      clientid: idText(own),
      passwordhash: textOrBlank(passwordStamp),
      twoFactorEnabled: trueOrFalse(challenge !== null),
      ...sessionFields(session),
      ...(challenge && {
        challenge: challenge.token,
        challenge_expires_at: dateTimeText(challenge.expiresAt),
        challenge_modules: challenge.modules.map((name) => name.toLowerCase()),
      }),
    };
  },
  errors: { SIGN_IN_REFUSED: 'Email or Password Invalid' },
  missing: { email: 'Email or Password Invalid', password: 'Email or Password Invalid' },
});
