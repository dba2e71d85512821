import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, password } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const ChangeClientPassword = legacy({
  params: clientFields({
    user_id: id,
    old_pwd: password,
    new_pwd: password,
    new_pwd_cfm: password,
  }),
  operation: graphql(`
    mutation ChangeClientPassword($input: ChangeClientPasswordInput!) {
      changeClientPassword(input: $input) {
        userId
      }
    }
  `),
  variables: (p) => ({
    input: {
      clientId: encodeId('Client', p.user_id),
      currentPassword: p.old_pwd,
      newPassword: p.new_pwd,
      repeatedPassword: p.new_pwd_cfm,
    },
  }),
  present: (_data, p) => ({ user_id: idText(p.user_id), clientid: idText(p.user_id) }),
  errors: {
    USER_NOT_FOUND: 'User Not Found',
    PASSWORD_WRONG: 'The current password is wrong',
    PASSWORDS_DIFFER: 'The passwords do not match',
    BAD_INPUT: ({ message }) => message.replaceAll('newPassword', 'new_pwd'),
  },
});
