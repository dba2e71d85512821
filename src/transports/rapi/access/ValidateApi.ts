import { keyIn } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { idText } from '#transports/rapi/format.ts';

export const ValidateApi = legacy({
  params: fields({}),
  operation: graphql(`
    query ValidateApi {
      viewer {
        credentialId
        accountId
        permissions
        ip
      }
    }
  `),
  variables: () => ({}),
  present: ({ viewer: { credentialId, accountId, permissions, ip } }) => ({
    valid: true,
    keyid: idText(keyIn(credentialId)),
    user_id: idText(keyIn(accountId)),
    clientid: idText(keyIn(accountId)),
    permissions,
    ip,
    ip_address: ip,
  }),
});
