import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const DoResellerApiKeyDelete = legacy({
  params: fields({ id }),
  operation: graphql(`
    mutation DoResellerApiKeyDelete($input: DeleteResellerApiKeyInput!) {
      deleteResellerApiKey(input: $input) {
        apiKey {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({ input: { id: encodeId('ApiCredential', p.id) } }),
  present: ({ deleteResellerApiKey: { apiKey } }) => ({ id: idText(apiKey.databaseId) }),
  errors: { API_KEY_NOT_FOUND: 'API Key ID Not Found' },
});
