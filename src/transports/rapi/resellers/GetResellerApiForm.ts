import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { formFields } from '#transports/rapi/form-fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, optionalId } from '#transports/rapi/params.ts';
import { found } from '#transports/rapi/reply.ts';
import { idText, wrapped } from '#transports/rapi/format.ts';

export const GetResellerApiForm = legacy({
  params: clientFields({ clientid: id, id: optionalId }, 'clientid'),
  operation: graphql(`
    query GetResellerApiForm($clientId: ID!, $id: ID) {
      resellerApiKeyForm(clientId: $clientId, id: $id) {
        fields {
          name
          label
          type
          required
          value
          options {
            value
            label
          }
        }
        permissions {
          name
          group
          description
          isGranted
        }
      }
    }
  `),
  variables: (p) => ({
    clientId: encodeId('Client', p.clientid),
    id: p.id ? encodeId('ApiCredential', p.id) : undefined,
  }),
  present: ({ resellerApiKeyForm }, p) => {
    const form = found(resellerApiKeyForm, p.id ? 'API_KEY_NOT_FOUND' : 'CLIENT_NOT_FOUND');
    return {
      clientid: idText(p.clientid),
      user_id: idText(p.clientid),
      ...(p.id && { id: idText(p.id) }),
      fields: formFields(form.fields),
      ...wrapped(
        'permissions',
        'permission',
        form.permissions.map(({ isGranted, ...permission }) => ({
          ...permission,
          granted: isGranted,
        })),
      ),
    };
  },
  errors: { CLIENT_NOT_FOUND: 'Client ID Not Found', API_KEY_NOT_FOUND: 'API Key ID Not Found' },
});
