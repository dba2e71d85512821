import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const DeleteProductGroup = legacy({
  params: fields({ gid: id }),
  operation: graphql(`
    mutation DeleteProductGroup($input: DeleteProductGroupInput!) {
      deleteProductGroup(input: $input) {
        deletedDatabaseId
      }
    }
  `),
  variables: (p) => ({ input: { groupId: encodeId('ProductGroup', p.gid) } }),
  present: ({ deleteProductGroup: { deletedDatabaseId } }) => ({
    gid: idText(deletedDatabaseId),
    group_id: idText(deletedDatabaseId),
  }),
  errors: { PRODUCT_GROUP_NOT_FOUND: 'You must supply a valid Product Group ID' },
  missing: { gid: 'You must supply a valid Product Group ID' },
});
