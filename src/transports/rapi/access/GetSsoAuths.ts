import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { found } from '#transports/rapi/reply.ts';
import { dateTimeText, idText, wrapped } from '#transports/rapi/format.ts';

/** Every provider: with the account linked there, or as one that could be linked. */
export const GetSsoAuths = legacy({
  params: clientFields({ user_id: id }),
  operation: graphql(`
    query GetSsoAuths($by: UserBy!) {
      user(by: $by) {
        signInProviders {
          databaseId
          name
        }
        linkedSignIns {
          databaseId
          email
          subject
          linkedAt
          provider {
            databaseId
            name
          }
        }
      }
    }
  `),
  variables: (p) => ({ by: { ownerOf: encodeId('Client', p.user_id) } }),
  present: ({ user }, p) => {
    const { linkedSignIns, signInProviders } = found(user, 'USER_NOT_FOUND');
    const linked = linkedSignIns.map((link) => ({
      id: link.provider.databaseId,
      link_id: link.databaseId,
      provider: link.provider.name,
      identifier: link.email ?? link.subject,
      linked: true,
      linked_at: dateTimeText(link.linkedAt),
      url: '',
    }));
    const free = signInProviders
      .filter((one) => !linked.some((link) => link.id === one.databaseId))
      .map((one) => ({
        id: one.databaseId,
        link_id: 0,
        provider: one.name,
        identifier: '',
        linked: false,
        linked_at: dateTimeText(null),
        // A link begins for who signs in: there is no address that links somebody else's account.
        url: '',
      }));
    const auths = [...linked, ...free];
    const total = { totalresults: auths.length };
    return { user_id: idText(p.user_id), ...total, ...wrapped('auths', 'auth', auths) };
  },
  errors: { USER_NOT_FOUND: 'User Not Found' },
});
