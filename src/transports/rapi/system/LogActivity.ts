import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { globalId } from '#transports/rapi/global-id.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, text } from '#transports/rapi/params.ts';

export const LogActivity = legacy({
  params: clientFields({ user_id: id.optional(), description: text(10_000) }),
  operation: graphql(`
    mutation LogActivity($input: LogActivityInput!) {
      logActivity(input: $input) {
        description
      }
    }
  `),
  variables: (p) => ({
    input: { description: p.description, clientId: globalId('Client', p.user_id) },
  }),
  present: () => ({}),
  errors: { CLIENT_NOT_FOUND: 'Client ID Not Found' },
});
