import { graphql } from '#generated/rapi/index.ts';
import { fields, wrongParameter } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { dateTime, integer, text } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';
import { addressOrNetwork } from './address.ts';

export const AddBannedIp = legacy({
  params: fields({
    ip_address: addressOrNetwork,
    reason: text(1_000),
    days: integer(1, 36_500).optional(),
    expires: dateTime.optional(),
  }),
  operation: graphql(`
    mutation AddBannedIp($input: AddBannedIpInput!) {
      addBannedIp(input: $input) {
        ban {
          databaseId
        }
      }
    }
  `),
  variables: (p) => {
    if (!p.days && !p.expires)
      throw wrongParameter('days', 'is required where expires is not given');
    return {
      input: { address: p.ip_address, reason: p.reason, days: p.days, expiresAt: p.expires },
    };
  },
  present: ({ addBannedIp: { ban } }) => ({
    banid: idText(ban.databaseId),
    ban_id: idText(ban.databaseId),
  }),
  errors: { BAD_INPUT: ({ message }) => message.replace('expiresAt', 'expires') },
});
