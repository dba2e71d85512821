import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { dateTimeText, idText, wrapped } from '#transports/rapi/format.ts';

export const GetResellerApis = legacy({
  params: clientFields({ clientid: id }, 'clientid'),
  operation: graphql(`
    query GetResellerApis($clientId: ID!) {
      resellerApiKeys(clientId: $clientId) {
        databaseId
        name
        identifier
        tokenLast4
        permissions
        commands
        expiresAt
        isExpired
        lastUsedAt
        createdAt
        addresses {
          address
        }
      }
    }
  `),
  variables: (p) => ({ clientId: encodeId('Client', p.clientid) }),
  present: ({ resellerApiKeys }, p) => ({
    clientid: idText(p.clientid),
    user_id: idText(p.clientid),
    totalresults: resellerApiKeys.length,
    ...wrapped(
      'apis',
      'api',
      resellerApiKeys.map((key) => ({
        id: key.databaseId,
        name: key.name,
        identifier: key.identifier,
        token: `…${key.tokenLast4}`,
        permissions: key.permissions,
        commands: key.commands,
        ip_addresses: key.addresses.map(({ address }) => address),
        status: key.isExpired ? 'Expired' : 'Active',
        expires_at: dateTimeText(key.expiresAt),
        lastused: dateTimeText(key.lastUsedAt),
        created_at: dateTimeText(key.createdAt),
      })),
    ),
  }),
  errors: { CLIENT_NOT_FOUND: 'Client ID Not Found' },
});
