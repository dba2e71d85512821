import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { flag, id, line } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const DuplicateProduct = legacy({
  params: fields({ title: line(255), pid: id, gid: id, is_hidden: flag.optional() }),
  operation: graphql(`
    mutation DuplicateProduct($input: DuplicateProductInput!) {
      duplicateProduct(input: $input) {
        product {
          databaseId
        }
        source {
          databaseId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      productId: encodeId('Product', p.pid),
      name: p.title,
      groupId: encodeId('ProductGroup', p.gid),
      isHidden: p.is_hidden,
    },
  }),
  present: ({ duplicateProduct: { product, source } }) => ({
    pid: idText(product.databaseId),
    id: idText(product.databaseId),
    sourcepid: idText(source.databaseId),
  }),
  errors: {
    PRODUCT_NOT_FOUND: 'Product ID Not Found',
    PRODUCT_GROUP_NOT_FOUND: 'You must supply a valid Product Group ID',
  },
  missing: {
    title: 'You must supply a name for the product',
    gid: 'You must supply a valid Product Group ID',
  },
});
