import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { idText } from '#transports/rapi/format.ts';
import { groupInput, groupParams } from './group-params.ts';

export const AddProductGroup = legacy({
  params: fields(groupParams),
  operation: graphql(`
    mutation AddProductGroup($input: AddProductGroupInput!) {
      addProductGroup(input: $input) {
        productGroup {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({ input: groupInput(p) }),
  present: ({ addProductGroup: { productGroup } }) => ({
    gid: idText(productGroup.databaseId),
    group_id: idText(productGroup.databaseId),
  }),
  missing: { title: 'You must supply a name for the product group' },
});
