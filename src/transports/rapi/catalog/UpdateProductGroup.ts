import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, sentLine } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';
import { groupInput, groupParams } from './group-params.ts';

export const UpdateProductGroup = legacy({
  // The reference wants both; GetProductsGroups may show them empty.
  params: fields({ gid: id, ...groupParams, headline: sentLine(1_000), tagline: sentLine(1_000) }),
  operation: graphql(`
    mutation UpdateProductGroup($input: UpdateProductGroupInput!) {
      updateProductGroup(input: $input) {
        productGroup {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: { groupId: encodeId('ProductGroup', p.gid), ...groupInput(p) },
  }),
  present: ({ updateProductGroup: { productGroup } }) => ({
    gid: idText(productGroup.databaseId),
    group_id: idText(productGroup.databaseId),
  }),
  errors: { PRODUCT_GROUP_NOT_FOUND: 'You must supply a valid Product Group ID' },
  missing: {
    title: 'You must supply a name for the product group',
    gid: 'You must supply a valid Product Group ID',
  },
});
