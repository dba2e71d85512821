import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { keyText } from '#transports/rapi/format.ts';

export const DeleteProduct = legacy({
  params: fields({ id }),
  operation: graphql(`
    mutation DeleteProduct($input: DeleteProductInput!) {
      deleteProduct(input: $input) {
        deletedId
      }
    }
  `),
  variables: (p) => ({ input: { productId: encodeId('Product', p.id) } }),
  present: ({ deleteProduct: { deletedId } }) => ({
    pid: keyText(deletedId),
    id: keyText(deletedId),
  }),
  errors: { PRODUCT_NOT_FOUND: 'Product ID Not Found' },
});
