import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { idText } from '#transports/rapi/format.ts';
import { addressOrNetwork } from './address.ts';

export const UnBanIp = legacy({
  params: fields({ ip_address: addressOrNetwork }),
  operation: graphql(`
    mutation UnBanIp($input: UnbanIpInput!) {
      unbanIp(input: $input) {
        banId
        address
      }
    }
  `),
  variables: (p) => ({ input: { address: p.ip_address } }),
  present: ({ unbanIp: { banId, address } }) => ({
    banid: idText(banId),
    ban_id: idText(banId),
    ip_address: address,
  }),
  errors: { BAN_NOT_FOUND: 'IP Address Not Found' },
});
