import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, password } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const DoDeactivateTwoFaMod = legacy({
  params: clientFields({ user_id: id, password }),
  operation: graphql(`
    mutation DoDeactivateTwoFaMod($input: DeactivateTwoFactorInput!) {
      deactivateTwoFactor(input: $input) {
        userId
      }
    }
  `),
  variables: (p) => ({ input: { clientId: encodeId('Client', p.user_id), password: p.password } }),
  present: (_data, p) => ({ user_id: idText(p.user_id), clientid: idText(p.user_id) }),
  errors: {
    USER_NOT_FOUND: 'User Not Found',
    PASSWORD_WRONG: 'Invalid Password',
    SECOND_FACTOR_NOT_ACTIVE: 'No Module Active',
  },
});
