import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { keyText } from '#transports/rapi/format.ts';

export const DoResellerIpDelete = legacy({
  params: fields({ id }),
  operation: graphql(`
    mutation DoResellerIpDelete($input: DeleteResellerIpInput!) {
      deleteResellerIp(input: $input) {
        deletedId
      }
    }
  `),
  variables: (p) => ({ input: { id: encodeId('ApiCredentialAddress', p.id) } }),
  present: ({ deleteResellerIp: { deletedId } }) => ({ id: keyText(deletedId) }),
  errors: { API_ADDRESS_NOT_FOUND: 'IP ID Not Found' },
});
