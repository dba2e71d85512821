import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const DeleteProduct = legacy({
  params: fields({ id }),
  operation: graphql(`
    mutation DeleteProduct($input: DeleteProductInput!) {
      deleteProduct(input: $input) {
        deletedDatabaseId
      }
    }
  `),
  variables: (p) => ({ input: { productId: encodeId('Product', p.id) } }),
  present: ({ deleteProduct: { deletedDatabaseId } }) => ({
    pid: idText(deletedDatabaseId),
    id: idText(deletedDatabaseId),
  }),
  errors: { PRODUCT_NOT_FOUND: 'Product ID Not Found' },
});
