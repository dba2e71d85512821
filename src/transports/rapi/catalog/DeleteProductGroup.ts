import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { keyText } from '#transports/rapi/format.ts';

export const DeleteProductGroup = legacy({
  params: fields({ gid: id }),
  operation: graphql(`
    mutation DeleteProductGroup($input: DeleteProductGroupInput!) {
      deleteProductGroup(input: $input) {
        deletedId
      }
    }
  `),
  variables: (p) => ({ input: { groupId: encodeId('ProductGroup', p.gid) } }),
  present: ({ deleteProductGroup: { deletedId } }) => ({
    gid: keyText(deletedId),
    group_id: keyText(deletedId),
  }),
  errors: { PRODUCT_GROUP_NOT_FOUND: 'You must supply a valid Product Group ID' },
  missing: { gid: 'You must supply a valid Product Group ID' },
});
