import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields, fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { date, id, line, optionalId } from '#transports/rapi/params.ts';
import { base64Json, emptiableTexts } from '#transports/rapi/params-data.ts';
import { idText } from '#transports/rapi/format.ts';

export const DoResellerApiKeySave = legacy({
  params: fields({
    FormData: base64Json(
      clientFields(
        {
          clientid: id,
          id: optionalId,
          name: line(100),
          permissions: emptiableTexts(100),
          commands: emptiableTexts(300),
          ip_addresses: emptiableTexts(50),
          expires_at: date.optional(),
        },
        'clientid',
      ),
    ),
  }),
  operation: graphql(`
    mutation DoResellerApiKeySave($input: SaveResellerApiKeyInput!) {
      saveResellerApiKey(input: $input) {
        apiKey {
          databaseId
          identifier
        }
        token
      }
    }
  `),
  variables: ({ FormData: form }) => ({
    input: {
      clientId: encodeId('Client', form.clientid),
      id: form.id ? encodeId('ApiCredential', form.id) : undefined,
      name: form.name,
      permissions: form.permissions,
      commands: form.commands,
      addresses: form.ip_addresses,
      expiresAt: form.expires_at && `${form.expires_at}T23:59:59Z`,
    },
  }),
  present: ({ saveResellerApiKey: { apiKey, token } }) => ({
    id: idText(apiKey.databaseId),
    identifier: apiKey.identifier,
    ...(token && { token }),
  }),
  errors: {
    CLIENT_NOT_FOUND: 'Client ID Not Found',
    API_KEY_NOT_FOUND: 'API Key ID Not Found',
    PERMISSION_BEYOND_YOURS: ({ message }) =>
      message.replace('addresses', 'ip_addresses').replace('expiresAt', 'expires_at'),
  },
});
