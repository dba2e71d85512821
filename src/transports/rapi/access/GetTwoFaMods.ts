import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { found } from '#transports/rapi/reply.ts';
import { idText, wrapped } from '#transports/rapi/format.ts';
import { twoFactorModules } from './labels.ts';

export const GetTwoFaMods = legacy({
  params: clientFields({ user_id: id }),
  operation: graphql(`
    query GetTwoFaMods($by: UserBy!) {
      user(by: $by) {
        secondFactors {
          module
        }
      }
    }
  `),
  variables: (p) => ({ by: { ownerOf: encodeId('Client', p.user_id) } }),
  present: ({ user }, p) => {
    const active = found(user, 'USER_NOT_FOUND').secondFactors.map(({ module }) => module);
    const modules = twoFactorModules.map(({ kind, ...words }) => ({
      ...words,
      active: active.includes(kind),
    }));
    return { user_id: idText(p.user_id), ...wrapped('modules', 'module', modules) };
  },
  errors: { USER_NOT_FOUND: 'User Not Found' },
});
