import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { found } from '#transports/rapi/reply.ts';
import { idText } from '#transports/rapi/format.ts';

const labels = {
  TOTP: 'Code from your authenticator app, or a backup code',
  EMAIL: 'Code from the e-mail, or a backup code',
};

export const GetTwoFaVerificationForm = legacy({
  params: clientFields({ user_id: id }),
  operation: graphql(`
    query GetTwoFaVerificationForm($by: UserBy!) {
      user(by: $by) {
        secondFactors {
          module
        }
      }
    }
  `),
  variables: (p) => ({ by: { ownerOf: encodeId('Client', p.user_id) } }),
  present: ({ user }, p) => {
    const [first] = found(user, 'USER_NOT_FOUND').secondFactors;
    const { module } = found(first, 'SECOND_FACTOR_NOT_ACTIVE');
    return {
      user_id: idText(p.user_id),
      module: module.toLowerCase(),
      fields: [{ name: 'code', label: labels[module], type: 'text', required: true }],
    };
  },
  errors: { USER_NOT_FOUND: 'User Not Found', SECOND_FACTOR_NOT_ACTIVE: 'No Module Active' },
});
