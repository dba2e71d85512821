import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { sessionFields } from './labels.ts';
import { id, line } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const DoTwoFaVerification = legacy({
  params: clientFields({ user_id: id, code: line(40), challenge: line(200).optional() }),
  operation: graphql(`
    mutation DoTwoFaVerification($input: VerifyTwoFactorInput!) {
      verifyTwoFactor(input: $input) {
        isVerified
        session {
          accessToken
          accessExpiresAt
          refreshToken
        }
      }
    }
  `),
  variables: (p) => ({
    input: { clientId: encodeId('Client', p.user_id), code: p.code, challenge: p.challenge },
  }),
  present: ({ verifyTwoFactor: { isVerified, session } }, p) => ({
    user_id: idText(p.user_id),
    clientid: idText(p.user_id),
    verified: isVerified,
    ...sessionFields(session),
  }),
  errors: { USER_NOT_FOUND: 'User Not Found', SECOND_FACTOR_NOT_ACTIVE: 'No Module Active' },
});
