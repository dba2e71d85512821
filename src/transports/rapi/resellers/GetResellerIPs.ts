import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { dateTimeText, idText, wrapped } from '#transports/rapi/format.ts';

export const GetResellerIPs = legacy({
  params: clientFields({ clientid: id }, 'clientid'),
  operation: graphql(`
    query GetResellerIPs($clientId: ID!) {
      resellerAddresses(clientId: $clientId) {
        databaseId
        address
        note
        createdAt
      }
    }
  `),
  variables: (p) => ({ clientId: encodeId('Client', p.clientid) }),
  present: ({ resellerAddresses }, p) => ({
    clientid: idText(p.clientid),
    user_id: idText(p.clientid),
    totalresults: resellerAddresses.length,
    ...wrapped(
      'ips',
      'ip',
      resellerAddresses.map((address) => ({
        id: address.databaseId,
        ip_address: address.address,
        note: address.note,
        created_at: dateTimeText(address.createdAt),
      })),
    ),
  }),
  errors: { CLIENT_NOT_FOUND: 'Client ID Not Found' },
});
