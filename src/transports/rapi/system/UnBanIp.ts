import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { keyText } from '#transports/rapi/format.ts';
import { addressOrNetwork } from './address.ts';

export const UnBanIp = legacy({
  params: fields({ ip_address: addressOrNetwork }),
  operation: graphql(`
    mutation UnBanIp($input: UnbanIpInput!) {
      unbanIp(input: $input) {
        deletedId
        address
      }
    }
  `),
  variables: (p) => ({ input: { address: p.ip_address } }),
  present: ({ unbanIp: { deletedId, address } }) => ({
    banid: keyText(deletedId),
    ban_id: keyText(deletedId),
    ip_address: address,
  }),
  errors: { BAN_NOT_FOUND: 'IP Address Not Found' },
});
