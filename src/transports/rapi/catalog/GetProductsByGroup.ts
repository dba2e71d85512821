import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { idText, wrapped } from '#transports/rapi/format.ts';
import { listedProduct } from './product-fields.ts';

export const GetProductsByGroup = legacy({
  params: fields({ group_id: id }),
  operation: graphql(`
    query GetProductsByGroup($filter: ProductFilter) {
      catalogue(filter: $filter) {
        ...ListedProduct
      }
    }
  `),
  variables: (p) => ({
    filter: { group: [encodeId('ProductGroup', p.group_id)], isInStore: true },
  }),
  present: ({ catalogue }, p) => ({
    gid: idText(p.group_id),
    group_id: idText(p.group_id),
    totalresults: catalogue.length,
    ...wrapped('products', 'product', catalogue.map(listedProduct)),
  }),
});
