import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';

export const AffiliateActivate = legacy({
  params: clientFields({ user_id: id }),
  operation: graphql(`
    mutation AffiliateActivate($input: AffiliateActivateInput!) {
      affiliateActivate(input: $input) {
        affiliate {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({ input: { clientId: encodeId('Client', p.user_id) } }),
  present: () => ({}),
  errors: { CLIENT_NOT_FOUND: 'Client ID not found' },
});
