import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields, fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, line } from '#transports/rapi/params.ts';
import { base64Json } from '#transports/rapi/params-data.ts';
import { idText } from '#transports/rapi/format.ts';

export const DoResellerIpSave = legacy({
  params: clientFields({
    user_id: id,
    FormData: base64Json(fields({ ip_address: line(50), note: line(200).default('') })),
  }),
  operation: graphql(`
    mutation DoResellerIpSave($input: SaveResellerIpInput!) {
      saveResellerIp(input: $input) {
        address {
          databaseId
          address
        }
      }
    }
  `),
  variables: ({ user_id, FormData: { ip_address, note } }) => ({
    input: { clientId: encodeId('Client', user_id), address: ip_address, note },
  }),
  present: ({ saveResellerIp: { address } }) => ({
    id: idText(address.databaseId),
    ip_address: address.address,
  }),
  errors: { CLIENT_NOT_FOUND: 'Client ID Not Found' },
});
